"""Confirmed outages as activity tells of them: what they move, and what they excuse (X8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from chassis.db import Work
from chassis.regulation import Value
from kernel.outages import Tenggat, moved, outage_minutes, touches
from services.skp.policy import FairClock
from services.skp.store.rows import kalender

Spell = tuple[datetime, datetime]
SYSTEM = "kebijakan"  # the pasal of a rule that only the system makes


async def was_down(work: Work, day: date, tenggat: Tenggat) -> bool:
    """Whether a breach of a deadline whose last day this was is excused."""
    return bool(await days_down(work, [day], tenggat))


async def days_down(work: Work, days: Iterable[date], tenggat: Tenggat) -> list[date]:
    """Those of some days that are days of outage of what a deadline needs."""
    spells = await _spells(work, tenggat)
    return [day for day in days if spells and _is_down(work, day, spells)]


async def last_day(work: Work, day: date, rule: Value[Any], tenggat: Tenggat, hari_kerja: int = 5) -> date:
    """The day at whose end a deadline of `rule` is over, which would end on `day`.

    One that only the system makes runs to the end of the next working day without an outage; one of the law does so
    where the pack says `extend_statutory`, else it stays and its breach is excused.
    """
    clock = _clock(work, day)
    if rule.pasal != SYSTEM and not clock.extend_statutory.value:
        return day
    hours, enough = clock.outage_hours.value, clock.outage_minutes.value
    return moved(day, await kalender(work, hari_kerja), await _spells(work, tenggat), work.zone, hours, enough)


def _is_down(work: Work, day: date, spells: list[Spell]) -> bool:
    clock = _clock(work, day)
    return outage_minutes(spells, day, work.zone, clock.outage_hours.value) >= clock.outage_minutes.value


def _clock(work: Work, day: date) -> FairClock:
    return work.packs.resolve(work.tenant, day).section("activity", FairClock)


async def _spells(work: Work, tenggat: Tenggat) -> list[Spell]:
    rows = await work.all(
        "SELECT mulai, selesai, layanan FROM gangguan WHERE tenant = :tenant", {"tenant": work.tenant}
    )
    return [(row.mulai, row.selesai) for row in rows if touches(row.layanan, tenggat)]
