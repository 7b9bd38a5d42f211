"""Which entries the end of a day concerns, in SQL, and what is told of one that the system approves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chassis.db import Work
from chassis.deadlines import Due
from contracts.activity import ActivityApproved
from services.activity import store
from services.activity.domain import clock

OLDEST_OPEN = timedelta(days=400)
LAST_INSTANT = timedelta(microseconds=1)  # of a day, so that its date is that of the day
# Whether he saw this entry, or, for the Pemda that reads the law so, any subordinate's in the window (reading A2); the
# window of an entry that was edited, or passed to a new penilai, begins anew (readings A25, A27).
_ENTRY_SEEN = "a.viewed_at IS NOT NULL"
_ANY_SEEN = """EXISTS (SELECT FROM kunjungan k JOIN masa_penilai m
    ON m.penilai_id = k.penilai_id AND m.tenant = k.tenant
    WHERE k.tenant = a.tenant AND m.asn_id = a.asn_id AND m.mulai <= k.tanggal
      AND (m.selesai IS NULL OR m.selesai >= k.tanggal)
      AND k.tanggal BETWEEN coalesce(a.dihitung_sejak, (a.submitted_at AT TIME ZONE :zone)::date) AND a.due_on)"""
_PENDING = "a.tenant = :tenant AND a.state = 'submitted' AND a.tanggal > :from_day"
_HELD = " AND a.asn_id <> ALL(:vacant)"  # a vacant post has no silent penilai (reading A22)


class EndOfDay(msgspec.Struct, frozen=True):
    """The end of one day in a Pemda: the SQL of what waits and of whether the penilai looked, and its values."""

    day: date
    zone: ZoneInfo
    pending: str
    looked: str
    values: dict[str, Any]


def end_of_day(work: Work, due: Due, vacant: list[Any]) -> EndOfDay | None:
    """The end of the day that begins the subject; None where the law of that day has no automatic approval."""
    day = date.fromisoformat(due.subject.partition("/")[0])
    policy, zone, _ = store.policy_of(work, day)
    if policy.auto_approve.value != "on":
        return None
    values: dict[str, Any] = {"tenant": work.tenant, "day": day, "from_day": day - OLDEST_OPEN}
    values |= {"vacant": vacant} if vacant else {}
    pending = _PENDING + (_HELD if vacant else "")
    if policy.view_scope.value == "entry":
        return EndOfDay(day, zone, pending, _ENTRY_SEEN, values)
    return EndOfDay(day, zone, pending, _ANY_SEEN, values | {"zone": zone.key})


def approved(row: Any, zone: ZoneInfo) -> ActivityApproved:
    """The fact that the system approved an entry, at the last instant of its last day, unverified (KUAN P23(7))."""
    return ActivityApproved(
        activity_id=row.activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        butir_id=row.butir_id,
        kuantitas=row.kuantitas,
        cara="auto",
        verified=False,
        penilai_id=None,
        effective_at=clock.end_of(row.lapse_on, zone) - LAST_INSTANT,
    )
