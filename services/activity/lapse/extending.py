"""What a long outage on the last day of the law's clocks makes of them, where the pack says `extend_statutory` (X8)."""

from __future__ import annotations

from chassis.db import Work
from kernel.outages import moved
from services.activity import store
from services.activity.domain.activity import OLDEST_OPEN
from services.activity.outages import store as outages
from services.activity.store.lapsing import EndOfDay


async def extend(work: Work, found: EndOfDay) -> None:
    """Clocks of KUAN P23(5) and (7) that end today run to the end of the next working day without an outage.

    By what is confirmed when the day ends; what ends then and is excused later: `excusing`.
    """
    policy = store.policy_of(work, found.day)[0]
    if not policy.extend_statutory.value:
        return
    down, kalender = await outages.confirmed_outages(work, "persetujuan"), await store.kalender(work)
    hours, enough = policy.outage_hours.value, policy.outage_minutes.value
    for week in (5, 6):
        until = moved(found.day, kalender.of_week(week), down, found.zone, hours, enough)
        if until != found.day:
            await outages.move_clocks(work, found.day, until, week, found.day - OLDEST_OPEN)
            await store.arm_clocks(work, until, None, found.zone)
