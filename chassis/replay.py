"""Delivers parked facts again, in order, subject by subject, once their cause is mended."""

from __future__ import annotations

from typing import Any

import asyncpg
import msgspec
from sqlalchemy.engine import Row

from chassis.db import Who
from chassis.inbox import Failed, Inbox
from chassis.outbox import unpack_headers
from chassis.reaction import Record, Taken

_SUBJECTS = """
SELECT tenant, topic, subject, min(id) AS first, count(*) AS parked FROM parked
WHERE consumer = $1 GROUP BY 1, 2, 3 ORDER BY first
"""
_ROWS = """
SELECT id, topic, partition, "offset", subject, headers, body, reason FROM parked
WHERE consumer = :consumer AND topic = :topic AND subject = :subject ORDER BY id FOR UPDATE
"""
_HEAD = """
SELECT version FROM inbox_head
WHERE consumer = :consumer AND tenant = current_setting('app.tenant') AND topic = :topic AND subject = :subject
"""
_STILL = "UPDATE parked SET reason = 'failed', error = :error WHERE id = :id"


class Replayed(msgspec.Struct, frozen=True):
    """What became of one subject: how many were delivered, how many still stand, and why.

    `superseded`: parked because an earlier fact was missing; a later retelling holds their content.
    """

    tenant: str
    topic: str
    subject: str
    delivered: int
    left: int
    error: str = ""
    superseded: int = 0


async def replay(inbox: Inbox, consumer: str, plumbing_dsn: str) -> list[Replayed]:
    """Replay every subject that has parked facts; a subject stops at the first that still fails."""
    connection = await asyncpg.connect(plumbing_dsn, timeout=5)
    try:
        subjects = await connection.fetch(_SUBJECTS, consumer)
    finally:
        await connection.close()
    return [await replay_subject(inbox, consumer, s["tenant"], s["topic"], s["subject"]) for s in subjects]


async def replay_subject(inbox: Inbox, consumer: str, tenant: str, topic: str, subject: str) -> Replayed:
    """Deliver what is parked about one subject, up to the first that still fails."""
    limit: int | None = None
    error = ""
    while True:
        try:
            delivered, left, old = await _attempt(inbox, consumer, tenant, topic, subject, limit, error)
            return Replayed(tenant, topic, subject, delivered, left, error, old)
        except StillFails as failed:
            limit, error = failed.position, str(failed)


class StillFails(Exception):
    """The fact at `position` of the subject's queue cannot be applied yet."""

    def __init__(self, position: int, why: str) -> None:
        super().__init__(why)
        self.position = position


async def _attempt(
    inbox: Inbox, consumer: str, tenant: str, topic: str, subject: str, limit: int | None, error: str
) -> tuple[int, int, int]:
    async with inbox.database.work(Who(tenant=tenant, actor=f"system:{consumer}")) as work:
        rows = await work.all(_ROWS, {"consumer": consumer, "topic": topic, "subject": subject})
        chosen = rows[:limit]
        if limit is not None:
            await work.run(_STILL, {"id": rows[limit].id, "error": error[:2000]})
        if not chosen:
            return 0, len(rows), 0
        await work.run("DELETE FROM parked WHERE id = ANY(:ids)", {"ids": [r.id for r in chosen]})
        batch = [inbox.reader.read(_record(r)) for r in chosen]
        for position, taken in enumerate(batch):
            if taken.reason:
                raise StillFails(position, taken.error)
        head = await work.one(_HEAD, {"consumer": consumer, "topic": topic, "subject": subject})
        old = _superseded(batch, head.version if head else 0)
        await _apply(inbox, work, batch, old)
        return len(chosen) - old, len(rows) - len(chosen), old


def _superseded(batch: list[Taken], head: int) -> int:
    """How many facts at the front of a queue behind a gap a later retelling already holds."""
    facts = [taken.fact for taken in batch if taken.fact]
    at = next((n for n, fact in enumerate(facts) if fact.retold), 0)
    is_gap = facts[0].version > head + 1
    return at if is_gap and all(fact.version <= facts[at].version for fact in facts[:at]) else 0


async def _apply(inbox: Inbox, work: Any, batch: list[Taken], first: int) -> None:
    try:
        await inbox.deliver(work, batch[first:])
    except Failed as failed:
        position = next(n for n, taken in enumerate(batch) if taken is failed.taken)
        raise StillFails(position, str(failed)) from failed


def _record(row: Row[Any]) -> Record:
    return Record(row.topic, row.partition, row.offset, None, unpack_headers(row.headers), row.body)
