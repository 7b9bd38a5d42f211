"""The outage ledger (X8): when the system was down, and what that moves or excuses."""

from __future__ import annotations

from datetime import date

from chassis.db import Work
from chassis.outages import moved, outage_minutes
from contracts.gangguan import Tenggat, touches
from services.activity import store
from services.activity.domain import clock

_CONFIRMED = """
SELECT mulai, selesai, layanan FROM gangguan WHERE tenant = :tenant AND dikonfirmasi_oleh IS NOT NULL
  AND mulai < :after AND selesai > :first
"""


async def was_down(work: Work, day: date, tenggat: Tenggat) -> bool:
    """Whether a breach of this day is excused: so many confirmed minutes within the hours that count.

    Of outages of the services that the deadline needs; overlapping ones count once.
    """
    policy, zone, _ = store.policy_of(work, day)
    span = {"first": clock.end_of(day - clock.ONE_DAY, zone), "after": clock.end_of(day, zone)}
    rows = await work.all(_CONFIRMED, {"tenant": work.tenant, **span})
    spells = [(r.mulai, r.selesai) for r in rows if touches(r.layanan, tenggat)]
    minutes = outage_minutes(spells, day, zone, policy.outage_hours.value)
    return minutes >= policy.outage_minutes.value


async def last_day(work: Work, day: date, kalender: clock.Kalender) -> date:
    """The day on which the time to enter, which only the system limits, ends, given that it would end on `day`."""
    policy, zone, _ = store.policy_of(work, day)
    hours, enough = policy.outage_hours.value, policy.outage_minutes.value
    return moved(day, kalender, await store.outages(work, "isian"), zone, hours, enough)
