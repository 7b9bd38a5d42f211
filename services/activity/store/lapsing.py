"""The end of a day in SQL: which entries it concerns, what the system approves of them, and what it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from chassis.db import Work
from chassis.runs import Form, record_run
from contracts.activity import ActivityApproved
from services.activity.domain.activity import OLDEST_OPEN

# Whether the penilai saw this entry, or, for the Pemda that reads the law so, any subordinate's in the window (A2); the
# window of an entry that was edited, or passed to a new penilai, begins anew (readings A25, A27).
_ENTRY_SEEN = "a.viewed_at IS NOT NULL"
_ANY_SEEN = """EXISTS (SELECT FROM kunjungan k JOIN masa_penilai m
    ON m.penilai_id = k.penilai_id AND m.tenant = k.tenant
    WHERE k.tenant = a.tenant AND m.asn_id = a.asn_id AND m.mulai <= k.tanggal
      AND (m.selesai IS NULL OR m.selesai >= k.tanggal)
      AND k.tanggal BETWEEN coalesce(a.dihitung_sejak, (a.submitted_at AT TIME ZONE :zone)::date) AND a.due_on)"""
_PENDING = "a.tenant = :tenant AND a.state = 'submitted' AND a.tanggal > :from_day"
_HELD = " AND a.asn_id <> ALL(:vacant)"  # a vacant post has no silent penilai (reading A22)
_MONTHS = """
SELECT right(c.relname, 6) AS month, pg_relation_size(c.oid) / current_setting('block_size')::int AS pages
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = 'activity'::regclass AND right(c.relname, 6) BETWEEN :first AND :last ORDER BY 1
"""
_SUSPEND = """
UPDATE activity SET due_on = NULL, lapse_on = NULL WHERE tenant = :tenant AND state = 'submitted'
  AND asn_id = ANY(:vacant) AND due_on <= :day
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
FORM = Form(
    activity_id="uuid", asn_id="uuid", butir_id="uuid", tanggal="date", lapse_on="date", kuantitas="int",
    version="int",
)  # fmt: skip
_RECORD = FORM.record({name: f"a.{name}" for name in FORM.marks})
# Every page is looked at once more, by two processes where there is much to look at.
_SIDE_BY_SIDE = """
SELECT set_config('max_parallel_workers_per_gather', '2', true), set_config('parallel_setup_cost', '0', true),
    set_config('parallel_tuple_cost', '0', true)
"""
_LEFT = """
SELECT a.activity_id, a.tanggal FROM activity a WHERE {pending} AND (a.due_on <= :day OR a.lapse_on <= :day)
"""
# Only what was never shown to the penilai is approved; what they saw and left is escalated (KUAN P23(7), A2).
_LAPSE = """
UPDATE activity a SET version = version + 1, decided_at = :now,
    state = CASE WHEN {looked} THEN 'escalated' ELSE 'approved' END, cara = CASE WHEN {looked} THEN NULL ELSE 'auto' END
FROM unnest(CAST(:ids AS uuid[]), CAST(:days AS date[])) AS l(activity_id, tanggal)
WHERE a.activity_id = l.activity_id AND a.tanggal = l.tanggal AND {pending}
  AND CASE WHEN {looked} THEN a.due_on <= :day ELSE a.lapse_on <= :day END
RETURNING a.activity_id, asn_id, a.tanggal, butir_id, kuantitas, version, state, due_on, lapse_on
"""


class EndOfDay(Struct, frozen=True):
    """The end of one day in a Pemda. `by_entry`: a penilai looks at each entry (else: any visit counts, reading A2).

    `vacant`: whose penilai's post is vacant; their entries wait.
    """

    day: date
    zone: ZoneInfo
    by_entry: bool
    vacant: tuple[UUID, ...]


class Pages(Struct, frozen=True):
    """A range of pages of a month of entries, from `lo` to before `hi`; the month from `first` to before `after`."""

    first: date
    after: date
    lo: int
    hi: int


class Month(Struct, frozen=True):
    """A month of entries, as YYYYMM, and how many pages it has."""

    month: str
    pages: int


class Over(Struct, frozen=True, kw_only=True):
    """An entry whose last day is over, as the system left it: approved, or escalated."""

    activity_id: UUID
    asn_id: UUID
    tanggal: date
    butir_id: UUID
    kuantitas: int
    version: int
    state: str
    due_on: date
    lapse_on: date


def _pending(found: EndOfDay) -> str:
    return _PENDING + (_HELD if found.vacant else "")


def _looked(found: EndOfDay) -> str:
    return _ENTRY_SEEN if found.by_entry else _ANY_SEEN


