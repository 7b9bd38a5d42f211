"""The nilai SKP of a year in which somebody moved: proportional by the time of each SKP (KON P26; readings B10, B38)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from contracts.refusal import Refusal
from services.appraisal.domain import segmen
from services.appraisal.domain.segmen import Segmen
from tests.laws import pasal as pasal_of

D = Decimal
OLD, NEW, ONE, TWO = (UUID(int=n) for n in range(1, 5))
MAY, END = date(2026, 5, 1), date(2026, 12, 31)


def year(move: date = MAY, first: str | None = "80", second: str | None = "110", **more: Any) -> list[Segmen]:
    """2026 with one move: under OLD until the day before it, under NEW from then on."""
    until = date.fromordinal(move.toordinal() - 1)
    old = {"sebab": "mutasi", "penilai_id": OLD, "measured_on": date(2026, 12, 1)} | more
    return [
        Segmen(skp_id=ONE, mulai=date(2026, 1, 1), selesai=until, capaian=D(first) if first else None, **old),
        Segmen(skp_id=TWO, mulai=move, selesai=END, capaian=D(second) if second else None, penilai_id=NEW),
    ]


def refused(act: Callable[[], Any]) -> Refusal:
    with pytest.raises(Refusal) as found:
        act()
    assert found.value.status == 409
    return found.value


@pytest.mark.parametrize(
    ("move", "basis", "nilai"),
    [
        (MAY, "hari", D(120 * 80 + 245 * 110) / 365),
        (date(2026, 5, 16), "hari", D(135 * 80 + 230 * 110) / 365),
        (MAY, "bulan", D(4 * 80 + 8 * 110) / 12),
        (date(2026, 5, 16), "bulan", D(5 * 80 + 7 * 110) / 12),  # the 15th of May is of the former post
        (date(2026, 5, 15), "bulan", D(4 * 80 + 8 * 110) / 12),  # and here of the new one
    ],
)
def test_kon_p26_80_until_the_move_and_110_after_it(move: date, basis: Any, nilai: Decimal) -> None:
    assert segmen.proportional(year(move), basis) == nilai


@pytest.mark.parametrize(
    ("move", "basis", "shown"),
    [(MAY, "hari", "100.14"), (date(2026, 5, 16), "hari", "98.90"), (MAY, "bulan", "100.00")],
)
def test_kon_p26_reading_b10_as_it_is_shown(move: date, basis: Any, shown: str) -> None:
    found = segmen.value(year(move), basis)
    assert found is not None and str(found.quantize(D("0.01"))) == shown


def test_kon_p26_unrounded_inside() -> None:
    """36550 / 365 is 100.136986301369863..."""
    found = segmen.proportional(year(), "hari")
    assert D("100.1369863013698630") < found < D("100.1369863013698631")


def test_kon_p26_reading_b38_the_denominator_is_what_was_under_an_skp() -> None:
    """Under no SKP from May to August: (120 x 80 + 122 x 110) / 242."""
    old, new = year()
    later = Segmen(skp_id=TWO, mulai=date(2026, 9, 1), selesai=END, capaian=new.capaian)
    assert segmen.proportional([old, later], "hari") == D(120 * 80 + 122 * 110) / 242
    short = [Segmen(skp_id=ONE, mulai=date(2026, 12, 20), selesai=END, capaian=D(90))]
    assert segmen.proportional(short, "bulan") == 90, "no 15th is under it: by days"


def test_kon_p26_one_skp_a_year_is_its_own_value_and_a_law_without_formula_has_none() -> None:
    old, new = year()
    assert segmen.value([new], "hari") == segmen.value([new], "none") == 110
    assert segmen.value([old, new], "none") is None


def test_kon_p26_segments_are_laid_out_whatever_order_they_come_in() -> None:
    old, new = year()
    still_open = Segmen(skp_id=ONE, mulai=old.mulai, selesai=END, capaian=D(80))
    for known in ([old, new], [new, old], [new, still_open]):
        laid = segmen.laid_out(known)
        assert [(s.skp_id, s.selesai) for s in laid] == [(ONE, date(2026, 4, 30)), (TWO, END)]
    replaced = Segmen(skp_id=UUID(int=9), mulai=MAY, selesai=MAY, sebab="versi_baru")
    assert [s.skp_id for s in segmen.laid_out([old, replaced, new])] == [ONE, TWO], "no day of it is left"
    kept = Segmen(skp_id=UUID(int=8), mulai=old.mulai, selesai=END, capaian=D(50), is_kept=True)
    assert [s.skp_id for s in segmen.laid_out([new, kept, old])] == [ONE, TWO]
    assert [s.selesai for s in segmen.laid_out([new, kept])] == [date(2026, 4, 30), END]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"first": None}, "2026-01-01 s.d. 2026-04-30"), ({"belum": ("2026-T2",)}, "pada masa 2026-T2"),
        ({"second": None}, "2026-05-01 s.d. 2026-12-31"),
    ],
)  # fmt: skip
def test_kon_p20_p26_a_segment_that_is_missing_is_named_and_is_no_zero(change: dict[str, Any], named: str) -> None:
    known = year(**change)
    found = refused(lambda: segmen.check_measured(known))
    assert named in found.message and pasal_of(found, "KON") == "20(1), 26"
    assert segmen.value(known, "hari") is None
    segmen.check_measured(year())


def test_kon_p20_1_p25_1_nothing_measured_at_all() -> None:
    for known in ([], year(second=None)[1:]):
        assert pasal_of(refused(lambda k=known: segmen.check_measured(k)), "KON") == "20(1), 25(1)"


def test_kon_p15_3_p26_after_a_move_without_a_new_skp_the_rest_of_the_year_is_missing() -> None:
    found = refused(lambda: segmen.check_measured(year()[:1]))
    assert "2026-05-01" in found.message and pasal_of(found, "KON") == "15(3), 26"
    segmen.check_measured(year(sebab="bebas_skp")[:1])  # none is asked of the exempt (KON P14)


@pytest.mark.parametrize(("today", "waits"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False)])
def test_kon_p26_the_old_penilai_has_thirty_days_to_close_his_segment(today: date, waits: bool) -> None:
    known = year()  # measured on 1 December
    if not waits:
        segmen.check_closed(known, NEW, today, 30)
        assert "tidak ditutup oleh pejabat penilai lama" in segmen.said(known, D(100), NEW)
        return
    found = refused(lambda: segmen.check_closed(known, NEW, today, 30))
    assert "2026-01-01 s.d. 2026-04-30" in found.message and "2026-12-31" in found.message
    assert pasal_of(found, "KON") == "26"
    segmen.check_closed(year(confirmed=True), NEW, today, 30)
    segmen.check_closed(known, OLD, today, 30)  # who signs the year closes his own segments by that
    segmen.check_closed(year(sebab="versi_baru"), NEW, today, 30)


def test_kuan_p4_each_skp_is_said_by_itself_without_a_formula() -> None:
    said = segmen.said(year(confirmed=True), None, NEW)
    assert said == "capaian SKP 80 % (2026-01-01 s.d. 2026-04-30), 110 % (2026-05-01 s.d. 2026-12-31)"
    assert segmen.said(year()[1:], D(110), NEW) == "capaian SKP 110 %"
    assert segmen.said([], None, NEW) == segmen.said([Segmen(skp_id=ONE, mulai=END, selesai=END)], None, NEW) == ""
