"""After a move the former segment is measured and closed by its own penilai (KON P15(3), P20, P26; reading B10)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.identity import PegawaiRecorded
from contracts.skp import RealisasiConfirmed, RealisasiMeasured, SkpClosed
from tests.service.people import ADMIN, KABID, KASI, REVIEWER, SINCE, STAF, STAF2, pegawai, term
from tests.service.planning import Planning, butir
from tests.service.retelling import retold

KASI2 = UUID(int=0x5200)


def moved(first: date, **more: Any) -> PegawaiRecorded:
    """STAF from a day on in another unit, under another penilai."""
    last = first.replace(day=first.day - 1) if first.day > 1 else date(first.year, first.month - 1, 30)
    terms = (term(KASI, SINCE, last), term(KASI2, first))
    fields: dict[str, Any] = {"tmt_jabatan": first, "unit": "DINKES.YANKES", "penilai": terms} | more
    return pegawai(STAF, KASI2, **fields)


async def move(kon: Planning, first: date = date(2026, 5, 1), **more: Any) -> str:
    """STAF's SKP, which the move ends; the facts told until then are forgotten."""
    found = (await kon.plan())[STAF]
    await kon.service.hear(pegawai(KASI2, KABID, unit="DINKES.YANKES"), tenant=kon.tenant)
    await kon.at(f"{first.isoformat()}T09:00")
    await kon.service.told()
    await kon.service.hear(moved(first, **more), tenant=kon.tenant)
    return found


async def confirm(kon: Planning, skp: str, capaian: str, who: UUID) -> Any:
    return await kon.ask("POST", f"/sasaran/{skp}/confirm", {"capaian": capaian}, who=who)


async def test_kon_p26_a_segment_that_a_move_ended_is_measured_for_its_own_time(kon: Planning) -> None:
    old = await move(kon)
    assert [(t["tahun"], t["mulai"], t["selesai"], t["penilai_id"]) for t in await kon.service.told(SkpClosed)] == [
        (2026, "2026-01-01", "2026-04-30", str(KASI))
    ]
    path = f"/sasaran/{old}/measurements"
    masa = [(m["masa"], m["mulai"], m["selesai"], m["keadaan"]) for m in await kon.good("GET", path, who=STAF)]
    assert masa == [
        ("2026-T1", "2026-01-01", "2026-03-31", "terlewat"), ("2026-T2", "2026-04-01", "2026-04-30", "terlewat"),
    ]  # fmt: skip
    first = (await kon.measure(STAF, old, "2026-T1", 24)).body
    assert (first["capaian"], first["belum"]) == ("60", ["2026-T2"]), "24 of the 40 that were due"
    last = (await kon.measure(STAF, old, "2026-T2", 8)).body
    assert (last["capaian"], last["belum"]) == ("80", [])
    told = [(t["capaian"], t["mulai"], t["selesai"], t["belum"]) for t in await kon.service.told(RealisasiMeasured)]
    assert told == [
        ("60", "2026-01-01", "2026-04-30", ["2026-T2"]), ("80", "2026-01-01", "2026-04-30", []),
    ]  # fmt: skip
    paper = await kon.ask("GET", f"{path}/pdf?masa=2026-T2", who=STAF)
    assert paper.status == 200 and paper.body.startswith(b"%PDF-")


async def test_kon_p20_p26_what_is_refused_of_a_segment(kon: Planning) -> None:
    old = await move(kon)
    outside = await kon.measure(STAF, old, "2026-T3", 8)
    assert outside.problem() == (422, "masa", "20(4)"), "the segment ended in the second quarter"
    line = {"butir_id": await kon.first(STAF), "jumlah": 8, "bukti": "Laporan"}
    for who in (STAF2, KASI, KASI2):
        answer = await kon.ask("POST", f"/sasaran/{old}/measure", {"realisasi": [line]}, who=who)
        assert answer.status == 403, "only its owner measures"
    without = (await kon.measure(STAF, old, "2026-T1", 30, " ")).body
    assert (without["capaian"], without["tanpa_bukti"]) == ("0", [line["butir_id"]])


async def test_kon_p20_2_a_draft_that_a_move_ended_never_bound(kon: Planning) -> None:
    await kon.plan_down_to(KASI)
    draft = await kon.draft(STAF, butir(await kon.first(KASI)))
    await kon.at("2026-02-01T09:00")
    await kon.service.hear(moved(date(2026, 2, 1), penilai=()), tenant="konsel")
    assert (await kon.measure(STAF, draft, "2026-T1", 8)).problem() == (409, "", "20(2)")
    assert await kon.good("GET", "/segments?tahun=2026", who=STAF) == []


async def test_kon_p20_4_reading_b10_what_was_measured_before_the_move_is_told_against_what_was_due(
    kon: Planning,
) -> None:
    found = (await kon.plan())[STAF]
    await kon.at("2026-03-30T09:00")
    assert (await kon.measure(STAF, found, "2026-T1", 30)).body["capaian"] == "25", "30 of the year's 120"
    await kon.at("2026-05-01T09:00")
    await kon.service.told()
    await kon.service.hear(moved(date(2026, 5, 1)), tenant="konsel")
    told = await kon.service.told(RealisasiMeasured)
    assert [(t["capaian"], t["belum"]) for t in told] == [("75", ["2026-T2"])], "30 of the 40 due by the end of April"


