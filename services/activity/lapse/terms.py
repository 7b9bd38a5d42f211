"""A person becomes the pejabat penilai of another: what waits for a decision gets a fresh clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from chassis.db import Work
from chassis.deadlines import Due, arm
from contracts.masa import Sebagai
from kernel.penilai import ACTING, definitive_on
from services.activity import store
from services.activity.domain import clock
from services.activity.entry.draft import clocks_of
from services.activity.policy import ActivityPolicy
from services.activity.store.passing import Waiting, keep_clock, waiting_of

PENILAI_BEGINS = "penilai_begins"


async def arm_new_terms(work: Work, began: Iterable[tuple[UUID, date]]) -> None:
    """Somebody becomes penilai on a day: their clock begins with that day, also when it is recorded later."""
    for asn_id, day in began:
        zone = store.policy_of(work, day)[1]
        begins = clock.end_of(day - clock.ONE_DAY, zone)
        await arm(work, PENILAI_BEGINS, f"{asn_id}/{day.isoformat()}", begins)


async def penilai_begins(work: Work, due: Due) -> None:
    """Pending entries that pass to a new penilai get a fresh clock from that first day (readings A22, A27)."""
    person, _, text = due.subject.partition("/")
    asn_id, first = UUID(person), date.fromisoformat(text)
    policy, zone, _ = store.policy_of(work, first)
    deciders = await store.deciders_of(work, [asn_id], first)
    kalender = await store.kalender(work, asn_id)
    for one in await waiting_of(work, asn_id, first):
        if _passes(deciders, one, first):
            submitted = work.day_of(one.submitted_at)
            await _restart(work, one, policy, kalender, max(first, submitted), zone)


def _passes(deciders: store.Deciders, one: Waiting, first: date) -> bool:
    """Whether an entry is decided by another person from a day on.

    Who acts in a vacant post begins with a fresh clock (reading A22); a Plh over a present official changes none.
    """
    before = deciders.of(one.asn_id, one.tanggal, first - clock.ONE_DAY)
    after = deciders.of(one.asn_id, one.tanggal, first)
    if after is None or after.sebagai is Sebagai.KOSONG:
        return False
    if before is None or before.sebagai is Sebagai.KOSONG or one.due_on is None:
        return True
    post = definitive_on(deciders.terms(one.asn_id), first)
    is_vacant = post is not None and post.sebagai is Sebagai.KOSONG
    present = {before.sebagai, after.sebagai}.isdisjoint(ACTING)
    return before.penilai_id != after.penilai_id and (is_vacant or present)


async def _restart(
    work: Work, one: Waiting, policy: ActivityPolicy, kalender: clock.Kalender, since: date, zone: ZoneInfo
) -> None:
    due, lapse = clocks_of(policy, kalender, since)
    await keep_clock(work, one, due, lapse, since)
    await store.arm_clocks(work, due, lapse, zone)
