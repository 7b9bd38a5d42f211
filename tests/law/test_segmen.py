"""A segment of a year: what was due in it, and who closes it (KON P20, P26; reading B10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from contracts.masa import MasaPenilai, Sebagai
from contracts.refusal import Refusal
from services.skp.domain import masa, measure, segmen
from services.skp.domain.target import Ukuran
from tests.laws import cited

OLD, NEW, A, B = (UUID(int=n) for n in range(1, 5))
JANUARY, APRIL_30, MAY_15 = date(2026, 1, 1), date(2026, 4, 30), date(2026, 5, 15)
LAPORAN = Ukuran("kuantitas", 120, "laporan")


def refused(act: Callable[[], Any]) -> tuple[int, str]:
    with pytest.raises(Refusal) as found:
        act()
    return found.value.status, cited(found.value)


def test_kon_p20_p26_the_masa_that_a_move_cuts_ends_with_it() -> None:
    quarters = masa.masa_of(2026, "triwulanan")
    assert masa.within(quarters, JANUARY, APRIL_30) == (
        masa.Masa("2026-T1", JANUARY, date(2026, 3, 31)), masa.Masa("2026-T2", date(2026, 4, 1), APRIL_30),
    )  # fmt: skip
    assert masa.within(quarters, date(2026, 5, 1), date(2026, 12, 31))[0].mulai == date(2026, 5, 1)


def test_kon_p26_of_120_a_year_40_are_due_by_the_end_of_april_and_32_of_them_are_80_per_cent() -> None:
    due = segmen.parts({A: (LAPORAN, ())}, JANUARY, APRIL_30, "bagian")
    assert due[A].against == 40 and measure.mean_capaian([(32, due[A])], 120) == 80
    assert measure.mean_capaian([(150, due[A])], 120) == 120


def test_kon_p26_a_month_that_is_cut_counts_by_its_days() -> None:
    """120 a year are 10 a month; fifteen of the thirty-one days of May are 150/31."""
    due = segmen.parts({A: (LAPORAN, ())}, JANUARY, MAY_15, "bagian")
    assert abs(due[A].against - (40 + Decimal(150) / 31)) < Decimal("1E-24")
    may = masa.Masa("2026-T2", date(2026, 4, 1), MAY_15)
    assert masa.target_of(120, may, JANUARY) == 14, "10 of April and 4.8 of May, in whole reports"


def test_kon_p26_the_owners_own_twelve_parts_go_before_even_ones() -> None:
    own = (0, 0, 0, 20, *[0] * 7, 100)
    due = segmen.parts({A: (LAPORAN, own), B: (LAPORAN, (0,) * 11 + (120,))}, JANUARY, APRIL_30, "bagian")
    assert (due[A].against, due[B].against) == (20, 0)
    assert measure.mean_capaian([(20, due[A]), (None, due[B])], 120) == 100, "nothing was due of the second yet"
    assert measure.mean_capaian([(20, due[A]), (1, due[B])], 120) == 110, "more than was due is 120 at most"
    late = segmen.parts({B: (LAPORAN, (0,) * 11 + (120,))}, JANUARY, APRIL_30, "bagian")
    assert late[B].against == 40, "nothing at all was due: evenly"


def test_kon_p26_quality_and_time_are_carried_and_another_pemda_may_ask_for_all() -> None:
    quality = Ukuran("kualitas", 95, "%")
    assert segmen.parts({A: (quality, ())}, JANUARY, APRIL_30, "bagian")[A].against == 95
    assert segmen.parts({A: (LAPORAN, ())}, JANUARY, APRIL_30, "utuh")[A].against == 120
    assert segmen.parts({A: (LAPORAN, ())}, JANUARY, date(2026, 12, 31), "bagian")[A].against == 120


def test_kon_p26_a_segment_is_complete_when_every_masa_of_it_or_the_whole_is_measured() -> None:
    known = masa.within(masa.masa_of(2026, "triwulanan"), JANUARY, APRIL_30)
    assert masa.missing(known, {"2026-T1"}, 2026) == ("2026-T2",)
    assert masa.missing(known, {"2026-T1", "2026-T2"}, 2026) == masa.missing(known, {"2026"}, 2026) == ()
    segmen.check_complete(True, ())
    for measured, missing in ((False, ()), (True, ("2026-T2",))):
        assert refused(lambda m=measured, n=missing: segmen.check_complete(m, n)) == (409, "KON 20(1), 26")


def test_kon_p26_the_penilai_of_the_last_day_closes_it_and_nobody_else() -> None:
    terms = (
        MasaPenilai(mulai=date(2024, 1, 2), selesai=APRIL_30, penilai_id=OLD, sebagai=Sebagai.DEFINITIF),
        MasaPenilai(mulai=date(2026, 5, 1), selesai=None, penilai_id=NEW, sebagai=Sebagai.DEFINITIF),
    )
    assert segmen.penilai_at(terms, APRIL_30, NEW, "definitif") == (OLD, "definitif")
    assert segmen.penilai_at((), APRIL_30, NEW, "definitif") == (NEW, "definitif"), "whoever was known"
    segmen.check_closes(OLD, "definitif", OLD, ())
    segmen.check_closes(None, "bupati", NEW, {"bupati"})
    for penilai, sebagai, office in (
        (OLD, "definitif", ()), (OLD, "definitif", {"bupati"}), (None, "kosong", {"bupati"}), (None, "bupati", ()),
    ):  # fmt: skip
        assert refused(lambda p=penilai, s=sebagai, o=office: segmen.check_closes(p, s, NEW, o)) == (403, "KON 26")


def test_kon_p26_it_is_closed_once_and_as_seen() -> None:
    segmen.check_seen(Decimal(80), Decimal("80.0"), False)
    assert refused(lambda: segmen.check_seen(Decimal(80), Decimal(75), False))[0] == 409
    assert refused(lambda: segmen.check_seen(Decimal(80), Decimal(80), True)) == (409, "KON 26")


def test_kon_p20_2_a_plan_that_never_bound_is_not_measured() -> None:
    segmen.check_measurable(True)
    assert refused(lambda: segmen.check_measurable(False)) == (409, "KON 20(2)")
