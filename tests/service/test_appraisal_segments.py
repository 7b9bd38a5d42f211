"""A year in which somebody moved: a capaian for each segment, the nilai SKP in proportion (KON P26; B10, B38)."""

from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from contracts.appraisal import AppraisalFinalized
from contracts.skp import RealisasiMeasured
from tests.service.judging import APRIL_30, FOUR, KASI2, MAY, ONE, TWO, Judging, closed, ended, measured, planned
from tests.service.people import KASI, STAF

PROPORTIONAL = Decimal(120 * 80 + 245 * 110) / 365  # 80 until 30 April, 110 from 1 May 2026: 100.14
FIRST = (planned(ONE), ended(ONE), measured(ONE, "80", selesai=APRIL_30), closed(ONE))
SECOND = (planned(TWO, MAY, KASI2), measured(TWO, "110", MAY))


async def test_kon_p26_the_nilai_skp_is_proportional_and_final_as_it_was_signed(kon_judging: Judging) -> None:
    await kon_judging.hear(*FIRST, *SECOND)
    signed = await kon_judging.sign(STAF, KASI2)
    assert signed.status == 200
    nilai = Decimal("0.7") * PROPORTIONAL + Decimal("0.3") * 95
    assert Decimal(signed.body["nilai_kinerja"]) == nilai and signed.body["predikat"] == "Baik"
    await kon_judging.hear(measured(ONE, "10", selesai=APRIL_30))  # late: what is signed stays
    await kon_judging.finalize(STAF)
    told = (await kon_judging.service.told(AppraisalFinalized))[0]
    assert Decimal(told["nilai_skp"]) == PROPORTIONAL and str(PROPORTIONAL).startswith("100.136986301369863")
    assert [(s["skp_id"], s["mulai"], s["selesai"], s["capaian"], s["ditutup"]) for s in told["segmen"]] == [
        (str(ONE), "2026-01-01", "2026-04-30", "80", True), (str(TWO), "2026-05-01", "2026-12-31", "110", True),
    ]  # fmt: skip
    assert "80 % (2026-01-01 s.d. 2026-04-30), 110 % (2026-05-01 s.d. 2026-12-31)" in told["dimensi"]["capaian"]
    assert told["dimensi"]["target"] == "Laporan 1: 120 laporan; Laporan 2: 120 laporan"
    mine = await kon_judging.of(STAF)
    assert Decimal(mine["capaian"]) == PROPORTIONAL and [s["capaian"] for s in mine["segmen"]] == ["80", "110"]
    assert (Decimal(mine["nilai_skp_hari"]), Decimal(mine["nilai_skp_bulan"])) == (PROPORTIONAL, 100)


async def test_kon_p26_reading_b10_whole_months_are_another_pemdas_choice(kon_judging: Judging) -> None:
    with kon_judging.service.law("appraisal", "konsel", segment_basis="bulan"):
        await kon_judging.hear(*FIRST, *SECOND)
        assert Decimal((await kon_judging.of(STAF))["capaian"]) == 100
        assert (await kon_judging.sign(STAF, KASI2, "100")).body["nilai_kinerja"] in {"100", "100.0", "100.00"}


@pytest.mark.parametrize(
    "order", [(FIRST, SECOND), (SECOND, FIRST), (FIRST[:2], SECOND, FIRST[2:]), (SECOND[:1], FIRST, SECOND[1:])]
)
async def test_kon_p26_in_whatever_order_the_segments_are_told(kon_judging: Judging, order: Any) -> None:
    """Within one SKP its facts keep their order; between two SKPs nothing is promised."""
    for part in order:
        await kon_judging.hear(*part)
    assert Decimal((await kon_judging.of(STAF))["capaian"]) == PROPORTIONAL


async def test_kon_p26_told_twice_changes_nothing(kon_judging: Judging) -> None:
    records = await kon_judging.hear(*FIRST, *SECOND)
    before = await kon_judging.of(STAF)
    await kon_judging.service.deliver(records)
    await kon_judging.service.deliver(records[::-1])
    assert await kon_judging.of(STAF) == before
    assert len(await kon_judging.service.rows("SELECT FROM segmen")) == 2


async def test_kon_p26_a_late_or_corrected_measurement_changes_only_its_segment(kon_judging: Judging) -> None:
    await kon_judging.hear(*FIRST, *SECOND)
    await kon_judging.hear(measured(ONE, "90", selesai=APRIL_30))
    mine = await kon_judging.of(STAF)
    assert [(s["capaian"], s["ditutup"]) for s in mine["segmen"]] == [("90", False), ("110", False)]
    assert Decimal(mine["capaian"]) == Decimal(120 * 90 + 245 * 110) / 365
    refused = await kon_judging.sign(STAF, KASI2)
    assert refused.problem() == (409, "", "26"), "what was corrected is closed anew"
    await kon_judging.hear(closed(ONE, "90"))
    assert (await kon_judging.sign(STAF, KASI2)).status == 200


