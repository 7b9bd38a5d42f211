"""A person becomes the pejabat penilai of another: what waits for a decision gets a fresh clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from chassis.db import Work
from chassis.deadlines import Due, arm
from contracts.masa import Sebagai
from kernel.penilai import ACTING, definitive_on
from services.activity import store
from services.activity.domain import clock
from services.activity.entry.draft import clocks_of
from services.activity.lapse.rules import OLDEST_OPEN
from services.activity.policy import ActivityPolicy

PENILAI_BEGINS = "penilai_begins"
_PENDING = """
SELECT activity_id, asn_id, tanggal, submitted_at, due_on FROM activity
WHERE tenant = :tenant AND asn_id = ANY(:ids) AND state = 'submitted' AND tanggal > :from_day
"""
_CLOCK = """
UPDATE activity SET due_on = :due, lapse_on = :lapse, viewed_at = NULL, viewed_by = NULL, dihitung_sejak = :since
WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal
"""


async def arm_new_terms(work: Work, began: Iterable[tuple[UUID, date]]) -> None:
    """Somebody becomes penilai on a day: his clock begins with that day, also when it is recorded later."""
    for asn_id, day in began:
        zone = store.policy_of(work, day)[1]
        begins = clock.end_of(day - clock.ONE_DAY, zone)
        await arm(work, PENILAI_BEGINS, f"{asn_id}/{day.isoformat()}", begins)


async def penilai_begins(work: Work, due: Due) -> None:
    """Pending entries that pass to a new penilai get a fresh clock from his first day (readings A22, A27)."""
    person, _, text = due.subject.partition("/")
    asn_id, first = UUID(person), date.fromisoformat(text)
    policy, zone, _ = store.policy_of(work, first)
    deciders = await store.deciders_of(work, [asn_id], first)
    kalender = await store.kalender(work, asn_id)
    values = {"tenant": work.tenant, "ids": [asn_id], "from_day": first - OLDEST_OPEN}
    for row in await work.all(_PENDING, values):
        if _passes(deciders, row, first):
            submitted = work.day_of(row.submitted_at)
            await _restart(work, row, policy, kalender, max(first, submitted), zone)


def _passes(deciders: store.Deciders, row: Any, first: date) -> bool:
    """Whether an entry is decided by another person from a day on.

    Who acts in a vacant post begins with a fresh clock (reading A22); a Plh over a present official changes none.
    """
    before = deciders.of(row.asn_id, row.tanggal, first - clock.ONE_DAY)
    after = deciders.of(row.asn_id, row.tanggal, first)
    if after is None or after.sebagai is Sebagai.KOSONG:
        return False
    if before is None or before.sebagai is Sebagai.KOSONG or row.due_on is None:
        return True
    post = definitive_on(deciders.terms(row.asn_id), first)
    is_vacant = post is not None and post.sebagai is Sebagai.KOSONG
    present = {before.sebagai, after.sebagai}.isdisjoint(ACTING)
    return before.penilai_id != after.penilai_id and (is_vacant or present)


async def _restart(
    work: Work, row: Any, policy: ActivityPolicy, kalender: clock.Kalender, since: date, zone: ZoneInfo
) -> None:
    due, lapse = clocks_of(policy, kalender, since)
    values = {"tenant": work.tenant, "id": row.activity_id, "tanggal": row.tanggal, "due": due, "lapse": lapse}
    await work.run(_CLOCK, values | {"since": since})
    await store.arm_clocks(work, due, lapse, zone)
