"""The six periods of KON P17(2): which one a day falls in, and which plan stands over which. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct

from kernel.kalender import ONE_DAY

_MONTHS = {"bulanan": 1, "triwulanan": 3, "semesteran": 6, "tahunan": 12}
_SHORTEST_FIRST = ("harian", "mingguan", *_MONTHS)


class Bagian(Struct, frozen=True):
    """A plan as a part of others: its kinerja, and the period and the day it is for."""

    rencana_id: UUID
    butir_id: UUID
    periode: str
    mulai: date


def span(periode: str, day: date) -> tuple[date, date]:
    """First and last day of the period that a day falls in; weeks run from Monday to Sunday."""
    if periode == "harian":
        return day, day
    if periode == "mingguan":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    months = _MONTHS[periode]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    beyond = first.month + months
    after = first.replace(year=first.year + beyond // 13, month=(beyond - 1) % 12 + 1)
    return first, after - ONE_DAY


def parents(plans: Sequence[Bagian]) -> dict[UUID, UUID | None]:
    """Each plan under the plan of the same kinerja for the next longer period around its first day; None: a root."""
    return {plan.rencana_id: _parent(plan, plans) for plan in plans}


def _parent(plan: Bagian, plans: Sequence[Bagian]) -> UUID | None:
    rank = _SHORTEST_FIRST.index(plan.periode)
    over = [
        (_SHORTEST_FIRST.index(p.periode), p.mulai, p.rencana_id)
        for p in plans
        if p.butir_id == plan.butir_id and _SHORTEST_FIRST.index(p.periode) > rank and _holds(p, plan.mulai)
    ]
    return min(over)[2] if over else None


def _holds(plan: Bagian, day: date) -> bool:
    first, last = span(plan.periode, plan.mulai)
    return first <= day <= last