async def test_kon_p20_p26_a_segment_that_is_missing_stands_in_the_way_and_is_named(kon_judging: Judging) -> None:
    await kon_judging.hear(*FIRST[:2], *SECOND)
    assert (await kon_judging.of(STAF))["capaian"] is None
    refused = await kon_judging.sign(STAF, KASI2)
    assert refused.problem() == (409, "", "20(1), 26")
    assert "2026-01-01 s.d. 2026-04-30" in refused.body["detail"]
    await kon_judging.hear(measured(ONE, "60", selesai=APRIL_30, belum=("2026-T2",)))
    assert "2026-T2" in (await kon_judging.sign(STAF, KASI2)).body["detail"]


async def test_kon_p15_3_p26_after_a_move_without_an_skp_nothing_is_signed(kon_judging: Judging) -> None:
    await kon_judging.hear(*FIRST)
    refused = await kon_judging.sign(STAF, KASI2)
    assert refused.problem() == (409, "", "15(3), 26") and "2026-05-01" in refused.body["detail"]


async def test_kon_p26_the_old_penilai_closes_first_and_after_thirty_days_of_silence_no_longer(
    kon_judging: Judging,
) -> None:
    await kon_judging.hear(*FIRST[:3], *SECOND)  # measured on 20 December
    assert (await kon_judging.sign(STAF, KASI)).status == 403, "the year is signed by the penilai of its end"
    await kon_judging.at("2027-01-19T23:59")
    refused = await kon_judging.sign(STAF, KASI2)
    assert refused.problem() == (409, "", "26") and "2027-01-19" in refused.body["detail"]
    await kon_judging.at("2027-01-20T00:00")
    assert (await kon_judging.sign(STAF, KASI2)).status == 200
    await kon_judging.finalize(STAF)
    told = (await kon_judging.service.told(AppraisalFinalized))[0]
    assert [s["ditutup"] for s in told["segmen"]] == [False, True]
    assert "tidak ditutup oleh pejabat penilai lama" in told["dimensi"]["capaian"]


async def test_kon_p20_one_skp_a_year_is_judged_as_before_and_by_what_was_told_before(kon_judging: Judging) -> None:
    before_segments = RealisasiMeasured(skp_id=ONE, asn_id=STAF, tahun=2026, realisasi={}, capaian="102.8")
    await kon_judging.hear(planned(ONE, penilai=KASI2), before_segments)
    assert (await kon_judging.sign(STAF, KASI2)).body["nilai_kinerja"] == "100.46"


async def test_kuan_p4_every_skp_of_the_year_is_shown_and_no_number_is_made_of_them(kuan_judging: Judging) -> None:
    await kuan_judging.hear(*FIRST[:3], *SECOND)
    assert (await kuan_judging.of(STAF))["capaian"] is None
    signed = await kuan_judging.sign(STAF, KASI2)
    assert signed.status == 200 and signed.body["nilai_kinerja"] is None
    await kuan_judging.finalize(STAF)
    told = (await kuan_judging.service.told(AppraisalFinalized))[0]
    assert told["nilai_skp"] is None and len(told["segmen"]) == 2
    assert "80 % (2026-01-01 s.d. 2026-04-30" in told["dimensi"]["capaian"]


async def test_kon_p51_p52_reading_b29_an_skp_set_under_the_law_before_is_appraised_under_this_one(
    kon_judging: Judging,
) -> None:
    """Set in January 2024 under Konawe Selatan 14/2019; 67/2024 came in July, and its scores hold for the year."""
    await kon_judging.at("2025-01-02T09:00")
    january, end = date(2024, 1, 2), date(2024, 12, 31)
    before = replace(
        planned(ONE, january), tahun=2024, selesai=end, set_at=datetime(2024, 7, 15, 1, tzinfo=timezone.utc),
        ditetapkan_pada=date(2024, 1, 15),
    )  # fmt: skip
    whole = replace(measured(ONE, "100", january, end), tahun=2024, masa="2024", measured_on=date(2024, 12, 30))
    await kon_judging.hear(before, whole)
    (mine,) = await kon_judging.good("GET", "/appraisals?tahun=2024", who=STAF)
    body = {"perilaku": dict.fromkeys(FOUR, "90"), "hasil": "Laporan selesai.", "manfaat": "Layanan tepat waktu."}
    signed = await kon_judging.good("POST", f"/appraisals/{mine['appraisal_id']}/sign", body, who=KASI2)
    assert Decimal(signed["nilai_kinerja"]) == Decimal("0.7") * 100 + Decimal("0.3") * 90
    found = UUID(mine["appraisal_id"])
    (row,) = await kon_judging.service.rows("SELECT pack FROM appraisal WHERE appraisal_id = $1", found)
    assert row["pack"] == "konsel-67-2024"
