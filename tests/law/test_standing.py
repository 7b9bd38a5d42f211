"""Distribution, ranking and the report of a year, by the text of KON P31(7-8), P40, P41 (B2, B3, B5, B23, B28, B43)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from contracts.refusal import Refusal
from contracts.vocabulary import Predikat
from services.appraisal.domain import distribution, laporan, peringkat, ranking
from services.appraisal.domain.distribution import Bands, Counts
from services.appraisal.domain.laporan import Known, Said
from services.appraisal.domain.ranking import Result
from services.appraisal.policy import AppraisalPolicy
from tests.laws import pasal as pasal_of

D = Decimal
# KON P31(8): at most 20 % above, 60-70 % as expected, at most 20 % below.
BANDS = Bands(above_max=D("0.20"), middle=(D("0.60"), D("0.70")), below_max=D("0.20"))
POLICY = (
    Packs.load(str(REPOSITORY / "regulations"))
    .resolve("konsel", date(2026, 12, 31))
    .section("appraisal", AppraisalPolicy)
)
NOW = datetime(2027, 2, 20, 2, tzinfo=timezone.utc)


def refused(act: Callable[[], Any]) -> tuple[int, str]:
    with pytest.raises(Refusal) as found:
        act()
    return found.value.status, pasal_of(found.value, "KON")


def test_kon_p31_8_the_sets_of_ten_people() -> None:
    assert distribution.sets_of(10, BANDS) == (Counts(1, 7, 2), Counts(2, 6, 2), Counts(2, 7, 1))


def test_kon_p31_8_six_sets_of_twenty() -> None:
    assert len(distribution.sets_of(20, BANDS)) == 6


@pytest.mark.parametrize("n", range(1, 61))
def test_kon_p31_8_reading_b3_which_sizes_have_no_solution_and_rounding_always_has(n: int) -> None:
    assert bool(distribution.sets_of(n, BANDS)) is (n not in {1, 2, 3, 4, 7, 8, 9, 14})
    assert distribution.sets_of(n, BANDS, rounded=True)


@pytest.mark.parametrize(
    ("counts", "keeps", "reason", "pool"),
    [
        (Counts(2, 7, 1), True, False, False), (Counts(3, 7, 0), False, True, False),
        (Counts(0, 7, 0), False, False, True), (Counts(1, 5, 1), True, False, True), (Counts(0, 0, 0), True, False, False),
    ],
)  # fmt: skip
def test_kon_p31_8_reading_b3_advice_asks_for_a_reason_only_where_the_bands_can_be_kept(
    counts: Counts, keeps: bool, reason: bool, pool: bool
) -> None:
    said = distribution.advise(counts, BANDS)
    assert (said.keeps, said.needs_reason, said.pool) == (keeps, reason, pool)


def test_kon_p31_7_reading_b2_which_predikat_is_which_band() -> None:
    found = distribution.count([p.value for p in Predikat], POLICY.distribution_bands.value)
    assert found == Counts(1, 1, 3)
    assert (POLICY.distribution_above_max.value, POLICY.distribution_middle.value, POLICY.distribution_below_max.value) == (
        BANDS.above_max, BANDS.middle, BANDS.below_max,
    )  # fmt: skip


def result(n: int, predikat: Predikat, nilai: str) -> Result:
    return Result(asn_id=UUID(int=n), nama=f"P{n}", opd="D", unit="D.A", predikat=predikat, nilai=D(nilai))


ABOVE_WITHOUT = result(1, Predikat.BAIK, "119.9")
WITH_IDEA = result(2, Predikat.SANGAT_BAIK, "110")
RESULTS = [
    ABOVE_WITHOUT, WITH_IDEA, result(3, Predikat.BAIK, "95"), result(4, Predikat.BAIK, "95.00"),
    result(5, Predikat.CUKUP, "89.9999"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "order"),
    [("predikat", [(1, 2), (2, 1), (3, 3), (3, 4), (5, 5)]), ("nilai", [(1, 1), (2, 2), (3, 3), (3, 4), (5, 5)])],
)
def test_kon_p41_2_reading_b28_both_orders_and_equals_share_a_place(first: Any, order: list[tuple[int, int]]) -> None:
    found = ranking.rank(RESULTS, first)
    assert [(one.place, one.result.asn_id.int) for one in found] == order
    assert POLICY.ranking_first.value == "predikat"


def test_kon_p41_4_the_profile_adds_up() -> None:
    found = ranking.profile(RESULTS)
    assert sum(found.values()) == len(RESULTS) and found[Predikat.BAIK] == 3 and found[Predikat.KURANG] == 0


def test_kon_p41_1_5_reading_b4_the_team_proposes_and_the_pyb_sets_once() -> None:
    ranked = ranking.rank(RESULTS, "predikat")
    one = peringkat.propose(None, UUID(int=9), 2026, ranked, UUID(int=1), NOW)
    again = peringkat.propose(one, UUID(int=10), 2026, ranked[:2], UUID(int=1), NOW)
    assert (again.peringkat_id, again.version, len(again.urutan)) == (one.peringkat_id, 2, 2)
    after, told = peringkat.settle(again, UUID(int=2), NOW, "SK.1/2027")
    assert (after.state, told.pegawai, told.keputusan) == ("set", 2, "SK.1/2027")
    assert refused(lambda: peringkat.settle(after, UUID(int=2), NOW, "SK.2"))[0] == 409
    assert refused(lambda: peringkat.propose(after, UUID(int=9), 2026, ranked, UUID(int=1), NOW))[0] == 409
    assert refused(lambda: peringkat.settle(None, UUID(int=2), NOW, "SK.1")) == (409, "41(1, 5)")
    assert refused(lambda: peringkat.propose(None, UUID(int=9), 2026, [], UUID(int=1), NOW))[0] == 409


def known(n: int, final: bool = True, reported: bool = False) -> Known:
    return Known(
        appraisal_id=UUID(int=n), asn_id=UUID(int=n), nama=f"P{n}", final=final, nilai="95" if final else None,
        predikat="Baik" if final else None, reported=reported,
    )  # fmt: skip


FULL = Said("Tidak ada.", "Pelatihan arsip.")


def test_kon_p40_2_the_four_parts_and_what_is_pending() -> None:
    found = laporan.lines([known(1), known(2, final=False), known(3, reported=True)], {UUID(int=1): FULL})
    assert [(one.asn_id.int, one.pending, one.nilai, one.predikat) for one in found] == [
        (1, False, "95", "Baik"), (2, True, "", ""),
    ]  # fmt: skip
    for said in ({}, {UUID(int=1): Said(" ", "x")}, {UUID(int=1): Said("x", "")}):
        assert refused(lambda s=said: laporan.lines([known(1)], s)) == (422, "40(2)")
    assert (
        refused(lambda: laporan.lines([known(1), known(2, final=False)], {UUID(int=1): FULL, UUID(int=2): FULL}))[0]
        == 422
    )
    assert refused(lambda: laporan.lines([known(1, reported=True)], {}))[0] == 409


@pytest.mark.parametrize(("day", "late"), [("2027-02-28", False), ("2027-03-01", True)])
def test_kon_p40_1_by_the_end_of_february_late_is_accepted_and_flagged(day: str, late: bool) -> None:
    baris = laporan.lines([known(1)], {UUID(int=1): FULL})
    today = date.fromisoformat(day)
    made, told = laporan.submit(UUID(int=7), 2026, UUID(int=5), 1, baris, NOW, today, date(2027, 2, 28), UUID(int=6))
    assert (made.late, told.late, told.jumlah_final, told.pending) == (late, late, 1, 0)
    early = date(2026, 12, 31)
    assert refused(lambda: laporan.submit(UUID(int=7), 2026, UUID(int=5), 1, baris, NOW, early, early, None))[0] == 409


def test_kon_p40_1_tier_by_tier_until_it_arrives() -> None:
    baris = laporan.lines([known(1)], {UUID(int=1): FULL})
    today = date(2027, 2, 20)
    made, _ = laporan.submit(UUID(int=7), 2026, UUID(int=5), 1, baris, NOW, today, date(2027, 2, 28), UUID(int=6))
    assert refused(lambda: laporan.forward(made, UUID(int=5), NOW, None)) == (403, "40(1)")
    on, _ = laporan.forward(made, UUID(int=6), NOW, UUID(int=8))
    assert (on.pemegang_id, on.arrived_at) == (UUID(int=8), None)
    there, told = laporan.forward(on, UUID(int=8), NOW, None)
    assert (there.pemegang_id, there.arrived_at, told.pemegang_id) == (None, NOW, None)
