"""The outage ledger, and which entries' clocks it touched on their last day (X8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from chassis.db import Work
from chassis.deadlines import arm
from chassis.retelling import AFTER_UUID
from contracts.refusal import Refusal, rule
from kernel.kalender import ONE_DAY, Kalender, end_of
from kernel.outages import Tenggat, moved, outage_minutes, touches
from services.activity.outages.rules import Recorded
from services.activity.store.rows import policy_of

NO_OUTAGE = rule("activity.outage.unknown", 404, "Gangguan tidak ditemukan.", source="implicit")
EXCUSE = "outage_excuse"
_STATE = "CASE WHEN dikonfirmasi_oleh IS NULL THEN 'recorded' ELSE 'confirmed' END AS state"
_LOCK = f"""
SELECT gangguan_id, mulai, selesai, layanan, sebab, {_STATE} FROM gangguan
WHERE tenant = :tenant AND gangguan_id = :id FOR UPDATE
"""
_NEWEST = f"""
SELECT gangguan_id, mulai, selesai, layanan, sebab, {_STATE} FROM gangguan
WHERE tenant = :tenant ORDER BY mulai DESC, gangguan_id LIMIT :limit
"""
RETOLD = f"""
SELECT gangguan_id::text AS place, gangguan_id, mulai, selesai, layanan, sebab, 'confirmed' AS state FROM gangguan
WHERE tenant = :tenant AND gangguan_id > {AFTER_UUID} AND dikonfirmasi_oleh IS NOT NULL
ORDER BY gangguan_id LIMIT :most FOR UPDATE
"""
_INSERT = """
INSERT INTO gangguan (tenant, gangguan_id, mulai, selesai, layanan, sebab, dicatat_oleh)
VALUES (:tenant, :id, :mulai, :selesai, :layanan, :sebab, :actor)
"""
_CONFIRM = "UPDATE gangguan SET dikonfirmasi_oleh = :actor WHERE tenant = :tenant AND gangguan_id = :id"
_ALL_CONFIRMED = """
SELECT mulai, selesai, layanan FROM gangguan WHERE tenant = :tenant AND dikonfirmasi_oleh IS NOT NULL
"""
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


def read(row: Any) -> Recorded:
    """A row of the ledger; other columns are left aside."""
    return Recorded(
        gangguan_id=row.gangguan_id, mulai=row.mulai, selesai=row.selesai, layanan=tuple(row.layanan), sebab=row.sebab,
        state=row.state,
    )  # fmt: skip


async def newest(work: Work, limit: int) -> list[Recorded]:
    """The ledger, newest first."""
    return [read(row) for row in await work.all(_NEWEST, {"tenant": work.tenant, "limit": limit})]


async def insert(work: Work, one: Recorded, actor: UUID) -> None:
    """It waits for its confirmation."""
    values = {"tenant": work.tenant, "id": one.gangguan_id, "mulai": one.mulai, "selesai": one.selesai}
    await work.run(_INSERT, values | {"layanan": list(one.layanan), "sebab": one.sebab, "actor": actor})


async def lock(work: Work, gangguan_id: UUID) -> Recorded:
    """One, locked; Refusal 404 when it is not there."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "id": gangguan_id})
    if row is None:
        raise Refusal(NO_OUTAGE)
    return read(row)


async def keep_confirmed(work: Work, gangguan_id: UUID, actor: UUID) -> None:
    """Who confirmed it."""
    await work.run(_CONFIRM, {"tenant": work.tenant, "id": gangguan_id, "actor": actor})


async def confirmed_outages(work: Work, tenggat: Tenggat) -> list[tuple[datetime, datetime]]:
    """Every confirmed outage of the Pemda that touched what a deadline asks for (X8)."""
    rows = await work.all(_ALL_CONFIRMED, {"tenant": work.tenant})
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