def _shared(work: Work, found: EndOfDay) -> dict[str, Any]:
    values = {"tenant": work.tenant, "day": found.day, "from_day": found.day - OLDEST_OPEN}
    return values | ({"vacant": list(found.vacant)} if found.vacant else {})


def _values(work: Work, found: EndOfDay) -> dict[str, Any]:
    return _shared(work, found) | ({} if found.by_entry else {"zone": found.zone.key})


def _span(pages: Pages) -> dict[str, Any]:
    return {"first": pages.first, "after": pages.after, "lo": (pages.lo, 0), "hi": (pages.hi, 0)}


async def months_of(work: Work, found: EndOfDay) -> list[Month]:
    """The months whose entries the end of a day may concern."""
    months = {"first": f"{found.day - OLDEST_OPEN:%Y%m}", "last": f"{found.day:%Y%m}"}
    return [Month(row.month, row.pages) for row in await work.all(_MONTHS, months)]


async def suspend(work: Work, vacant: Sequence[UUID], day: date) -> None:
    """The clocks of these people's entries stand still."""
    await work.run(_SUSPEND, {"tenant": work.tenant, "vacant": list(vacant), "day": day})


async def approve_pages(work: Work, found: EndOfDay, pages: Pages) -> int:
    """Approve what is due in a range of pages and was not looked at; gives how many."""
    statement = _APPROVE.format(within=_WITHIN, pending=_pending(found), looked=_looked(found))
    changed = await work.run(statement, {**_values(work, found), **_span(pages), "now": work.now})
    return int(changed.rowcount)


async def record_approved(work: Work, event: ActivityApproved, pages: Pages, *, moved: bool) -> int:
    """Tell what this transaction approved in a range of pages; gives how many.

    `event`: made of the marks of `FORM`. `moved`: of those whose new version lies in another page, for theirs was full.
    """
    rows = _CHANGED.format(there="NOT" if moved else "")
    return await record_run(work, FORM, event, FORM.marks["version"], _RECORD, rows, _span(pages))


async def lapse_left(work: Work, found: EndOfDay) -> list[Over]:
    """Approve, or escalate where the penilai looked, whatever waits still though its last day is over."""
    await work.run(_SIDE_BY_SIDE)
    left = await work.all(_LEFT.format(pending=_pending(found)), _shared(work, found))
    if not left:
        return []
    keys = {"ids": [row.activity_id for row in left], "days": [row.tanggal for row in left], "now": work.now}
    statement = _LAPSE.format(looked=_looked(found), pending=_pending(found))
    return [Over(**row._mapping) for row in await work.all(statement, {**_values(work, found), **keys})]


# What an outage that is known only now excuses: decided after the day had ended was decided too late.
_EXCUSABLE = """
SELECT a.activity_id, a.asn_id, a.tanggal, a.version, a.cara, a.penilai_id FROM activity a
WHERE a.tenant = :tenant AND a.tanggal > :from_day AND ((a.due_on = :day AND (a.state = 'escalated'
        OR (a.state IN ('approved', 'rejected') AND a.cara IS DISTINCT FROM 'auto' AND a.decided_at >= :ended)))
    OR (:extends AND a.lapse_on = :day AND a.state = 'approved' AND a.cara = 'auto'))
  AND NOT EXISTS (SELECT FROM tenggat_terganggu t
      WHERE t.tenant = a.tenant AND t.activity_id = a.activity_id AND t.hari = :day)
ORDER BY a.asn_id, a.activity_id LIMIT :most FOR UPDATE OF a
"""
_NEXT = "UPDATE activity SET version = version + 1 WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal"


class Excusable(Struct, frozen=True, kw_only=True):
    """An entry whose clock ended on a day of outage: a breach of the penilai, or an approval by the system."""

    activity_id: UUID
    asn_id: UUID
    tanggal: date
    version: int
    cara: str | None
    penilai_id: UUID | None

    @property
    def by_system(self) -> bool:
        """Whether the system approved it."""
        return self.cara == "auto"


async def lock_excusable(work: Work, found: EndOfDay, ended: object, *, extends: bool, most: int) -> list[Excusable]:
    """Some of what ended on a day and was not excused for it; `ended`: the moment at which the day was over."""
    values = _shared(work, found) | {"ended": ended, "extends": extends, "most": most}
    return [Excusable(**row._mapping) for row in await work.all(_EXCUSABLE, values)]


async def keep_next_version(work: Work, entries: Iterable[Excusable]) -> None:
    """Their facts are one further."""
    keys = [{"tenant": work.tenant, "id": one.activity_id, "tanggal": one.tanggal} for one in entries]
    await work.many(_NEXT, keys)
