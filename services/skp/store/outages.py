"""Confirmed outages as activity tells of them: what they move, and what they excuse (X8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from chassis.regulation import Value
from contracts.activity import OutageConfirmed
from kernel.outages import Tenggat, moved, outage_minutes, touches
from services.skp.policy import FairClock
from services.skp.store.rows import kalender

_KEEP = """
INSERT INTO gangguan (tenant, gangguan_id, mulai, selesai, layanan)
VALUES (:tenant, :id, :mulai, :selesai, :layanan)
ON CONFLICT DO NOTHING
"""
Perkara = Literal["skp", "pemutakhiran", "salinan"]
_EXCUSE = """
UPDATE {table} SET karena_gangguan = true, version = version + 1
WHERE tenant = :tenant AND due_on = ANY(:days) AND ({breach}) AND NOT karena_gangguan
RETURNING {table}_id AS perkara_id, asn_id, due_on, version
"""
BREACHES: dict[Perkara, str] = {
    "skp": _EXCUSE.format(table="skp", breach="late"),
    "pemutakhiran": _EXCUSE.format(table="pemutakhiran", breach="overdue"),
    "salinan": _EXCUSE.format(table="salinan", breach="overdue OR late"),
}
Spell = tuple[datetime, datetime]
SYSTEM = "kebijakan"  # the pasal of a rule that only the system makes


class Excused(Struct, frozen=True):
    """A breach that is excused now, at which version of its aggregate."""

    perkara_id: UUID
    asn_id: UUID
    due_on: date
    version: int


async def keep_outages(work: Work, spells: Iterable[OutageConfirmed]) -> None:
    """Keep what activity confirmed."""
    rows = [
        {"tenant": work.tenant, "id": e.gangguan_id, "mulai": e.mulai, "selesai": e.selesai, "layanan": list(e.layanan)}
        for e in spells
    ]
    await work.many(_KEEP, rows)


async def excuse(work: Work, perkara: Perkara, days: Iterable[date]) -> list[Excused]:
    """Excuse the breaches of these days that are not excused yet."""
    rows = await work.all(BREACHES[perkara], {"tenant": work.tenant, "days": list(days)})
    return [Excused(**row._mapping) for row in rows]


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
