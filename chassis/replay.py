"""Delivers parked facts again, in order, subject by subject, once their cause is mended."""

from __future__ import annotations

from typing import Any

import asyncpg
import msgspec

from chassis.db import Who
from chassis.inbox import Failed, Inbox
from chassis.outbox import unpack_headers
from chassis.reaction import Record, Taken

_SUBJECTS = """
SELECT tenant, topic, subject, min(id) AS first, count(*) AS parked FROM parked
WHERE consumer = $1 GROUP BY 1, 2, 3 ORDER BY first
"""
_ROWS = """
SELECT id, topic, partition, "offset", subject, headers, body FROM parked
WHERE consumer = :consumer AND topic = :topic AND subject = :subject ORDER BY id FOR UPDATE
"""
_STILL = "UPDATE parked SET reason = 'failed', error = :error WHERE id = :id"


class Replayed(msgspec.Struct, frozen=True):
    """What became of one subject: how many were delivered, how many still stand, and why."""

    tenant: str
    topic: str
    subject: str
    delivered: int
    left: int
    error: str = ""


async def replay(inbox: Inbox, consumer: str, plumbing_dsn: str) -> list[Replayed]:
    """Replay every subject that has parked facts; a subject stops at the first that still fails."""
    connection = await asyncpg.connect(plumbing_dsn, timeout=5)
    try:
        subjects = await connection.fetch(_SUBJECTS, consumer)
    finally:
        await connection.close()
    return [await _replay_subject(inbox, consumer, s["tenant"], s["topic"], s["subject"]) for s in subjects]


async def _replay_subject(inbox: Inbox, consumer: str, tenant: str, topic: str, subject: str) -> Replayed:
    limit: int | None = None
    error = ""
    while True:
        try:
            delivered, left = await _attempt(inbox, consumer, tenant, topic, subject, limit, error)
            return Replayed(tenant, topic, subject, delivered, left, error)
        except StillFails as failed:
            limit, error = failed.position, str(failed)


class StillFails(Exception):
    """The fact at `position` of the subject's queue cannot be applied yet."""

    def __init__(self, position: int, why: str) -> None:
        super().__init__(why)
        self.position = position


async def _attempt(
    inbox: Inbox, consumer: str, tenant: str, topic: str, subject: str, limit: int | None, error: str
) -> tuple[int, int]:
    async with inbox.database.work(Who(tenant=tenant, actor=f"system:{consumer}")) as work:
        rows = await work.all(_ROWS, {"consumer": consumer, "topic": topic, "subject": subject})
        chosen = rows[:limit]
        if limit is not None:
            await work.run(_STILL, {"id": rows[limit].id, "error": error[:2000]})
        if not chosen:
            return 0, len(rows)
        await work.run("DELETE FROM parked WHERE id = ANY(:ids)", {"ids": [r.id for r in chosen]})
        batch = [inbox.reader.read(_record(r)) for r in chosen]
        for position, taken in enumerate(batch):
            if taken.reason:
                raise StillFails(position, taken.error)
        await _apply(inbox, work, batch)
        return len(chosen), len(rows) - len(chosen)


async def _apply(inbox: Inbox, work: Any, batch: list[Taken]) -> None:
    try:
        await inbox.deliver(work, batch)
    except Failed as failed:
        position = next(n for n, taken in enumerate(batch) if taken is failed.taken)
        raise StillFails(position, str(failed)) from failed


def _record(row: Any) -> Record:
    return Record(row.topic, row.partition, row.offset, None, unpack_headers(row.headers), row.body)
