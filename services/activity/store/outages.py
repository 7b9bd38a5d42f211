"""The outage ledger, and which entries' clocks it touched on their last day (X8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from chassis.db import Work
from chassis.deadlines import arm
from kernel.kalender import ONE_DAY, Kalender, end_of
from kernel.outages import Tenggat, moved, outage_minutes, touches
from services.activity.store.rows import policy_of

EXCUSE = "outage_excuse"
_TOUCHED = """
INSERT INTO tenggat_terganggu (tenant, activity_id, hari) VALUES (:tenant, :id, :hari) ON CONFLICT DO NOTHING
"""
_CONFIRMED = """
SELECT mulai, selesai, layanan FROM gangguan WHERE tenant = :tenant AND dikonfirmasi_oleh IS NOT NULL
  AND mulai < :after AND selesai > :first
"""
_MOVE_CLOCKS = """
UPDATE activity a SET due_on = CASE WHEN a.due_on = :day THEN :until ELSE a.due_on END,
    lapse_on = CASE WHEN a.lapse_on = :day THEN :until ELSE a.lapse_on END
FROM pegawai p WHERE p.tenant = a.tenant AND p.asn_id = a.asn_id AND p.hari_kerja = :hari_kerja
  AND a.tenant = :tenant AND a.state = 'submitted' AND a.tanggal > :from_day AND (a.due_on = :day OR a.lapse_on = :day)
"""


async def confirmed_outages(work: Work, tenggat: Tenggat) -> list[tuple[datetime, datetime]]:
    """Every confirmed outage of the Pemda that touched what a deadline asks for (X8)."""
    rows = await work.all(
        "SELECT mulai, selesai, layanan FROM gangguan WHERE tenant = :tenant AND dikonfirmasi_oleh IS NOT NULL",
        {"tenant": work.tenant},
    )
    return [(row.mulai, row.selesai) for row in rows if touches(row.layanan, tenggat)]


async def was_down(work: Work, day: date, tenggat: Tenggat) -> bool:
    """Whether a breach of this day is excused: so many confirmed minutes within the hours that count.

    Of outages of the services that the deadline needs; overlapping ones count once.
    """
    policy, zone, _ = policy_of(work, day)
    span = {"first": end_of(day - ONE_DAY, zone), "after": end_of(day, zone)}
    rows = await work.all(_CONFIRMED, {"tenant": work.tenant, **span})
    spells = [(r.mulai, r.selesai) for r in rows if touches(r.layanan, tenggat)]
    minutes = outage_minutes(spells, day, zone, policy.outage_hours.value)
    return minutes >= policy.outage_minutes.value


async def last_day(work: Work, day: date, kalender: Kalender) -> date:
    """The day on which the time to enter, which only the system limits, ends, given that it would end on `day`."""
    policy, zone, _ = policy_of(work, day)
    hours, enough = policy.outage_hours.value, policy.outage_minutes.value
    return moved(day, kalender, await confirmed_outages(work, "isian"), zone, hours, enough)


async def arm_excusing(work: Work, days: Iterable[date]) -> None:
    """What became of clocks that ended on these days is looked at again: an outage of theirs is known only now."""
    for day in days:
        await arm(work, EXCUSE, day.isoformat(), work.now)


async def mark_touched(work: Work, ids: Iterable[UUID], hari: date) -> None:
    """An outage touched the last day of these entries' clocks."""
    await work.many(_TOUCHED, [{"tenant": work.tenant, "id": one, "hari": hari} for one in ids])


async def move_clocks(work: Work, day: date, until: date, hari_kerja: int, from_day: date) -> None:
    """The clocks of entries of a working week that end on a day end on another."""
    values = {"tenant": work.tenant, "day": day, "until": until, "hari_kerja": hari_kerja, "from_day": from_day}
    await work.run(_MOVE_CLOCKS, values)
