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
from chassis.runs import Form, record_run
from services.activity import store
from services.activity.domain import clock
from services.activity.lapse.outage import extend
from services.activity.lapse.rules import OLDEST_OPEN, EndOfDay, approved, end_of_day

# In the order in which those of one moment fire.
LAPSE, BATCH, REST = "approval_lapse", "approval_lapse_batch", "approval_lapse_rest"
PAGES = 2048  # of a batch: 16 MB, some 30,000 entries, a tenth of a second
CURSORS = 16  # of a month: enough for some processes to share them evenly

_MONTHS = """
SELECT right(c.relname, 6) AS month, pg_relation_size(c.oid) / current_setting('block_size')::int AS pages
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = 'activity'::regclass AND right(c.relname, 6) BETWEEN :first AND :last ORDER BY 1
"""
_WITHIN = "a.tanggal >= :first AND a.tanggal < :after AND a.ctid >= CAST(:lo AS tid) AND a.ctid < CAST(:hi AS tid)"
_APPROVE = """
UPDATE activity a SET version = version + 1, decided_at = :now, state = 'approved', cara = 'auto'
WHERE {within} AND {pending} AND a.lapse_on <= :day AND NOT {looked}
"""
# What this transaction has changed: one more look at pages at hand costs half of carrying the rows out of the UPDATE.
_CHANGED = """activity a
WHERE a.tenant = :tenant AND a.xmin = (SELECT CAST(pg_current_xact_id() AS xid)) AND a.tanggal >= :first
  AND a.tanggal < :after AND {there} (a.ctid >= CAST(:lo AS tid) AND a.ctid < CAST(:hi AS tid))
"""
_FORM = Form(
    activity_id="uuid", asn_id="uuid", butir_id="uuid", tanggal="date", lapse_on="date", kuantitas="int",
    version="int",
)  # fmt: skip
_RECORD = _FORM.record({name: f"a.{name}" for name in _FORM.marks})


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
    months = {"first": f"{found.day - OLDEST_OPEN:%Y%m}", "last": f"{found.day:%Y%m}"}
    for row in await work.all(_MONTHS, months):
        step = PAGES * -(-row.pages // (PAGES * CURSORS))  # whole batches
        for lo in range(0, row.pages, max(step, 1)):
            cursor = Cursor(row.month, lo, min(lo + step, row.pages), plan)
            await _stand(work, due, f"{found.day}/{row.month}/{lo}", cursor)
    await arm(work, REST, found.day.isoformat(), due.due_at, plan)
    await store.arm_settling(work, found.day, due.due_at)


async def _suspend_vacant(work: Work, found: EndOfDay) -> list[UUID]:
    """A vacant post stops the clock (reading A22); gives everyone whose entries wait for somebody to be appointed."""
    day = found.day
    vacant = await store.vacant_of(work, None, day)
    await work.run(
        "UPDATE activity SET due_on = NULL, lapse_on = NULL WHERE tenant = :tenant AND state = 'submitted'"
        " AND asn_id = ANY(:vacant) AND due_on <= :day",
        {"tenant": work.tenant, "vacant": vacant, "day": day},
    )
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
    pages = {"first": first, "after": after, "lo": (cursor.at, 0), "hi": (upto, 0)}
    await _approve(work, found, pages)
    if upto < cursor.until:
        await _stand(work, due, due.subject, msgspec.structs.replace(cursor, at=upto))


async def _approve(work: Work, found: EndOfDay, pages: dict[str, Any]) -> None:
    statement = _APPROVE.format(within=_WITHIN, pending=found.pending, looked=found.looked)
    changed = (await work.run(statement, {**found.values, **pages, "now": work.now})).rowcount
    marks = SimpleNamespace(**_FORM.marks)
    event = approved(marks, found.zone)
    told = 0
    for there in ("", "NOT"):  # where a page was full, the new version lies in another
        if told < changed:
            rows = _CHANGED.format(there=there)
            told += await record_run(work, _FORM, event, marks.version, _RECORD, rows, pages)
    if told != changed:
        raise RuntimeError(f"{changed} entries approved, {told} told")


async def _stand(work: Work, due: Due, subject: str, cursor: Cursor) -> None:
    await arm(work, BATCH, subject, due.due_at, msgspec.to_builtins(cursor))
