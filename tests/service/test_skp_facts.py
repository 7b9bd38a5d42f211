"""Facts of the law that skp has a place for: discussions, results of documents, assignments, approvals, capacities."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from contracts.masa import MasaStatus, Sebagai
from contracts.skp import PemutakhiranMoved, PemutakhiranOverdue, SkpApproved, SkpChangeOpened, SkpReviewed, SkpSet
from contracts.vocabulary import StatusPegawai
from tests.service.hosted import Hosted
from tests.service.people import KABID, KASI, KEPALA, REVIEWER, SEKDA, SINCE, STAF, STAF2, office, pegawai, term
from tests.service.planning import REVIEW, SEKDA_REVIEWER, Planning, butir, open_planning
from tests.service.retelling import retold

BOTH = pytest.mark.parametrize("tenant", ["kuansing", "konsel"])


async def _submitted(planning: Planning) -> str:
    """The SKP of STAF, which waits for its review."""
    await planning.plan_down_to(KASI)
    made = await planning.draft(STAF, butir(await planning.first(KASI)))
    await planning.good("POST", f"/sasaran/{made}/submit", who=STAF)
    return made


@BOTH
async def test_kuan_p8_2_kon_p8_2_a_discussion_names_the_penilai_or_the_pengelola(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    made = await _submitted(planning)
    path, without = f"/sasaran/{made}/review", {k: v for k, v in REVIEW.items() if k != "pembahas"}
    assert (await planning.ask("POST", path, without, who=REVIEWER)).problem() == (422, "pembahas", "8(2)")
    await skp.told()
    both = REVIEW | {"pembahas": ["pejabat_penilai", "pengelola_kinerja"]}
    await planning.good("POST", path, both, who=REVIEWER)
    told = (await skp.told(SkpReviewed))[0]["pembahas"]
    assert told == [
        {"peran": "pejabat_penilai", "asn_id": str(KASI)}, {"peran": "pengelola_kinerja", "asn_id": str(REVIEWER)},
    ]  # fmt: skip
    shown = (await planning.good("GET", f"/sasaran/{made}", who=STAF))["pembahas"]
    assert [(one["asn_id"], one["sebagai"]) for one in shown] == [
        (str(KASI), "pejabat_penilai"), (str(REVIEWER), "pengelola_kinerja"),
    ]  # fmt: skip
    assert all(one["nama"] for one in shown)


async def test_kuan_p8_2_reading_a22_nobody_discusses_with_a_vacant_post(kuan: Planning) -> None:
    made = await _submitted(kuan)
    gone = (term(KASI, SINCE, date(2026, 1, 4)), term(None, date(2026, 1, 5), sebagai="kosong"))
    await kuan.service.hear(pegawai(STAF, None, penilai=gone))
    path = f"/sasaran/{made}/review"
    assert (await kuan.ask("POST", path, REVIEW, who=REVIEWER)).problem() == (422, "pembahas", "8(2)")
    await kuan.good("POST", path, REVIEW | {"pembahas": ["pengelola_kinerja"]}, who=REVIEWER)


@BOTH
async def test_kon_p34_5_reading_a28_what_is_told_of_a_set_skp_says_as_what_it_was_signed(
    skp: Hosted, tenant: str
) -> None:
    planning = await open_planning(skp, tenant)
    made = await _submitted(planning)
    acting = term(KABID, date(2026, 1, 1), date(2026, 1, 31), sebagai=Sebagai.PLH.value)
    await skp.hear(pegawai(STAF, KABID, penilai=(term(KASI, SINCE), acting)), tenant=tenant)
    await planning.good("POST", f"/sasaran/{made}/review", REVIEW, who=REVIEWER)
    for who in (STAF, KABID):
        await planning.good("POST", f"/sasaran/{made}/agree", who=who)
    await skp.told()
    await planning.good("POST", f"/sasaran/{made}/set", who=KABID)
    (told,) = await skp.told(SkpSet)
    assert (told["penilai_id"], told["sebagai"], told["atas_nama"]) == (str(KABID), "plh", str(KASI))
    (again,) = [f.body for f in await retold(skp, tenant=tenant) if f.type == "SkpSet" and f.subject == made]
    assert (again["penilai_id"], again["sebagai"], again["atas_nama"]) == (str(KABID), "plh", str(KASI))


async def test_kon_p10_3_p34_5_what_is_told_of_an_approved_skp_says_as_what_it_was_signed(kon: Planning) -> None:
    await kon.plan_down_to(SEKDA)
    head = [butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran", uraian="Menyerap anggaran")]
    made = await kon.draft(KEPALA, *head)
    await kon.good("POST", f"/sasaran/{made}/submit", who=KEPALA)
    acting = term(STAF2, date(2026, 1, 1), date(2026, 1, 31), sebagai=Sebagai.PLT.value)
    kepala = next(one for one in office() if one.asn_id == KEPALA)
    under = msgspec.structs.replace(kepala, atasan_id=STAF2, penilai=(term(SEKDA, SINCE), acting))
    await kon.service.hear(under, tenant="konsel")
    await kon.good("POST", f"/sasaran/{made}/review", REVIEW, who=REVIEWER)
    for who in (KEPALA, STAF2):
        await kon.good("POST", f"/sasaran/{made}/agree", who=who)
    await kon.good("POST", f"/sasaran/{made}/set", who=STAF2)
    (told,) = await kon.service.told(SkpApproved)
    assert (told["penilai_id"], told["sebagai"], told["atas_nama"]) == (str(STAF2), "plt", str(SEKDA))


async def _change(kon: Planning, skp: str, **more: Any) -> Any:
    return await kon.ask("POST", f"/sasaran/{skp}/changes", more, who=KASI)


TASK: dict[str, Any] = {
    "sebab": "penugasan", "mulai": "2026-04-01", "selesai": "2026-05-31", "penugasan": "mewakili_instansi",
    "pemberi_tugas": str(KEPALA), "menghalangi": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"menghalangi": False}, "menghalangi"), ({"pemberi_tugas": None}, "pemberi_tugas"),
        ({"pemberi_tugas": str(STAF2)}, "pemberi_tugas"), ({"pemberi_tugas": str(STAF)}, "pemberi_tugas"),
        ({"pemberi_tugas": str(SEKDA)}, "pemberi_tugas"),
    ],
)  # fmt: skip
async def test_kon_p19_2e_an_assignment_is_of_the_head_of_the_unit_and_keeps_from_the_tupoksi(
    kon: Planning, wrong: dict[str, Any], field: str
) -> None:
    found = (await kon.plan())[STAF]
    await kon.at("2026-04-01T09:00")
    refused = await _change(kon, found, **TASK | wrong)
    assert refused.problem() == (422, field, "19(2)e"), refused.body
    await kon.service.told()
    assert (await _change(kon, found, **TASK)).status < 300
    (told,) = await kon.service.told(SkpChangeOpened)
    assert (told["penugasan"], told["pemberi_tugas"], told["menghalangi"], told["selesai"]) == (
        "mewakili_instansi", str(KEPALA), True, "2026-05-31",
    )  # fmt: skip
    shown = await kon.good("GET", f"/sasaran/{told['baru_id']}", who=STAF)
    assert shown["dasar_perubahan"]["pemberi_tugas"] == str(KEPALA) and shown["dasar_perubahan"]["menghalangi"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"persetujuan_oleh": "sekda"}, "persetujuan_oleh"), ({"persetujuan_oleh": ""}, "persetujuan_oleh"),
        ({"persetujuan_tanggal": None}, "persetujuan_tanggal"),
        ({"persetujuan_tanggal": "2026-04-02"}, "persetujuan_tanggal"), ({"persetujuan": " "}, "persetujuan"),
    ],
)  # fmt: skip
async def test_kon_p19_3_another_cause_has_the_approval_of_the_bupati_of_a_day(
    kon: Planning, wrong: dict[str, Any], field: str
) -> None:
    found = (await kon.plan())[STAF]
    await kon.at("2026-04-01T09:00")
    body = {"sebab": "lainnya_persetujuan_bupati", "persetujuan": "100.3/5/2026", "persetujuan_oleh": "bupati",
            "persetujuan_tanggal": "2026-03-30"}  # fmt: skip
    assert (await _change(kon, found, **body | wrong)).problem() == (422, field, "19(3)")
    await kon.service.told()
    assert (await _change(kon, found, **body)).status < 300
    (told,) = await kon.service.told(SkpChangeOpened)
    assert (told["persetujuan"], told["persetujuan_oleh"], told["persetujuan_tanggal"]) == (
        "100.3/5/2026", "bupati", "2026-03-30",
    )  # fmt: skip


async def _requested(kuan: Planning) -> tuple[str, list[str]]:
    await kuan.at("2026-01-20T10:00")
    papers = [
        (await kuan.upload(STAF, content=b"%PDF-1.7\n" + bytes([n]) * 40 + b"\n%%EOF\n", ditandatangani_oleh=str(KASI)))
        .body["dokumen_id"]
        for n in (65, 66)
    ]  # fmt: skip
    asked = {"uraian": "Ijazah dan transkrip", "dokumen_id": papers[0], "dokumen": [papers[1]]}
    made = await kuan.good("POST", "/updates", asked, who=STAF)
    return f"/updates/{made['pemutakhiran_id']}/steps", papers


async def test_kuan_p1_11_verifikasi_has_a_result_for_each_document(kuan: Planning) -> None:
    path, papers = await _requested(kuan)
    for said in ([], [{"dokumen_id": papers[0], "akurat": True}], [{"dokumen_id": papers[0], "akurat": True}] * 2):
        refused = await kuan.ask("POST", path, {"langkah": "diverifikasi", "hasil": said}, who=KASI)
        assert refused.problem() == (422, "hasil", "1(11)"), refused.body
    each = [{"dokumen_id": one, "akurat": True} for one in papers]
    silent = [each[0], each[1] | {"akurat": False}]
    refused = await kuan.ask("POST", path, {"langkah": "diverifikasi", "hasil": silent}, who=KASI)
    assert refused.problem() == (422, "hasil[1].catatan", "1(11)")
    await kuan.service.told()
    await kuan.good("POST", path, {"langkah": "diverifikasi", "hasil": each}, who=KASI)
    (told,) = await kuan.service.told(PemutakhiranMoved)
    assert told["hasil"] == each
    (shown,) = await kuan.good("GET", "/updates", who=STAF)
    assert [one["akurat"] for one in shown["langkah"][0]["hasil"]] == [True, True] and shown["dokumen"] == papers


async def test_kuan_p1_14_nothing_is_ratified_on_what_was_found_inaccurate(kuan: Planning) -> None:
    path, papers = await _requested(kuan)
    found = [{"dokumen_id": papers[0], "akurat": True},
             {"dokumen_id": papers[1], "akurat": False, "catatan": "Nilai berbeda dari aslinya."}]  # fmt: skip
    for body in (
        {"langkah": "diverifikasi", "hasil": found},
        {"langkah": "diklarifikasi", "pesan": "Transkrip tidak sesuai."},
        {"langkah": "disinkronkan", "selisih": 0},
    ):
        await kuan.good("POST", path, body, who=KASI)
    assert (await kuan.ask("POST", path, {"langkah": "divalidasi"}, who=KASI)).problem() == (409, "", "1(14)")
    await kuan.service.told()
    await kuan.at("2026-03-01T00:01")
    assert await kuan.service.told(PemutakhiranOverdue) == [], "he has his answer since the klarifikasi"


@BOTH
async def test_kon_p14_who_leads_a_lembaga_nonstruktural_has_no_skp(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    spell = MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.PEJABAT_NEGARA, lembaga="Bawaslu Kabupaten")
    leads = pegawai(STAF, KASI, status=StatusPegawai.PEJABAT_NEGARA, masa_status=(spell,))
    await skp.hear(leads, tenant=tenant)
    body = {"tahun": 2026, "isi": planning.content(butir())}
    assert (await planning.ask("POST", "/sasaran", body, who=STAF)).status == 409
    late = {one["asn_id"] for one in await planning.good("GET", "/late?tahun=2026", who=REVIEWER)}
    assert str(STAF) not in late and str(STAF2) in late


async def _set_earlier(kon: Planning, day: str | None) -> dict[str, Any]:
    """The SKP of the Sekda for 2024, written and agreed on in July of it, and the answer to its setting."""
    await kon.at("2024-07-15T09:00")
    head = [butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran", uraian="Menyerap anggaran")]
    made = await kon.draft(SEKDA, *head, tahun=2024, mulai="2024-01-02")
    await kon.good("POST", f"/sasaran/{made}/submit", who=SEKDA)
    await kon.good("POST", f"/sasaran/{made}/review", REVIEW, who=SEKDA_REVIEWER)
    for who in (SEKDA, kon.bupati):
        await kon.good("POST", f"/sasaran/{made}/agree", who=who)
    await kon.service.told()
    body = {"ditetapkan_pada": day} if day else {}
    answer = await kon.ask("POST", f"/sasaran/{made}/set", body, who=kon.bupati)
    return {"answer": answer, "skp": made}


@pytest.mark.parametrize(("day", "late"), [("2024-01-15", False), ("2024-03-01", True)])
async def test_kon_p51_reading_b29_an_skp_set_under_the_law_before_stays_valid(
    kon: Planning, day: str, late: bool
) -> None:
    done = await _set_earlier(kon, day)
    assert done["answer"].status == 200, done["answer"].body
    (told,) = await kon.service.told(SkpSet)
    assert (told["mulai"], told["ditetapkan_pada"], told["late"], told["pack"]) == (
        "2024-01-02", day, late, "konsel-67-2024",
    )  # fmt: skip
    shown = await kon.good("GET", f"/sasaran/{done['skp']}", who=SEKDA)
    assert shown["ditetapkan_pada"] == day and shown["state"] == "set"


@pytest.mark.parametrize("day", [None, "2024-07-01", "2023-12-31"])
async def test_kon_p51_reading_b29_it_says_when_it_was_set_before_this_law(kon: Planning, day: str | None) -> None:
    refused = (await _set_earlier(kon, day))["answer"]
    assert refused.problem() == (422, "ditetapkan_pada", "51-52"), refused.body


async def test_kon_p51_reading_b29_one_under_this_law_is_set_on_the_day_it_is(kon: Planning) -> None:
    found = await _submitted(kon)
    await kon.good("POST", f"/sasaran/{found}/review", REVIEW, who=REVIEWER)
    for who in (STAF, KASI):
        await kon.good("POST", f"/sasaran/{found}/agree", who=who)
    refused = await kon.ask("POST", f"/sasaran/{found}/set", {"ditetapkan_pada": "2026-01-04"}, who=KASI)
    assert refused.problem() == (422, "ditetapkan_pada", "51-52")


async def test_kuan_p34_there_is_no_skp_of_before_where_the_law_lets_none_hold(kuan: Planning) -> None:
    await kuan.at("2019-11-15T09:00")
    body = {"tahun": 2019, "mulai": "2019-02-01", "isi": kuan.content(butir())}
    assert (await kuan.ask("POST", "/sasaran", body, who=STAF)).status == 409
