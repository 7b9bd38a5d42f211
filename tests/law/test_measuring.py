"""Measuring an SKP by masa (KON P20(1-6)): its parts of the year, evidence, sums, at most 120."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from contracts.refusal import Refusal
from services.skp.domain import masa, measure
from tests.laws import cited

A, B = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("periods", "names"),
    [
        ("bulanan", [f"2026-{n:02d}" for n in range(1, 13)]),
        ("triwulanan", ["2026-T1", "2026-T2", "2026-T3", "2026-T4"]),
        ("semesteran", ["2026-S1", "2026-S2"]),
        ("tahunan", ["2026"]),
    ],
)
def test_kon_p20_4_monthly_quarterly_by_semester_or_yearly(periods: Any, names: list[str]) -> None:
    found = masa.masa_of(2026, periods)
    assert [m.nama for m in found] == names
    assert found[0].mulai == date(2026, 1, 1) and found[-1].selesai == date(2026, 12, 31)
    for one, after in zip(found, found[1:], strict=False):
        assert (after.mulai - one.selesai).days == 1


def test_kon_p20_4_the_first_quarter_ends_with_march() -> None:
    assert masa.masa_of(2026, "triwulanan")[0] == masa.Masa("2026-T1", date(2026, 1, 1), date(2026, 3, 31))
    assert masa.masa_of(2028, "bulanan")[1].selesai == date(2028, 2, 29)


def test_kon_p20_4_a_plan_from_may_has_three_quarters_left() -> None:
    whole = masa.masa_of(2026, "triwulanan")
    left = masa.within(whole, date(2026, 5, 1), date(2026, 12, 31))
    assert [m.nama for m in left] == ["2026-T2", "2026-T3", "2026-T4"]
    assert [masa.target_of(120, m, date(2026, 5, 1)) for m in left] == [30, 45, 45]


@pytest.mark.parametrize("target", [120, 119, 121, 7, 1])
@pytest.mark.parametrize("periods", ["bulanan", "triwulanan", "semesteran", "tahunan"])
def test_kon_p20_2_the_targets_of_the_masa_add_up_to_the_year(target: int, periods: Any) -> None:
    parts = [masa.target_of(target, m, date(2026, 1, 1)) for m in masa.masa_of(2026, periods)]
    assert sum(parts) == target and max(parts) - min(parts) <= 1


def test_kon_p20_4_a_masa_is_one_of_the_tenants_or_the_year() -> None:
    quarters = masa.masa_of(2026, "triwulanan")
    assert masa.find("2026-T2", 2026, quarters).mulai == date(2026, 4, 1)
    assert masa.find("2026", 2026, quarters).nama == "2026"
    assert masa.find("", 2026, masa.masa_of(2026, "tahunan")).nama == "2026"
    for name in ("", "2026-03", "2026-S1", "2025-T1", "2026-T5"):
        with pytest.raises(Refusal) as refused:
            masa.find(name, 2026, quarters)
        assert (refused.value.status, refused.value.field, cited(refused.value)) == (422, "masa", "KON 20(4)")


def test_kon_p20_3_what_has_not_begun_is_not_measured() -> None:
    second = masa.masa_of(2026, "triwulanan")[1]
    masa.check_begun(second, date(2026, 4, 1), 2026)
    masa.check_begun(masa.whole_year(2026), date(2025, 12, 31), 2026)
    with pytest.raises(Refusal) as refused:
        masa.check_begun(second, date(2026, 3, 31), 2026)
    assert refused.value.status == 409


def test_kon_p20_3_realisation_without_evidence_does_not_count() -> None:
    assert [measure.counts(bukti) for bukti in ("laporan", "", "  ")] == [True, False, False]


def test_kon_p20_5_6_the_masa_add_up_and_may_exceed() -> None:
    rows = [("2026-T1", A, 40), ("2026-T2", A, 60), ("2026-T2", B, 5), ("2026-T4", A, 50)]
    assert masa.year_total(rows, 2026) == {A: 150, B: 5}, "raw, more than the target of 100"
    assert masa.year_total(rows, 2026, "2026-T2") == {A: 100, B: 5}
    assert measure.capaian(150, 100, 120) == Decimal(120)


def test_kuan_p17b_quality_and_time_are_carried_and_the_last_masa_holds() -> None:
    rows = [("2026-T2", A, 90), ("2026-T1", A, 80), ("2026-T1", B, 5), ("2026-T2", B, 6)]
    assert masa.year_total(rows, 2026, carried={A}) == {A: 90, B: 11}
    assert masa.year_total(rows, 2026, "2026-T1", {A}) == {A: 80, B: 5}
    second = masa.masa_of(2026, "triwulanan")[1]
    assert masa.target_of(95, second, date(2026, 1, 1), adds_up=False) == 95


def test_kon_p20_a_measurement_of_the_whole_year_says_it_all() -> None:
    rows = [("2026-T1", A, 40), ("2026", A, 90), ("2026", B, 1)]
    assert masa.year_total(rows, 2026) == {A: 90, B: 1}
    assert masa.year_total(rows, 2026, "2026-T1") == {A: 40}
