"""The planning chain, changes, segments, addenda and documents of an SKP (KUAN P5-9, P23; KON P6-15, P19; B11, B31)."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID, uuid4

import pytest

from contracts.masa import MasaStatus
from contracts.skp import PemutakhiranOverdue, SkpAmended, SkpClosed, SkpSet
from contracts.vocabulary import Jenis, StatusPegawai
from tests.chassis.files import jpeg, office, png
from tests.service.hosted import Hosted
from tests.service.pdfa import check_pdf_a
from tests.service.people import (
    ADMIN,
    KABID,
    KASI,
    KEPALA,
    REVIEWER,
    SEKDA,
    SINCE,
    STAF,
    STAF2,
    pegawai,
)
from tests.service.planning import PDF, REVIEW, SEKDA_REVIEWER, Planning, butir, extra, open_planning


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_kuan_p5_kon_p6_the_whole_chain(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    found = await planning.plan()
    told = await planning.service.told(SkpSet)
    assert [t["skp_id"] for t in told] == list(found.values()) and not any(t["late"] for t in told)


async def test_kon_p10_3_a_kepala_dinas_is_approved_by_the_sekda_and_ratified_by_the_bupati(kon: Planning) -> None:
    head = [butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran", uraian="Menyerap anggaran")]
    made = await kon.draft(KEPALA, *head)
    state = await kon.through(made, KEPALA, SEKDA)
    assert state["state"] == "approved" and await kon.service.told(SkpSet) == []
    assert (await kon.ask("POST", f"/sasaran/{made}/ratify", who=SEKDA)).problem() == (403, "", "10(3)")
    assert (await kon.ask("POST", f"/sasaran/{made}/set", who=SEKDA)).status == 409
    await kon.at("2026-02-01T00:00")
    assert (await kon.good("POST", f"/sasaran/{made}/ratify", who=kon.bupati))["late"] is True, (
        "January holds for it too"
    )


async def test_kuan_p5_4_a_kepala_dinas_of_kuantan_singingi_is_set_by_the_sekda_alone(kuan: Planning) -> None:
    state = await kuan.through(await kuan.draft(KEPALA, butir()), KEPALA, SEKDA)
    assert state["state"] == "set"


@pytest.mark.parametrize(("moment", "late"), [("2026-01-31T23:59", False), ("2026-02-01T00:00", True)])
async def test_kon_p15_2_january_in_the_pemdas_zone(kon: Planning, moment: str, late: bool) -> None:
    made = await kon.draft(SEKDA, butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran", uraian="B"))
    await kon.good("POST", f"/sasaran/{made}/submit", who=SEKDA)
    await kon.good("POST", f"/sasaran/{made}/review", REVIEW, who=SEKDA_REVIEWER)
    await kon.good("POST", f"/sasaran/{made}/agree", who=SEKDA)
    await kon.good("POST", f"/sasaran/{made}/agree", who=kon.bupati)
    await kon.at(moment)
    assert (await kon.good("POST", f"/sasaran/{made}/set", who=kon.bupati))["late"] is late


async def test_kon_p8_a_subordinate_drafts_but_is_not_set_before_the_superior(kon: Planning) -> None:
    await kon.draft(KABID, butir(str(uuid4())))
    made = await kon.draft(KASI, butir(await kon.first(KABID)))
    await kon.good("POST", f"/sasaran/{made}/submit", who=KASI)
    await kon.good("POST", f"/sasaran/{made}/review", REVIEW, who=REVIEWER)
    await kon.good("POST", f"/sasaran/{made}/agree", who=KASI)
    await kon.good("POST", f"/sasaran/{made}/agree", who=KABID)
    assert (await kon.ask("POST", f"/sasaran/{made}/set", who=KABID)).problem() == (409, "", "8")


async def test_kuan_nobody_waits_for_a_late_superior(kuan: Planning) -> None:
    await kuan.draft(KABID, butir(str(uuid4())))
    state = await kuan.through(await kuan.draft(KASI, butir(await kuan.first(KABID))), KASI, KABID)
    assert state["state"] == "set"


async def test_kuan_p8_1_a_kinerja_comes_down_from_the_direct_superiors(kuan: Planning) -> None:
    await kuan.draft(KEPALA, butir())
    strange = await kuan.first(KEPALA)
    for induk in (strange, str(uuid4())):
        made = await kuan.draft(STAF, butir(induk), mulai=f"2026-0{2 if induk == strange else 3}-01")
        refused = await kuan.ask("POST", f"/sasaran/{made}/submit", who=STAF)
        assert refused.problem()[:2] == (422, "butir[0].induk_id")


@pytest.mark.parametrize(("issuer", "takes"), [(KEPALA, True), (KASI, False), (SEKDA, False), (STAF2, False)])
async def test_kuan_p1_26_p9_who_gives_a_tugas_tambahan(kuan: Planning, issuer: UUID, takes: bool) -> None:
    await kuan.draft(KASI, butir(str(uuid4())))
    made = await kuan.draft(STAF, butir(await kuan.first(KASI)), extra(issuer))
    answer = await kuan.ask("POST", f"/sasaran/{made}/submit", who=STAF)
    assert answer.status == (200 if takes else 422)
    if not takes:
        assert answer.body["field"] == "butir[1].sk.pemberi_id"


async def test_kuan_p18a_the_owner_edits_a_draft_and_it_may_be_sent_back(kuan: Planning) -> None:
    await kuan.draft(KASI, butir(str(uuid4())))
    induk = await kuan.first(KASI)
    made = await kuan.draft(STAF, butir(induk))
    other = kuan.content(butir(induk, uraian="Menyusun dua laporan"))
    assert (await kuan.edit(made, other, STAF2)).status == 403
    assert (await kuan.edit(made, other, STAF)).status == 200
    await kuan.good("POST", f"/sasaran/{made}/submit", who=STAF)
    assert (await kuan.edit(made, other, STAF)).status == 409
    back = {"alasan": "Indikator belum terukur."}
    assert (await kuan.ask("POST", f"/sasaran/{made}/return", back, who=STAF2)).status == 403
    assert (await kuan.good("POST", f"/sasaran/{made}/return", back, who=REVIEWER))["state"] == "draft"
    assert (await kuan.edit(made, other, STAF)).status == 200


async def test_kon_p19_reading_b31_a_change_repeats_every_step_and_the_old_version_binds_until_then(
    kon: Planning,
) -> None:
    found = await kon.plan()
    await kon.at("2026-06-15T09:00")
    cause = {"sebab": "strategi"}
    for body, who, status in (
        (cause, STAF, 403), ({"sebab": "bosan"}, KASI, 422), (cause, KABID, 403), ({"sebab": "lainnya_persetujuan_bupati"}, KASI, 422),
        ({"sebab": "sakit_cuti", "mulai": "2026-04-01", "selesai": "2026-04-30"}, KASI, 422),
    ):  # fmt: skip
        assert (await kon.ask("POST", f"/sasaran/{found[STAF]}/changes", body, who=who)).status == status
    fresh = (await kon.good("POST", f"/sasaran/{found[STAF]}/changes", cause, who=KASI))["skp_id"]
    assert (await kon.ask("POST", f"/sasaran/{found[STAF]}/changes", cause, who=REVIEWER)).status == 409, (
        "one at a time"
    )
    states = {s["skp_id"]: s["state"] for s in await kon.good("GET", "/sasaran?tahun=2026", who=STAF)}
    assert states == {found[STAF]: "set", fresh: "draft"}
    assert (await kon.ask("POST", f"/sasaran/{fresh}/set", who=KASI)).status == 409
    await kon.service.told()
    await kon.through(fresh, STAF, KASI)
    told = await kon.service.told()
    assert [(t["skp_id"], t["selesai"], t["sebab"]) for t in told if "sebab" in t] == [
        (found[STAF], "2026-06-14", "versi_baru")
    ]
    assert [(t["skp_id"], t["mulai"], t["late"]) for t in told if "pack" in t] == [(fresh, "2026-06-15", False)]


async def test_kon_p19_1_a_year_that_is_over_is_not_changed(kon: Planning) -> None:
    found = await kon.plan()
    await kon.at("2027-01-02T09:00")
    refused = await kon.ask("POST", f"/sasaran/{found[STAF]}/changes", {"sebab": "strategi"}, who=KASI)
    assert refused.problem() == (409, "", "19(1)")


async def test_kon_p19_1_a_change_that_is_opened_in_december_is_not_set_in_january(kon: Planning) -> None:
    found = await kon.plan()
    await kon.at("2026-12-28T09:00")
    opened = await kon.good("POST", f"/sasaran/{found[STAF]}/changes", {"sebab": "strategi"}, who=KASI)
    fresh = opened["skp_id"]
    await kon.good("POST", f"/sasaran/{fresh}/submit", who=STAF)
    await kon.good("POST", f"/sasaran/{fresh}/review", REVIEW, who=REVIEWER)
    for who in (STAF, KASI):
        await kon.good("POST", f"/sasaran/{fresh}/agree", who=who)
    await kon.at("2027-01-02T09:00")
    assert (await kon.ask("POST", f"/sasaran/{fresh}/set", who=KASI)).problem() == (409, "", "19(1)")
    states = {s["skp_id"]: s["state"] for s in await kon.good("GET", "/sasaran?tahun=2026", who=STAF)}
    assert states == {found[STAF]: "set", fresh: "agreed"}, "the version before binds to the end of its year"


async def test_kuan_p1_8_p23_2_a_change_needs_a_document(kuan: Planning) -> None:
    found = await kuan.plan()
    change = {"sebab": "Perubahan struktur organisasi"}
    assert (await kuan.ask("POST", f"/sasaran/{found[STAF]}/changes", change, who=STAF)).problem()[:2] == (
        422,
        "dokumen",
    )
    proof = (await kuan.upload(STAF, jenis="bukti")).body["dokumen_id"]
    with_proof = change | {"dokumen": [proof]}
    assert (await kuan.ask("POST", f"/sasaran/{found[STAF]}/changes", with_proof, who=STAF)).status == 422, (
        "SK or letter"
    )
    decree = (await kuan.upload(STAF)).body
    await kuan.service.told()
    await kuan.good("POST", f"/sasaran/{found[STAF]}/changes", change | {"dokumen": [decree["dokumen_id"]]}, who=STAF)
    assert [t["dokumen_sha256"] for t in await kuan.service.told()] == [[decree["sha256"]]]


async def test_kon_p15_3_a_move_closes_the_segment_and_the_next_has_thirty_days(kon: Planning) -> None:
    found = await kon.plan()
    await kon.at("2026-05-01T09:00")
    await kon.service.told()
    moved = pegawai(STAF, KASI, tmt_jabatan=date(2026, 5, 1), jabatan="Analis Madya")
    await kon.service.hear(moved, tenant="konsel")
    assert [(t["skp_id"], t["selesai"], t["sebab"]) for t in await kon.service.told(SkpClosed)] == [
        (found[STAF], "2026-04-30", "mutasi")
    ]
    made = await kon.draft(STAF, butir(await kon.first(KASI)), mulai="2026-05-01")
    await kon.at("2026-05-31T23:59")
    assert (await kon.through(made, STAF, KASI))["late"] is False


async def test_kon_p14_an_exempt_status_closes_the_segment_and_takes_no_plan(kon: Planning) -> None:
    found = await kon.plan()
    await kon.at("2026-03-02T09:00")
    await kon.service.told()
    spells = (
        MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF),
        MasaStatus(mulai=date(2026, 3, 1), selesai=date(2026, 12, 31), status=StatusPegawai.CLTN),
    )
    await kon.service.hear(pegawai(STAF, KASI, status=StatusPegawai.CLTN, masa_status=spells), tenant="konsel")
    assert [(t["skp_id"], t["selesai"]) for t in await kon.service.told(SkpClosed)] == [(found[STAF], "2026-02-28")]
    body = {"tahun": 2026, "mulai": "2026-03-01", "isi": kon.content(butir(await kon.first(KASI)))}
    assert (await kon.ask("POST", "/sasaran", body, who=STAF)).problem() == (409, "", "14")


async def test_kon_p14_who_comes_back_from_cltn_plans_from_then_on_and_is_not_late(kon: Planning) -> None:
    spells = (
        MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF),
        MasaStatus(mulai=date(2026, 1, 1), selesai=date(2026, 6, 30), status=StatusPegawai.CLTN),
    )
    await kon.plan_down_to(KASI)
    await kon.service.hear(pegawai(STAF, KASI, status=StatusPegawai.CLTN, masa_status=spells), tenant="konsel")
    await kon.at("2026-07-02T09:00")
    await kon.service.hear(pegawai(STAF, KASI, masa_status=spells), tenant="konsel")
    induk = await kon.first(KASI)
    for early in ("2026-01-01", "2026-06-30"):
        body = {"tahun": 2026, "mulai": early, "isi": kon.content(butir(induk))}
        assert (await kon.ask("POST", "/sasaran", body, who=STAF)).problem() == (409, "", "14")
    made = await kon.draft(STAF, butir(induk))
    assert [s["mulai"] for s in await kon.good("GET", "/sasaran?tahun=2026", who=STAF)] == ["2026-07-01"]
    await kon.at("2026-07-31T23:59")
    assert (await kon.through(made, STAF, KASI))["late"] is False, "thirty days, as after a move (B33)"


async def test_kon_p9_reading_b11_a_later_tugas_tambahan_joins_as_an_addendum(kon: Planning) -> None:
    found = await kon.plan()
    await kon.at("2026-06-10T09:00")
    path = f"/sasaran/{found[STAF]}/addenda"
    without = {"butir": {k: v for k, v in extra(KASI).items() if k != "sk"}}
    assert (await kon.ask("POST", path, without, who=STAF)).problem()[:2] == (422, "butir.sk")
    assert (await kon.ask("POST", path, {"butir": extra(KASI)}, who=STAF2)).status == 403
    made = await kon.good("POST", path, {"butir": extra(KASI)}, who=STAF)
    agree = f"/addenda/{made['addendum_id']}/agree"
    assert (await kon.ask("POST", agree, who=STAF)).status == 403
    await kon.service.told()
    await kon.good("POST", agree, who=KASI)
    told = await kon.service.told(SkpAmended)
    assert [(t["mulai"], t["butir"]["kategori"], t["butir"]["target"]) for t in told] == [("2026-06-10", "tambahan", 6)]
    assert (await kon.ask("POST", agree, who=KASI)).status == 409
    mine = await kon.good("GET", "/sasaran?tahun=2026", who=STAF)
    assert [b["kategori"] for b in mine[0]["isi"]["butir"]] == ["utama", "tambahan"]


@pytest.mark.parametrize(
    ("content", "tipe"),
    [(PDF, "application/pdf"), (png(), "image/png"), (jpeg(), "image/jpeg"),
     (office("word"), "wordprocessingml.document"), (office("xl"), "spreadsheetml.sheet")],
)  # fmt: skip
async def test_kuan_p1_8_a_document_is_known_by_its_bytes_and_its_hash(
    kuan: Planning, content: bytes, tipe: str
) -> None:
    kept = (await kuan.upload(STAF, content)).body
    assert kept["tipe"].endswith(tipe) and kept["sha256"] == hashlib.sha256(content).hexdigest()
    for who, status in ((STAF, 200), (KASI, 200), (STAF2, 403), (ADMIN, 403)):
        assert (await kuan.ask("GET", f"/documents/{kept['dokumen_id']}", who=who)).status == status
    fetched = await kuan.ask("GET", f"/documents/{kept['dokumen_id']}", who=STAF)
    assert fetched.body == content and fetched.headers["content-disposition"] == "attachment"


@pytest.mark.parametrize(
    ("content", "jenis", "field"),
    [(b"MZ\x90\x00", "sk", "berkas"), (b"", "sk", "berkas"), (b"<html>", "sk", "berkas"), (PDF, "foto", "jenis"),
     (office("evil"), "sk", "berkas"), (office("evil", of="word"), "sk", "berkas"),
     (b"%PDF-1.7\n1 0 obj\n", "sk", "berkas"), (office(parts={"word/vbaProject.bin": b"x"}), "sk", "berkas"),
     (b"PK\x03\x04 word/", "sk", "berkas"), (PDF + b"x" * (10 << 20), "sk", "berkas")],
)  # fmt: skip
async def test_a_document_that_is_none_is_422(kuan: Planning, content: bytes, jenis: str, field: str) -> None:
    assert (await kuan.upload(STAF, content, jenis)).problem()[:2] == (422, field)


async def test_kuan_p1_10_14_p23_pemutakhiran_in_four_steps_within_seven_working_days(kuan: Planning) -> None:
    await kuan.at("2025-03-20T10:00")
    kept = (await kuan.upload(STAF, ditandatangani_oleh=str(KASI))).body
    ask = {"uraian": "Ijazah S2", "dokumen_id": kept["dokumen_id"]}
    assert (await kuan.ask("POST", "/updates", ask, who=STAF2)).problem()[:2] == (422, "dokumen")
    await kuan.service.told()
    made = await kuan.good("POST", "/updates", ask, who=STAF)
    assert made["due_on"] == "2025-04-09"
    assert [(t["penilai_id"], t["dokumen_sha256"]) for t in await kuan.service.told()] == [(str(KASI), kept["sha256"])]
    path = f"/updates/{made['pemutakhiran_id']}/steps"
    assert (await kuan.ask("POST", path, {"langkah": "divalidasi"}, who=KASI)).status == 409
    assert (await kuan.ask("POST", path, {"langkah": "diverifikasi", "semua_akurat": True}, who=KABID)).status == 403
    await kuan.good("POST", path, {"langkah": "diverifikasi", "semua_akurat": True}, who=KASI)
    assert (await kuan.ask("POST", path, {"langkah": "diklarifikasi"}, who=KASI)).problem()[:2] == (422, "pesan")
    await kuan.good("POST", path, {"langkah": "diklarifikasi", "pesan": "Ijazah diterima."}, who=KASI)
    await kuan.good("POST", path, {"langkah": "disinkronkan", "selisih": 1}, who=KASI)
    assert (await kuan.ask("POST", path, {"langkah": "divalidasi"}, who=KASI)).problem() == (409, "", "1(14)")
    await kuan.good("POST", f"/updates/{made['pemutakhiran_id']}/resync", {"selisih": 0, "langkah_ke": 3}, who=KASI)
    await kuan.good("POST", path, {"langkah": "divalidasi"}, who=KASI)
    await kuan.at("2025-04-10T00:01")
    assert await kuan.service.told(PemutakhiranOverdue) == []


async def test_kuan_p23_4_reading_a22_when_it_is_overdue_the_next_superior_is_told(kuan: Planning) -> None:
    await kuan.at("2025-03-20T10:00")
    kept = (await kuan.upload(STAF, ditandatangani_oleh=str(KASI))).body
    made = await kuan.good("POST", "/updates", {"uraian": "x", "dokumen_id": kept["dokumen_id"]}, who=STAF)
    await kuan.service.told()
    await kuan.at("2025-04-09T23:59")
    assert await kuan.service.told(PemutakhiranOverdue) == []
    await kuan.at("2025-04-10T00:01")
    assert [t["kepada"] for t in await kuan.service.told(PemutakhiranOverdue)] == [str(KABID)]
    step = {"langkah": "diverifikasi", "semua_akurat": True}
    path = f"/updates/{made['pemutakhiran_id']}/steps"
    assert (await kuan.ask("POST", path, step, who=KABID)).status == 403, "told, but he does not do it instead"
    await kuan.good("POST", path, step, who=KASI)


async def test_kuan_p17b_the_parts_of_a_year_add_up_at_every_level(kuan: Planning) -> None:
    found = await kuan.plan()
    parts = (await kuan.good("GET", f"/sasaran/{found[STAF]}/breakdown?periode=2026-04", who=STAF))[0]
    assert parts["bulan"] == [10] * 12 and sum(parts["minggu"]) == 10 and sum(parts["hari"].values()) == 10
    assert "2026-04-03" not in parts["hari"] and "2026-04-04" not in parts["hari"], "a holiday and a Saturday"
    assert (await kuan.ask("GET", f"/sasaran/{found[STAF]}/breakdown?periode=2027-01", who=STAF)).problem()[:2] == (
        422,
        "periode",
    )


async def test_kon_p15_1_the_document_has_both_signatures_and_a_hash(kon: Planning) -> None:
    found = await kon.plan()
    printed = await kon.ask("GET", f"/sasaran/{found[STAF]}/pdf", who=STAF)
    assert printed.status == 200
    check_pdf_a(printed.body)
    assert (await kon.ask("GET", f"/sasaran/{found[STAF]}/pdf", who=STAF2)).status == 403
    assert (await kon.ask("GET", f"/sasaran/{found[STAF]}/pdf?tujuan=Arsip", who=ADMIN)).status == 200
    kept = await kon.service.rows("SELECT actor FROM audit WHERE act = 'skp.read'")
    assert [r["actor"] for r in kept] == [str(ADMIN)]


async def test_kon_p1_4_p15_2_pppk_and_pns_without_skp_are_in_the_late_list(kon: Planning) -> None:
    await kon.service.hear(pegawai(STAF2, KASI, jenis=Jenis.PPPK), tenant="konsel")
    await kon.plan()
    await kon.at("2026-02-01T09:00")
    listed = await kon.good("GET", "/late?tahun=2026", who=REVIEWER)
    assert {p["asn_id"] for p in listed} == {str(STAF2), str(ADMIN), str(REVIEWER)}
    assert (await kon.ask("GET", "/late?tahun=2026", who=STAF)).status == 403


@pytest.mark.parametrize(("signer", "status"), [(None, 409), (STAF, 409), (KABID, 409), (KASI, 200)])
async def test_kuan_p17a_what_is_verified_is_signed_by_the_direct_superior(
    kuan: Planning, signer: UUID | None, status: int
) -> None:
    kept = (await kuan.upload(STAF, **({"ditandatangani_oleh": str(signer)} if signer else {}))).body
    made = await kuan.good("POST", "/updates", {"uraian": "x", "dokumen_id": kept["dokumen_id"]}, who=STAF)
    step = await kuan.ask(
        "POST", f"/updates/{made['pemutakhiran_id']}/steps", {"langkah": "diverifikasi", "semua_akurat": True}, who=KASI
    )
    assert step.status == status and (status == 200 or step.body["pasal"] == "17 a")


async def test_kuan_p5_1_a_plan_without_expectations_of_behaviour_is_warned_of(kuan: Planning) -> None:
    for tahun, perilaku, warned in ((2026, " ", 1), (2027, "Ramah.", 0)):
        isi = kuan.content(butir()) | {"perilaku": perilaku}
        made = await kuan.good("POST", "/sasaran", {"tahun": tahun, "isi": isi}, who=KEPALA)
        state = await kuan.good("POST", f"/sasaran/{made['skp_id']}/submit", who=KEPALA)
        assert len(state["peringatan"]) == warned


async def test_kuan_p8_2_the_discussion_is_kept_with_its_participants_before_the_agreement(kuan: Planning) -> None:
    made = await kuan.draft(KEPALA, butir())
    await kuan.good("POST", f"/sasaran/{made}/submit", who=KEPALA)
    nobody = {name: said for name, said in REVIEW.items() if name != "peserta"}
    for bad in ({"kriteria": REVIEW["kriteria"]}, REVIEW | {"pembahasan": ""}, nobody, REVIEW | {"peserta": " "}):
        assert (await kuan.ask("POST", f"/sasaran/{made}/review", bad, who=REVIEWER)).status == 422
    assert (await kuan.ask("POST", f"/sasaran/{made}/agree", who=KEPALA)).status == 409
    await kuan.good("POST", f"/sasaran/{made}/review", REVIEW | {"peserta": "Kepala Dinas, Sekda"}, who=REVIEWER)
    kept = await kuan.service.rows("SELECT pembahasan, peserta, reviewed_at FROM skp")
    assert [(r["pembahasan"], r["peserta"]) for r in kept] == [("Dibahas bersama.", "Kepala Dinas, Sekda")]
    assert kept[0]["reviewed_at"].isoformat().startswith("2026-01-12T02:0")


async def test_kuan_p1_8_a_change_rests_on_no_document_of_somebody_else(kuan: Planning) -> None:
    found = await kuan.plan()
    foreign = (await kuan.upload(STAF2)).body["dokumen_id"]
    body = {"sebab": "Perubahan struktur organisasi", "dokumen": [foreign]}
    refused = await kuan.ask("POST", f"/sasaran/{found[STAF]}/changes", body, who=REVIEWER)
    assert refused.problem() == (422, "dokumen", "1(8), 23(2)")
    own = (await kuan.upload(REVIEWER)).body["dokumen_id"]
    await kuan.good("POST", f"/sasaran/{found[STAF]}/changes", body | {"dokumen": [own]}, who=REVIEWER)


async def test_kuan_p26_1_whoever_reads_the_plan_or_the_document_of_another_is_kept(kuan: Planning) -> None:
    made = await kuan.draft(KEPALA, butir())
    await kuan.good("POST", f"/sasaran/{made}/submit", who=KEPALA)
    paper = (await kuan.upload(KEPALA)).body["dokumen_id"]
    for who in (KEPALA, REVIEWER):
        await kuan.good("GET", "/waiting?tahun=2026", who=who)
    for who in (KEPALA, SEKDA):
        assert (await kuan.ask("GET", f"/documents/{paper}", who=who)).status == 200
    kept = await kuan.service.rows("SELECT act, actor, subject, trace FROM audit WHERE act LIKE '%.read' ORDER BY act")
    assert [(r["act"], r["actor"], r["subject"]) for r in kept] == [
        ("document.read", str(SEKDA), str(KEPALA)), ("waiting_skp.read", str(REVIEWER), str(KEPALA)),
    ]  # fmt: skip
    assert all(r["trace"] for r in kept)


async def test_kuan_p34_kon_p51_before_its_law_there_is_nothing_to_apply(kuan: Planning) -> None:
    body = {"tahun": 2019, "isi": kuan.content(butir())}
    assert (await kuan.ask("POST", "/sasaran", body, who=KEPALA)).status == 409
    await kuan.good("POST", "/sasaran", body | {"mulai": "2019-11-01"}, who=KEPALA)


async def test_kon_p51_p52_what_the_law_revokes_has_no_content_here(kon: Planning) -> None:
    """Konawe Selatan 14/2019 ended on 2024-06-30; of what was set under it that year the SKP alone holds (B29)."""
    plan = {"isi": kon.content(butir())}
    of_2023 = plan | {"tahun": 2023, "mulai": "2023-06-30"}
    assert (await kon.ask("POST", "/sasaran", of_2023, who=KEPALA)).status == 409
    await kon.good("POST", "/sasaran", plan | {"tahun": 2024, "mulai": "2024-07-01"}, who=KEPALA)


async def test_kuan_p23_2_the_pegawai_himself_reports_a_change_of_his_skp_with_its_document(kuan: Planning) -> None:
    """KUAN P18(a), P23(2): each pegawai corrects his SKP and hands over the document; no year is set."""
    found = await kuan.plan()
    decree = (await kuan.upload(STAF)).body["dokumen_id"]
    body = {"sebab": "Perubahan uraian jabatan", "dokumen": [decree]}
    path = f"/sasaran/{found[STAF]}/changes"
    refused = await kuan.ask("POST", path, body, who=STAF2)
    assert refused.status == 403 and "23(2)" in refused.body["pasal"]
    assert (await kuan.ask("POST", path, {"sebab": body["sebab"]}, who=STAF)).problem()[:2] == (422, "dokumen")
    await kuan.at("2027-01-04T09:00")
    await kuan.service.told()
    fresh = (await kuan.good("POST", path, body, who=STAF))["skp_id"]
    await kuan.through(fresh, STAF, KASI)
    told = await kuan.service.told(SkpSet)
    assert [(t["skp_id"], t["mulai"], t["selesai"]) for t in told] == [(fresh, "2026-01-01", "2026-12-31")]
    assert await kuan.good("GET", "/segments?tahun=2026", who=STAF) == [], "no day of the old version is left"
    listed = await kuan.good("GET", "/unmeasured?tahun=2026", who=REVIEWER)
    assert [u["skp_id"] for u in listed if u["asn_id"] == str(STAF)] == [fresh]
