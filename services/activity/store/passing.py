"""Entries that wait while their penilai changes, and the days that a later known outage gives back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from services.activity.domain.activity import OLDEST_OPEN

_WAITING = """
SELECT activity_id, asn_id, tanggal, submitted_at, due_on FROM activity
WHERE tenant = :tenant AND asn_id = :asn AND state = 'submitted' AND tanggal > :from_day
"""
_CLOCK = """
UPDATE activity SET due_on = :due, lapse_on = :lapse, viewed_at = NULL, viewed_by = NULL, dihitung_sejak = :since
WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal
"""
_IN_TIME = """
UPDATE activity a SET late = false FROM pegawai p WHERE p.tenant = a.tenant AND p.asn_id = a.asn_id
  AND a.tenant = :tenant AND a.tanggal = :tanggal AND a.late AND a.submitted_at < :ended AND p.hari_kerja = :hari_kerja
"""


class Waiting(Struct, frozen=True, kw_only=True):
    """An entry that waits for its penilai; `due_on`: None while its clock stands still."""

    activity_id: UUID
    asn_id: UUID
    tanggal: date
    submitted_at: datetime
    due_on: date | None


async def waiting_of(work: Work, asn_id: UUID, day: date) -> Sequence[Waiting]:
    """What waits of somebody on a day."""
    rows = await work.all(_WAITING, {"tenant": work.tenant, "asn": asn_id, "from_day": day - OLDEST_OPEN})
    return [Waiting(**row._mapping) for row in rows]


async def keep_clock(work: Work, one: Waiting, due: date | None, lapse: date | None, since: date) -> None:
    """Its clock begins anew on a day, without receipts."""
    values = {"tenant": work.tenant, "id": one.activity_id, "tanggal": one.tanggal, "due": due, "lapse": lapse}
    await work.run(_CLOCK, values | {"since": since})


async def keep_in_time(work: Work, tanggal: date, ended: datetime, hari_kerja: int) -> None:
    """Entries of a day by people of a working week that came before a moment are not late."""
    values = {"tenant": work.tenant, "tanggal": tanggal, "ended": ended, "hari_kerja": hari_kerja}
    await work.run(_IN_TIME, values)