async def test_kon_p26_the_old_penilai_closes_the_segment(kon: Planning) -> None:
    old = await move(kon)
    assert (await confirm(kon, old, "0", KASI)).problem() == (409, "", "20(1), 26"), "nothing is measured"
    await kon.measure(STAF, old, "2026-T1", 24)
    assert "2026-T2" in (await confirm(kon, old, "60", KASI)).body["detail"]
    await kon.measure(STAF, old, "2026-T2", 8)
    for who in (KASI2, KABID, STAF, ADMIN, kon.bupati):
        assert (await confirm(kon, old, "80", who)).problem() == (403, "", "26")
    assert (await confirm(kon, old, "79", KASI)).status == 409, "not as he has seen it"
    waiting = await kon.good("GET", "/segments?tahun=2026", who=KASI)
    assert [(s["skp_id"], s["capaian"], s["belum"], s["sebab"], s["confirmed_at"]) for s in waiting] == [
        (old, "80", [], "mutasi", None)
    ]
    await kon.service.told()
    assert (await confirm(kon, old, "80", KASI)).body == {"skp_id": old, "capaian": "80"}
    told = await kon.service.told(RealisasiConfirmed)
    assert [(t["capaian"], t["mulai"], t["selesai"], t["oleh"]) for t in told] == [
        ("80", "2026-01-01", "2026-04-30", str(KASI))
    ]
    assert (await confirm(kon, old, "80", KASI)).problem() == (409, "", "26"), "closed once"
    assert await kon.good("GET", "/segments?tahun=2026", who=KASI2) == []


async def test_kon_p26_p34_5_a_segment_whose_last_day_was_a_plh_is_closed_as_plh(kon: Planning) -> None:
    may = date(2026, 5, 1)
    acting = term(KABID, date(2026, 4, 20), date(2026, 4, 30), sebagai="plh")
    old = await move(kon, penilai=(term(KASI, SINCE, date(2026, 4, 30)), acting, term(KASI2, may)))
    await kon.measure(STAF, old, "2026-T1", 24)
    await kon.measure(STAF, old, "2026-T2", 8)
    assert (await confirm(kon, old, "80", KASI)).problem()[0] == 403, "the Plh of the last day closes it"
    assert (await confirm(kon, old, "80", KABID)).status == 200
    (told,) = await kon.service.told(RealisasiConfirmed)
    assert (told["oleh"], told["sebagai"]) == (str(KABID), "plh")
    (again,) = [f.body for f in await retold(kon.service, tenant="konsel") if f.type == "RealisasiConfirmed"]
    assert again["sebagai"] == "plh"


async def test_kon_p26_a_correction_opens_the_segment_again(kon: Planning) -> None:
    old = await move(kon)
    await kon.measure(STAF, old, "2026-T1", 24)
    await kon.measure(STAF, old, "2026-T2", 8)
    await confirm(kon, old, "80", KASI)
    assert (await kon.measure(STAF, old, "2026-T2", 12)).body["capaian"] == "90"
    mine = await kon.good("GET", "/segments?tahun=2026", who=STAF)
    assert [(s["capaian"], s["confirmed_at"]) for s in mine] == [("90", None)]
    assert (await confirm(kon, old, "90", KASI)).status == 200


async def test_kon_p26_the_old_penilai_reads_what_he_closes(kon: Planning) -> None:
    old = await move(kon, opd="SETDA", unit="SETDA.ORG")
    assert (await kon.ask("GET", f"/sasaran/{old}/measurements", who=KASI)).status == 200
    assert (await kon.ask("GET", f"/sasaran/{old}/measurements", who=STAF2)).status == 403


async def test_kon_p20_1_p26_a_segment_that_is_not_measured_is_listed_where_it_ended_and_where_its_owner_is(
    kon: Planning,
) -> None:
    old = await move(kon, opd="SETDA", unit="SETDA.ORG")
    head = pegawai(uuid4(), None, opd="SETDA", unit="SETDA", peran=("kepala_pd",))
    await kon.service.hear(head, tenant="konsel")
    for who in (REVIEWER, head.asn_id):
        listed = await kon.good("GET", "/unmeasured?tahun=2026", who=who)
        of_segment = [(u["masa"], u["selesai"], u["opd"]) for u in listed if u["skp_id"] == old]
        assert of_segment == [("2026-T1", "2026-03-31", "DINKES"), ("2026-T2", "2026-04-30", "DINKES")]
    await kon.measure(STAF, old, "2026-T1", 24)
    await kon.measure(STAF, old, "2026-T2", 8)
    listed = await kon.good("GET", "/unmeasured?tahun=2026", who=REVIEWER)
    assert old not in {u["skp_id"] for u in listed}


async def test_kon_p26_a_move_in_the_middle_of_a_month(kon: Planning) -> None:
    old = await move(kon, date(2026, 5, 16))
    await kon.measure(STAF, old, "2026-T1", 30)
    answer = (await kon.measure(STAF, old, "2026-T2", 11)).body
    assert abs(float(answer["capaian"]) - 41 / (40 + 150 / 31) * 100) < 1e-9, "due: 40, and 15 of 31 days of May's 10"


async def test_kuan_a_segment_is_measured_too_and_nobody_closes_it(kuan: Planning) -> None:
    old = await move(kuan)
    assert (await kuan.measure(STAF, old, "2026", 32)).body["capaian"] == "80"
    refused = await confirm(kuan, old, "80", KASI)
    assert refused.status == 403 and refused.body["detail"].startswith("Hanya untuk: ")


@pytest.mark.parametrize(("reading", "capaian"), [("bagian", "80"), ("utuh", "26.66666666666666666666666667")])
async def test_kon_p26_what_a_segment_is_measured_against_is_the_pemdas_choice(
    kon: Planning, reading: str, capaian: str
) -> None:
    with kon.service.law("skp", "konsel", segment_target=reading):
        old = await move(kon)
        assert (await kon.measure(STAF, old, "2026", 32)).body["capaian"] == capaian
