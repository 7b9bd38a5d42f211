"""Rows of the regulations that skp owns, with their own numbers, and who reads and signs (section 5)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.auth import Actor
from chassis.db import Who
from contracts.skp import PemutakhiranRequested, SkpSet
from contracts.vocabulary import JenisJabatan
from services.skp.queries.document import document
from tests.service.hosted import Hosted
from tests.service.people import ADMIN, KABID, KASI, KEPALA, REVIEWER, SEKDA, STAF, STAF2, pegawai, term
from tests.service.planning import REVIEW, Planning, butir, extra, open_planning


async def _asked(kuan: Planning, **more: str) -> dict[str, Any]:
    kept = (await kuan.upload(STAF, **{"ditandatangani_oleh": str(KASI), **more})).body
    made = await kuan.good("POST", "/updates", {"uraian": "Ijazah S2", "dokumen_id": kept["dokumen_id"]}, who=STAF)
    return {**made, "sha256": kept["sha256"]}


async def _tasks(kuan: Planning, who: UUID) -> list[dict[str, Any]]:
    return list(await kuan.good("GET", "/updates", who=who))


async def test_kuan_p1_8_p23_2_the_penilai_has_the_task_and_the_copy_the_same_minute(kuan: Planning) -> None:
    await kuan.at("2026-03-10T09:00")
    made = await _asked(kuan)
    told = await kuan.service.told(PemutakhiranRequested)
    assert [(t["penilai_id"], t["dokumen_sha256"]) for t in told] == [(str(KASI), made["sha256"])]
    task = (await _tasks(kuan, KASI))[0]
    assert (task["pemutakhiran_id"], task["sha256"], task["state"]) == (
        made["pemutakhiran_id"], made["sha256"], "diminta",
    )  # fmt: skip
    assert task["requested_at"].startswith("2026-03-10T02:00"), "the same minute"
    assert await _tasks(kuan, KABID) == await _tasks(kuan, STAF2) == []


async def test_kuan_p1_10_14_four_steps_with_their_actors_moments_and_outputs(kuan: Planning) -> None:
    await kuan.service.hear(pegawai(ADMIN, KABID, peran=("pengelola_kepegawaian",)))
    await kuan.at("2025-03-20T10:00")
    made = await _asked(kuan)
    path = f"/updates/{made['pemutakhiran_id']}"
    taken = [
        ("2025-03-21T09:00", KASI, {"langkah": "diverifikasi", "semua_akurat": True}),
        ("2025-03-24T09:00", KASI, {"langkah": "diklarifikasi", "pesan": "Gelar dicantumkan."}),
        ("2025-03-25T09:00", ADMIN, {"langkah": "disinkronkan", "selisih": 0}),
        ("2025-04-09T23:59", KASI, {"langkah": "divalidasi"}),
    ]
    assert (await kuan.ask("POST", f"{path}/steps", taken[0][2], who=ADMIN)).problem() == (403, "", "23(4)")
    for moment, who, body in taken:
        await kuan.at(moment)
        await kuan.good("POST", f"{path}/steps", body, who=who)
        assert [u["state"] for u in await _tasks(kuan, STAF)] == [body["langkah"]]
    found = (await _tasks(kuan, STAF))[0]
    assert found["overdue"] is False and found["due_on"] == "2025-04-09", "all four inside the seven working days"
    assert [(s["langkah"], s["oleh"], s["pada"][:16], s["pesan"]) for s in found["langkah"]] == [
        ("diverifikasi", str(KASI), "2025-03-21T02:00", ""),
        ("diklarifikasi", str(KASI), "2025-03-24T02:00", "Gelar dicantumkan."),
        ("disinkronkan", str(ADMIN), "2025-03-25T02:00", ""),
        ("divalidasi", str(KASI), "2025-04-09T16:59", ""),
    ]
    assert (await kuan.ask("POST", f"{path}/resync", {"selisih": 0, "langkah_ke": 4}, who=KASI)).status == 409


async def test_kuan_p23_4_the_superior_of_the_penilai_sees_what_is_overdue_and_not_before(kuan: Planning) -> None:
    await kuan.at("2025-03-20T10:00")
    made = await _asked(kuan)
    await kuan.at("2025-04-09T23:59")
    assert await _tasks(kuan, KABID) == []
    await kuan.at("2025-04-10T00:01")
    seen = [(u["pemutakhiran_id"], u["overdue"]) for u in await _tasks(kuan, KABID)]
    assert seen == [(made["pemutakhiran_id"], True)]


async def test_kuan_p23_4_the_bupati_brings_the_sekdas_data_up_to_date(kuan: Planning) -> None:
    await kuan.at("2025-03-20T10:00")
    kept = {}
    for signed in ("", "true"):
        more = {"ditandatangani_bupati": signed} if signed else {}
        kept[signed] = (await kuan.upload(SEKDA, **more)).body["dokumen_id"]
    paths = {}
    for signed, dokumen in kept.items():
        made = await kuan.good("POST", "/updates", {"uraian": "Ijazah", "dokumen_id": dokumen}, who=SEKDA)
        paths[signed] = f"/updates/{made['pemutakhiran_id']}"
    assert {t["dokumen_id"] for t in await _tasks(kuan, kuan.bupati)} == set(kept.values())
    assert (await kuan.ask("GET", f"/documents/{kept['']}", who=kuan.bupati)).status == 200
    verify = {"langkah": "diverifikasi", "semua_akurat": True}
    for who in (SEKDA, KEPALA, STAF):
        assert (await kuan.ask("POST", f"{paths['true']}/steps", verify, who=who)).problem() == (403, "", "23(4)")
    unsigned = await kuan.ask("POST", f"{paths['']}/steps", verify, who=kuan.bupati)
    assert unsigned.problem() == (409, "", "17 a")
    steps = (
        verify,
        {"langkah": "diklarifikasi", "pesan": "Gelar dicantumkan."},
        {"langkah": "disinkronkan", "selisih": 1},
    )
    for body in steps:
        await kuan.good("POST", f"{paths['true']}/steps", body, who=kuan.bupati)
    await kuan.good("POST", f"{paths['true']}/resync", {"selisih": 0, "langkah_ke": 3}, who=kuan.bupati)
    done = await kuan.good("POST", f"{paths['true']}/steps", {"langkah": "divalidasi"}, who=kuan.bupati)
    assert done["state"] == "divalidasi"
    assert [t["dokumen_id"] for t in await _tasks(kuan, kuan.bupati)] == [kept[""]], "what is done waits no more"


async def test_kuan_p23_4_the_bupati_has_nothing_to_do_with_whom_he_does_not_appraise(kuan: Planning) -> None:
    await kuan.at("2025-03-20T10:00")
    kept = (await kuan.upload(KEPALA, ditandatangani_bupati="true")).body["dokumen_id"]
    made = await kuan.good("POST", "/updates", {"uraian": "Ijazah", "dokumen_id": kept}, who=KEPALA)
    path = f"/updates/{made['pemutakhiran_id']}/steps"
    assert await _tasks(kuan, kuan.bupati) == []
    assert (await kuan.ask("GET", f"/documents/{kept}", who=kuan.bupati)).status == 403
    assert (
        await kuan.ask("POST", path, {"langkah": "diverifikasi", "semua_akurat": True}, who=kuan.bupati)
    ).status == 403
    by_sekda = await kuan.ask("POST", path, {"langkah": "diverifikasi", "semua_akurat": True}, who=SEKDA)
    assert by_sekda.problem() == (409, "", "17 a"), "the Bupati's signature is not the Sekda's"
    await kuan.at("2025-04-10T00:01")
    told = [u["overdue"] for u in await _tasks(kuan, kuan.bupati)]
    assert told == [True], "he is told of it as the superior of the Sekda"


async def test_kuan_p17a_an_skp_that_is_not_declared_complete_is_not_verified(kuan: Planning) -> None:
    made = await kuan.draft(KEPALA, butir())
    assert (await kuan.ask("POST", f"/sasaran/{made}/review", REVIEW, who=REVIEWER)).status == 409
    for step in ("agree", "set"):
        assert (await kuan.ask("POST", f"/sasaran/{made}/{step}", who=SEKDA)).status == 409
    await kuan.good("POST", f"/sasaran/{made}/submit", who=KEPALA)
    await kuan.good("POST", f"/sasaran/{made}/review", REVIEW, who=REVIEWER)


@pytest.mark.parametrize(("last", "status"), [(9, 422), (11, 422), (10, 200)])
async def test_kuan_p17b_119_and_121_are_refused_and_120_is_what_the_owner_split(
    kuan: Planning, last: int, status: int
) -> None:
    made = await kuan.draft(KEPALA, butir(bulanan=[*[10] * 10, 10, last]))
    answer = await kuan.ask("POST", f"/sasaran/{made}/submit", who=KEPALA)
    assert answer.status == status
    if status == 422:
        assert answer.problem() == (422, "butir[0].bulanan", "17 b")


async def test_kuan_p17b_quantity_and_cost_add_up_and_quality_and_time_are_carried(kuan: Planning) -> None:
    target = {"kuantitas": 120, "satuan": "laporan", "kualitas": 95, "waktu_bulan": 12, "biaya": 100_000_000}
    own = [0, 0, 0, 36, *[9] * 4, *[12] * 4]
    made = await kuan.draft(KEPALA, butir(target=target), butir(target=target, uraian="Lain", bulanan=own))
    even, split = await kuan.good("GET", f"/sasaran/{made}/breakdown?periode=2026-04", who=KEPALA)
    assert even["bulan"] == [10] * 12 and split["bulan"] == own
    for part in (even, split):
        assert (sum(part["bulan"]), sum(part["biaya"]), len(part["biaya"])) == (120, 100_000_000, 12)
        assert (part["kualitas"], part["waktu_bulan"]) == (95, 12)
        assert sum(part["minggu"]) == sum(part["hari"].values()) == part["bulan"][3]
    # April 2026: Wednesday to Friday of the first week, of which the 3rd is a holiday
    assert even["minggu"] == [2, 2, 2, 2, 2] and split["minggu"] == [7, 7, 7, 7, 8]
    assert [n for day, n in even["hari"].items() if "2026-04-06" <= day <= "2026-04-10"] == [1, 0, 1, 0, 0]


async def test_kon_p13_a_jabatan_fungsional_is_set_by_the_direct_superior_who_may_hear_the_team(kon: Planning) -> None:
    await kon.service.hear(pegawai(STAF, KASI, jenis_jabatan=JenisJabatan.FUNGSIONAL), tenant="konsel")
    await kon.plan_down_to(KASI)
    induk = await kon.first(KASI)
    bare = await kon.draft(STAF, butir(induk), mulai="2026-02-01")
    refused = await kon.ask("POST", f"/sasaran/{bare}/submit", who=STAF)
    assert refused.problem()[:2] == (422, "butir[0].butir_kegiatan")
    made = await kon.draft(STAF, butir(induk, butir_kegiatan=["Menyusun laporan"]))
    await kon.good("POST", f"/sasaran/{made}/submit", who=STAF)
    await kon.good("POST", f"/sasaran/{made}/review", REVIEW, who=REVIEWER)
    await kon.good("POST", f"/sasaran/{made}/agree", who=STAF)
    await kon.good("POST", f"/sasaran/{made}/agree", who=KASI)
    opinion = {"pendapat_tpak": "Butir sesuai jenjang."}
    for who in (KABID, STAF, REVIEWER):
        assert (await kon.ask("POST", f"/sasaran/{made}/set", opinion, who=who)).status == 403
    assert (await kon.good("POST", f"/sasaran/{made}/set", opinion, who=KASI))["state"] == "set"
    kept = await kon.service.rows("SELECT pendapat_tpak FROM skp WHERE skp_id = $1", UUID(made))
    assert [r["pendapat_tpak"] for r in kept] == ["Butir sesuai jenjang."]


@pytest.mark.parametrize(("tenant", "status"), [("kuansing", 422), ("konsel", 200)])
async def test_kon_p9_kuan_p9_reading_b11_b32_in_january_with_sk_from_who_leads_the_unit(
    skp: Hosted, tenant: str, status: int
) -> None:
    """A pengawas who leads the unit of the employee: as a camat for his staff (B32); only JPT Pratama in Kuansing."""
    planning = await open_planning(skp, tenant)
    await planning.draft(KASI, butir(str(uuid4())))
    induk = await planning.first(KASI)
    made = await planning.draft(STAF, butir(induk), extra(KASI, tanggal="2026-01-05"))
    answer = await planning.ask("POST", f"/sasaran/{made}/submit", who=STAF)
    assert answer.status == status
    if status == 422:
        assert answer.problem()[:2] == (422, "butir[1].sk.pemberi_id")


async def test_kon_p10_3_reading_b34_the_sekdas_own_plan_is_the_bupatis_alone(kon: Planning) -> None:
    made = await kon.draft(SEKDA, butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran", uraian="B"))
    await kon.good("POST", f"/sasaran/{made}/submit", who=SEKDA)
    await kon.good("POST", f"/sasaran/{made}/review", REVIEW, who=UUID(int=0x5100))
    for who in (SEKDA, kon.bupati):
        await kon.good("POST", f"/sasaran/{made}/agree", who=who)
    for who in (SEKDA, KEPALA):
        assert (await kon.ask("POST", f"/sasaran/{made}/set", who=who)).problem() == (403, "", "10(3)")
    assert (await kon.ask("POST", f"/sasaran/{made}/ratify", who=kon.bupati)).status == 409, (
        "there is nothing below to ratify"
    )
    assert (await kon.good("POST", f"/sasaran/{made}/set", who=kon.bupati))["state"] == "set"


async def test_kon_p9_reading_b32_who_leads_another_unit_of_the_pd_gives_nothing(kon: Planning) -> None:
    other = pegawai(ADMIN, KEPALA, unit="DINKES.YANKES", jenis_jabatan=JenisJabatan.ADMINISTRATOR, memimpin_unit=True)
    away = pegawai(KABID, KEPALA, unit="DINKES.B", jenis_jabatan=JenisJabatan.ADMINISTRATOR, memimpin_unit=True)
    await kon.service.hear(other, away, tenant="konsel")
    await kon.draft(KASI, butir(str(uuid4())))
    induk = await kon.first(KASI)
    for n, (issuer, status) in enumerate(((ADMIN, 422), (KABID, 200), (KEPALA, 200)), start=1):
        made = await kon.draft(STAF, butir(induk), extra(issuer), mulai=f"2026-0{n}-01")
        assert (await kon.ask("POST", f"/sasaran/{made}/submit", who=STAF)).status == status, issuer


@pytest.mark.parametrize(("tenant", "above", "status"), [("kuansing", True, 422), ("kuansing", False, 422),
                                                         ("konsel", True, 200), ("konsel", False, 422)])  # fmt: skip
async def test_kuan_p1_26_p9_reading_a33_b32_a_jpt_who_does_not_head_the_pd(
    skp: Hosted, tenant: str, above: bool, status: int
) -> None:
    """An Asisten of the Sekda: in no closed list of Kuansing; in Konawe Selatan for those below him alone."""
    planning = await open_planning(skp, tenant)
    asisten = UUID(int=0x6002)
    jpt = {"opd": "SETDA", "jenis_jabatan": JenisJabatan.JPT_PRATAMA, "memimpin_unit": True}
    setda = {"opd": "SETDA", "unit": "SETDA.AS1.KESRA"}
    chief = pegawai(KASI, asisten if above else SEKDA, jenis_jabatan=JenisJabatan.PENGAWAS, **setda)
    await skp.hear(pegawai(asisten, SEKDA, unit="SETDA.AS1", **jpt), chief, pegawai(STAF, KASI, **setda), tenant=tenant)
    await planning.draft(KASI, butir(str(uuid4())))
    induk = await planning.first(KASI)
    for n, (issuer, expected) in enumerate(((asisten, status), (SEKDA, 200)), start=1):
        made = await planning.draft(STAF, butir(induk), extra(issuer), mulai=f"2026-0{n}-01")
        assert (await planning.ask("POST", f"/sasaran/{made}/submit", who=STAF)).status == expected, issuer


@pytest.mark.parametrize(
    ("sk", "where"), [({"nomor": "  "}, "submit"), ({"nomor": ""}, "draft"), ({"tanggal": None}, "draft")]
)
async def test_kuan_p9_kon_p9_an_sk_without_number_or_date_is_422(
    kuan: Planning, sk: dict[str, Any], where: str
) -> None:
    await kuan.draft(KASI, butir(str(uuid4())))
    isi = kuan.content(butir(await kuan.first(KASI)), extra(KEPALA, **sk))
    answer = await kuan.ask("POST", "/sasaran", {"tahun": 2026, "isi": isi}, who=STAF)
    if where == "submit":
        answer = await kuan.ask("POST", f"/sasaran/{answer.body['skp_id']}/submit", who=STAF)
    assert answer.status == 422


async def test_kuan_p9_a_tambahan_with_the_id_of_a_kinerja_utama_is_422_and_no_id_is_anothers(kuan: Planning) -> None:
    made = await kuan.draft(KEPALA, butir(), extra(SEKDA))
    mine = (await kuan.good("GET", "/sasaran?tahun=2026", who=KEPALA))[0]["isi"]
    utama, tambahan = mine["butir"]
    twice = mine | {"butir": [utama, tambahan | {"butir_id": utama["butir_id"]}]}
    refused = await kuan.edit(made, twice, KEPALA)
    assert refused.problem() == (422, "isi.butir[1].butir_id", "9(2)c")
    assert (await kuan.edit(made, mine, KEPALA)).status == 200
    stolen = {"tahun": 2026, "isi": kuan.content(butir(butir_id=utama["butir_id"]))}
    assert (await kuan.ask("POST", "/sasaran", stolen, who=KABID)).problem()[:2] == (422, "isi.butir[0].butir_id")


@pytest.mark.parametrize(
    ("moment", "status", "late"),
    [("2025-12-31T23:59", 409, None), ("2026-01-01T00:00", 200, False), ("2026-01-31T23:59", 200, False),
     ("2026-02-01T00:00", 200, True)],
)  # fmt: skip
async def test_kon_p15_2_the_skp_of_2026_from_31_december_to_1_february(
    kon: Planning, moment: str, status: int, late: bool | None
) -> None:
    await kon.at("2025-12-15T09:00")
    made = await kon.draft(SEKDA, butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran", uraian="B"))
    await kon.good("POST", f"/sasaran/{made}/submit", who=SEKDA)
    await kon.good("POST", f"/sasaran/{made}/review", REVIEW, who=UUID(int=0x5100))
    await kon.good("POST", f"/sasaran/{made}/agree", who=SEKDA)
    await kon.good("POST", f"/sasaran/{made}/agree", who=kon.bupati)
    await kon.at(moment)
    answer = await kon.ask("POST", f"/sasaran/{made}/set", who=kon.bupati)
    assert answer.status == status and (status == 409 or answer.body["late"] is late)
    if status == 409:
        assert answer.body["pasal"] == "15(2)"


async def test_kon_p15_3_reading_b33_a_draft_of_the_old_post_is_closed(kon: Planning) -> None:
    await kon.draft(KASI, butir(str(uuid4())))
    made = await kon.draft(STAF, butir(await kon.first(KASI)))
    await kon.at("2026-01-20T09:00")
    await kon.service.hear(pegawai(STAF, KASI, tmt_jabatan=date(2026, 1, 20), jabatan="Analis Madya"), tenant="konsel")
    mine = {s["skp_id"]: s["state"] for s in await kon.good("GET", "/sasaran?tahun=2026", who=STAF)}
    assert mine == {made: "closed"}
    assert (await kon.ask("POST", f"/sasaran/{made}/submit", who=STAF)).status == 409
    assert await kon.draft(STAF, butir(await kon.first(KASI)), mulai="2026-01-20") != made


@pytest.mark.parametrize(
    ("tenant", "before", "first"), [("kuansing", "2019-10-31", "2019-11-01"), ("konsel", "2023-12-31", "2024-07-01")]
)
async def test_kuan_p34_kon_p52_the_day_before_there_is_no_law(
    skp: Hosted, tenant: str, before: str, first: str
) -> None:
    """In KON what was set in 2024 under the law before holds (reading B29); of 2023 nothing does."""
    planning = await open_planning(skp, tenant)
    for mulai, status in ((before, 409), (first, 201)):
        body = {"tahun": int(mulai[:4]), "mulai": mulai, "isi": planning.content(butir())}
        assert (await planning.ask("POST", "/sasaran", body, who=KEPALA)).status == status


async def test_kon_p15_1_what_is_printed_has_both_names_both_moments_and_a_hash(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    view = await _document(kon, found)
    assert (view.pegawai["nip"][-3:], view.penilai["nip"][-3:]) == ("484", "483")
    assert view.disetujui == view.ditetapkan == "12-01-2026 09.00" and len(view.sha256) == 64
    assert view.atas_nama == ""


async def _document(planning: Planning, skp_id: str) -> Any:
    runtime = planning.service.runtime
    async with runtime.database.work(Who(tenant=planning.tenant, actor=str(STAF))) as work:
        return await document(work, Actor(id=STAF, tenant=planning.tenant, expires=0), UUID(skp_id), None)


@pytest.mark.parametrize(
    ("repeats", "after", "open_steps"),
    [
        (["review", "agree", "sign", "set"], "submitted", ["review", "sign", "agree"]),
        (["agree", "sign", "set"], "reviewed", ["sign", "agree"]),
        (["review", "agree", "set"], "submitted", ["review", "agree"]),
        (["review", "sign", "set"], "submitted", ["review", "sign"]),
        (["set"], "agreed", []),
    ],
)
async def test_kon_p19_reading_b31_the_pack_says_which_steps_a_change_repeats(
    kon: Planning, repeats: list[str], after: str, open_steps: list[str]
) -> None:
    found = (await kon.plan())[STAF]
    steps = {"review": ("review", REVIEWER, REVIEW), "sign": ("agree", STAF, None), "agree": ("agree", KASI, None)}
    with kon.service.law("skp", "konsel", change_repeats=repeats):
        fresh = (await kon.good("POST", f"/sasaran/{found}/changes", {"sebab": "strategi"}, who=KASI))["skp_id"]
        state = await kon.good("POST", f"/sasaran/{fresh}/submit", who=STAF)
        assert state["state"] == after
        for name in open_steps:
            assert (await kon.ask("POST", f"/sasaran/{fresh}/set", who=KASI)).status == 409, name
            step, who, body = steps[name]
            state = await kon.good("POST", f"/sasaran/{fresh}/{step}", body, who=who)
        assert state["state"] == "agreed"
        assert (await kon.good("POST", f"/sasaran/{fresh}/set", who=KASI))["state"] == "set"
    kept = await kon.service.rows("SELECT reviewer_id, agreed_at FROM skp WHERE skp_id = $1", UUID(fresh))
    assert kept[0]["reviewer_id"] == REVIEWER and kept[0]["agreed_at"], "the step holds from before"


@pytest.mark.parametrize(("mandatory", "status"), [(["surat_keputusan"], 200), (["sesuai_kapasitas"], 422)])
async def test_kuan_p9_2_reading_a6_the_pack_says_what_a_tugas_tambahan_needs(
    kuan: Planning, mandatory: list[str], status: int
) -> None:
    await kuan.draft(KASI, butir(str(uuid4())))
    made = await kuan.draft(STAF, butir(await kuan.first(KASI)), extra(KEPALA, disepakati=False))
    assert (await kuan.ask("POST", f"/sasaran/{made}/submit", who=STAF)).problem()[1:] == (
        "butir[1].sk.disepakati", "9(2)a",
    )  # fmt: skip
    with kuan.service.law("skp", tugas_tambahan_mandatory=mandatory):
        answer = await kuan.ask("POST", f"/sasaran/{made}/submit", who=STAF)
    assert answer.status == status and (status == 200 or answer.body["pasal"] == "9(2)d")


# --- who may (section 5) ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [("KASI", 200), ("KABID", 200), ("KEPALA", 200), ("SEKDA", 200), ("ADMIN", 200), ("REVIEWER", 200),
     ("pengelola_e_kinerja", 200), ("inspektorat", 200), ("STAF2", 403), ("ka_bkpp", 403), ("sekda", 403)],
)  # fmt: skip
async def test_kuan_p26_1_an_skp_is_read_by_the_line_the_pd_and_the_overseers_alone(
    kuan: Planning, who: str, status: int
) -> None:
    found = (await kuan.plan())[STAF]
    named = {"KASI": KASI, "KABID": KABID, "KEPALA": KEPALA, "SEKDA": SEKDA, "ADMIN": ADMIN, "REVIEWER": REVIEWER, "STAF2": STAF2}  # fmt: skip
    reader = named.get(who) or UUID(int=0x6001)
    if who not in named:
        await kuan.service.hear(pegawai(reader, None, opd="BKPP", unit="BKPP", peran=(who,)))
    path = f"/sasaran/{found}/breakdown?periode=2026-04&tujuan=Pemeriksaan"
    assert (await kuan.ask("GET", path, who=reader)).status == status
    kept = await kuan.service.rows("SELECT actor, subject, detail, trace FROM audit WHERE act = 'skp.read'")
    assert [(r["actor"], r["subject"]) for r in kept] == ([(str(reader), str(STAF))] if status == 200 else [])
    assert all(found in r["detail"] and "Pemeriksaan" in r["detail"] for r in kept)
    assert all(r["trace"] for r in kept)


async def test_kuan_reading_a22_a_vacant_post_waits_for_a_plt_who_signs_with_both_names(kuan: Planning) -> None:
    found = await kuan.plan()
    vacant = (term(KASI, selesai=date(2026, 1, 11)), term(None, date(2026, 1, 12), sebagai="kosong"))
    await kuan.service.hear(pegawai(STAF2, None, penilai=vacant))
    made = await kuan.draft(STAF2, butir(str(uuid4())))
    assert (await kuan.ask("POST", f"/sasaran/{made}/submit", who=STAF2)).status == 422, (
        "there is nobody's kinerja above"
    )
    plt = term(REVIEWER, date(2026, 1, 12), date(2026, 6, 30), "plt")
    kasi = (term(KASI), plt)
    await kuan.service.hear(pegawai(STAF, REVIEWER, penilai=kasi))
    fresh = await kuan.good(
        "POST", f"/sasaran/{found[STAF]}/changes", {"sebab": "Struktur", "dokumen": [await _decree(kuan)]}, who=REVIEWER
    )
    assert (await kuan.ask("POST", f"/sasaran/{fresh['skp_id']}/set", who=KASI)).status in (403, 409)
    await kuan.service.told()
    await _moved_on(kuan, fresh["skp_id"])
    view = await _document(kuan, fresh["skp_id"])
    assert view.penilai["nip"][-3:] == "487" and view.atas_nama == "Plt. Analis (Pegawai 483)"
    assert [t["penilai_id"] for t in await kuan.service.told(SkpSet)] == [str(REVIEWER)]


async def _decree(kuan: Planning) -> str:
    return str((await kuan.upload(STAF)).body["dokumen_id"])


async def _moved_on(kuan: Planning, skp: str) -> None:
    """The new version through every step; its kinerja come down from those of who acts."""
    await kuan.draft(REVIEWER, butir(str(uuid4())))
    isi = kuan.content(butir(await kuan.first(REVIEWER)))
    assert (await kuan.edit(skp, isi, STAF)).status == 200
    await kuan.service.hear(pegawai(ADMIN, KABID, peran=("pengelola_kinerja",)))
    await kuan.through(skp, STAF, REVIEWER, ADMIN)


async def test_reading_a22_the_bupati_does_not_set_what_a_vacant_post_left(kuan: Planning) -> None:
    found = await kuan.draft(KEPALA, butir())
    for step, who, body in (("submit", KEPALA, None), ("review", REVIEWER, REVIEW), ("agree", KEPALA, None)):
        await kuan.good("POST", f"/sasaran/{found}/{step}", body, who=who)
    vacant = (term(SEKDA, selesai=date(2026, 1, 11)), term(None, date(2026, 1, 12), sebagai="kosong"))
    await kuan.service.hear(pegawai(KEPALA, None, penilai=vacant, peran=("kepala_pd",)))
    assert await kuan.good("GET", "/waiting?tahun=2026", who=kuan.bupati) == []
    assert (await kuan.ask("POST", f"/sasaran/{found}/agree", who=kuan.bupati)).problem() == (
        403,
        "",
        "1(24), A22",
    )


async def test_kuan_p5_4_the_bupati_sends_back_the_sekdas(kuan: Planning) -> None:
    made = await kuan.draft(SEKDA, butir())
    await kuan.good("POST", f"/sasaran/{made}/submit", who=SEKDA)
    back = {"alasan": "Lengkapi indikator."}
    assert (await kuan.good("POST", f"/sasaran/{made}/return", back, who=kuan.bupati))["state"] == "draft"
    other = await kuan.draft(KEPALA, butir())
    await kuan.good("POST", f"/sasaran/{other}/submit", who=KEPALA)
    assert (await kuan.ask("POST", f"/sasaran/{other}/return", back, who=kuan.bupati)).status == 403, (
        "not his to appraise"
    )
