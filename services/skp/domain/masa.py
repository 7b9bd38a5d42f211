"""Masa pengukuran: the parts of a year in which the tenant has realisation measured (KON P20(4)). Pure."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from math import floor
from uuid import UUID

from msgspec import Struct

from contracts.refusal import Refusal, rule
from kernel.kalender import ONE_DAY
from services.skp.domain.segmen import due_by
from services.skp.policy import Periods

NAME_PERIOD = rule(
    "skp.measure.name_period", 422, "Sebutkan masa pengukuran: {periods}; setahun penuh: {year}.", "masa"
)
NO_PERIOD = rule("skp.measure.no_period", 422, "Masa pengukuran: {periods}.", "masa")
NOT_BEGUN = rule("skp.measure.not_begun", 409, "Masa {period} baru dimulai pada {begins}.")

_MONTHS: Mapping[str, int] = {"bulanan": 1, "triwulanan": 3, "semesteran": 6, "tahunan": 12}
_LETTER = {"triwulanan": "T", "semesteran": "S"}


class Masa(Struct, frozen=True):
    """`nama`: 2026-03, 2026-T1, 2026-S2 or 2026; first and last day."""

    nama: str
    mulai: date
    selesai: date


def masa_of(tahun: int, periods: Periods) -> tuple[Masa, ...]:
    """The masa of a year in their order: twelve, four, two or one."""
    months = _MONTHS[periods]
    return tuple(
        Masa(
            _name(tahun, periods, n + 1),
            date(tahun, n * months + 1, 1),
            _last_of(tahun, (n + 1) * months),
        )
        for n in range(12 // months)
    )


def _name(tahun: int, periods: Periods, n: int) -> str:
    if periods == "tahunan":
        return str(tahun)
    return f"{tahun}-{_LETTER[periods]}{n}" if periods in _LETTER else f"{tahun}-{n:02d}"


def _last_of(tahun: int, month: int) -> date:
    return date(tahun, month, calendar.monthrange(tahun, month)[1])


def within(masa: Iterable[Masa], mulai: date, selesai: date) -> tuple[Masa, ...]:
    """The masa that an SKP from `mulai` to `selesai` takes part in; what a move cuts begins or ends with it."""
    return tuple(
        Masa(m.nama, max(m.mulai, mulai), min(m.selesai, selesai))
        for m in masa
        if m.mulai <= selesai and m.selesai >= mulai
    )


def whole_year(tahun: int) -> Masa:
    """The year as one masa: who names it measures the year at once, in every tenant."""
    return masa_of(tahun, "tahunan")[0]


def find(nama: str, tahun: int, masa: Sequence[Masa]) -> Masa:
    """The masa of that name; empty: the year, where that is the tenant's only masa.

    Refusal 422 when it is none of the tenant's, or is to be chosen: the year is not meant where there are parts of it.
    """
    whole = whole_year(tahun)
    if not nama and {m.nama for m in masa} != {whole.nama}:
        raise Refusal(NAME_PERIOD, periods=", ".join(m.nama for m in masa), year=whole.nama)
    found = next((m for m in (*masa, whole) if m.nama == (nama or whole.nama)), None)
    if found is None:
        raise Refusal(NO_PERIOD, periods=", ".join(m.nama for m in masa))
    return found


def missing(masa: Iterable[Masa], measured: Collection[str], tahun: int) -> tuple[str, ...]:
    """The masa that were not measured; none where the year was measured as a whole."""
    return () if str(tahun) in measured else unmeasured(masa, measured)


def unmeasured(masa: Iterable[Masa], measured: Collection[str]) -> tuple[str, ...]:
    """The masa without a measurement of their own."""
    return tuple(m.nama for m in masa if m.nama not in measured)


def check_begun(masa: Masa, today: date, tahun: int) -> None:
    """What has not begun is not measured; the year as a whole may be at any time."""
    if masa.nama != str(tahun) and today < masa.mulai:
        raise Refusal(NOT_BEGUN, period=masa.nama, begins=masa.mulai.isoformat())


def target_of(target: int, masa: Masa, mulai: date, bulanan: Sequence[int] = (), *, adds_up: bool = True) -> int:
    """The part of a yearly target that falls into a masa, by months as KUAN P17(b); all masa add up to the whole.

    `bulanan`: the owner's own twelve parts, where they gave them. Without `adds_up` (quality, time) it is carried.
    A month that the end of the SKP cuts counts by its days; whole units, rounded down.
    """
    if not adds_up:
        return target
    last = floor(due_by(target, mulai, masa.selesai, bulanan))
    begins = masa.mulai.replace(day=1)
    return last if begins <= mulai else last - floor(due_by(target, mulai, begins - ONE_DAY, bulanan))


def year_total(
    rows: Iterable[tuple[str, UUID, int]], tahun: int, until: str = "", carried: Collection[UUID] = ()
) -> dict[UUID, int]:
    """What came of each butir in a year: (masa, butir, amount with evidence).

    A measurement of the whole year says it all; else the masa add up, and of what is `carried` (quality, time) the
    last holds. `until`: only masa up to this one, and none of the whole year.
    """
    known = list(rows)
    whole = [row for row in known if row[0] == str(tahun)]
    if until and until != str(tahun):
        known = [row for row in known if row[0] != str(tahun) and row[0] <= until]
    elif whole:
        known = whole
    total: dict[UUID, int] = {}
    for _, butir, amount in sorted(known):
        total[butir] = amount if butir in carried else total.get(butir, 0) + amount
    return total
