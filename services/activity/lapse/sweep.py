"""The automatic approval of what was never shown to the penilai, page by page, many entries at a time (KUAN P23(7)).

The end of a day plans: for each month of entries some cursors over ranges of its pages, and the rest behind them all.
A batch is a transaction: it approves what is due in some pages, tells it as a run, and moves its cursor, which is a
deadline like the others: claimed once, in whichever process, and found again after a crash where it stood. Whatever a
batch does not find, because it was moved to another page meanwhile, the rest does (docs/decisions/0006).
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import msgspec

from chassis.db import Work
from chassis.deadlines import Due, arm
from services.activity import store
from services.activity.domain import clock, facts
from services.activity.lapse.extending import extend
from services.activity.lapse.rules import end_of_day
from services.activity.store import lapsing
from services.activity.store.lapsing import EndOfDay, Pages

# In the order in which those of one moment fire.
LAPSE, BATCH, REST = "approval_lapse", "approval_lapse_batch", "approval_lapse_rest"
PAGES = 2048  # of a batch: 16 MB, some 30,000 entries, a tenth of a second
CURSORS = 16  # of a month: enough for some processes to share them evenly


class Cursor(msgspec.Struct, frozen=True):
    """How far a range of pages of a month is swept, and what the plan of the day knows."""

    month: str
    at: int
    until: int
    plan: dict[str, Any]


async def approval_lapse(work: Work, due: Due) -> None:
    """At the end of a day: plan the sweep over every entry whose clock ran out by then."""
    found = end_of_day(work, due, [])
    if found is None:
        return
    await extend(work, found)
    vacant = await _suspend_vacant(work, found)
    plan = {"vacant": [str(asn) for asn in vacant], "correlation": work.who.correlation}
    for row in await lapsing.months_of(work, found):
        step = PAGES * -(-row.pages // (PAGES * CURSORS))  # whole batches
        for lo in range(0, row.pages, max(step, 1)):
            cursor = Cursor(row.month, lo, min(lo + step, row.pages), plan)
            await _stand(work, due, f"{found.day}/{row.month}/{lo}", cursor)
    await arm(work, REST, found.day.isoformat(), due.due_at, plan)
    await store.arm_settling(work, found.day, due.due_at)


async def _suspend_vacant(work: Work, found: EndOfDay) -> list[UUID]:
    """A vacant post stops the clock (reading A22); gives everyone whose entries wait for somebody to be appointed."""
    vacant = await store.vacant_of(work, None, found.day)
    await lapsing.suspend(work, vacant, found.day)
    return vacant


async def approve_batch(work: Work, due: Due) -> None:
    """Approve and tell what is due in the next pages, and stand behind them."""
    cursor = msgspec.convert(due.payload, Cursor)
    found = end_of_day(work, due, [UUID(asn) for asn in cursor.plan["vacant"]])
    if found is None:
        return
    work.who = msgspec.structs.replace(work.who, correlation=cursor.plan["correlation"])
    upto = min(cursor.at + PAGES, cursor.until)
    first = clock.first_of(f"{cursor.month[:4]}-{cursor.month[4:]}")
    after = clock.first_of(clock.month_after(clock.periode_of(first)))
    await _approve(work, found, Pages(first, after, cursor.at, upto))
    if upto < cursor.until:
        await _stand(work, due, due.subject, msgspec.structs.replace(cursor, at=upto))


async def _approve(work: Work, found: EndOfDay, pages: Pages) -> None:
    changed = await lapsing.approve_pages(work, found, pages)
    marks = SimpleNamespace(**lapsing.FORM.marks)
    event = facts.lapsed(marks, marks.lapse_on, found.zone)
    told = 0
    for moved in (False, True):  # where a page was full, the new version lies in another
        if told < changed:
            told += await lapsing.record_approved(work, event, pages, moved=moved)
    if told != changed:
        raise RuntimeError(f"{changed} entries approved, {told} told")


async def _stand(work: Work, due: Due, subject: str, cursor: Cursor) -> None:
    await arm(work, BATCH, subject, due.due_at, msgspec.to_builtins(cursor))
