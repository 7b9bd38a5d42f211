"""Events that can never be published, set aside with all that follow about the same subject, so that the rest goes on.

A consumer wants the versions of a subject without a hole; so what comes after an event that was set aside is set aside
as well, until an operator releases it (`ekinerja replay SERVICE --outbox`). Then the rows are sent in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg

from chassis import telemetry
from chassis.outbox import MOST_EVENT_BYTES, Outgoing, pack_headers

_HELD = "SELECT DISTINCT tenant, subject FROM outbox_aside WHERE NOT released"
_KEEP = """
INSERT INTO outbox_aside (event_id, id, tenant, subject, type, version, key, headers, body, reason)
SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::bytea[],
    $9::bytea[], $10::text[]) ON CONFLICT (event_id) DO NOTHING
"""
_KEEP_RUN = """
INSERT INTO outbox_aside (event_id, id, tenant, subject, type, version, key, headers, body, reason)
SELECT event_id, id, tenant, subject, type, version, key, headers, body, 'unreadable' FROM outbox WHERE id = $1
ON CONFLICT (event_id) DO NOTHING
"""
_RELEASED = (
    "SELECT id, key, headers, body FROM outbox_aside WHERE released AND key <> '' ORDER BY id, version LIMIT 100"
)
_SENT = "DELETE FROM outbox_aside WHERE event_id = ANY($1::uuid[])"
_RELEASE = "UPDATE outbox_aside SET released = true WHERE NOT released AND key <> ''"

Subject = tuple[bytes, bytes]


class SetAside:
    """What waits beside the outbox of one service. `dsn`: of the plumbing role."""

    def __init__(self, dsn: str, service: str) -> None:
        self._dsn = dsn
        self._service = service
        self._held: set[Subject] = set()

    async def recall(self, connection: Any) -> None:
        """Know again which subjects wait."""
        rows = await connection.fetch(_HELD)
        self._held = {(row["tenant"].encode(), row["subject"].encode()) for row in rows}

    async def sift(self, rows: list[Outgoing]) -> list[Outgoing]:
        """The rows that can be sent; the others are kept in the table of those set aside."""
        if not self._held and all(map(fits, rows)):
            return rows
        good: list[Outgoing] = []
        kept: list[tuple[Outgoing, dict[str, bytes], str]] = []
        for row in rows:
            head = dict(row.headers)
            subject = (head["ce_tenant"], head["ce_subject"])
            if subject in self._held:
                kept.append((row, head, "held"))
            elif fits(row):
                good.append(row)
            else:
                self._held.add(subject)
                kept.append((row, head, "too_large"))
        await self._keep(kept)
        return good

    async def _keep(self, kept: Sequence[tuple[Outgoing, dict[str, bytes], str]]) -> None:
        if not kept:
            return
        columns = zip(*(_columns(*one) for one in kept), strict=True)
        await self._execute(_KEEP, *map(list, columns))
        for row, head, reason in kept:
            self._tell(head["ce_id"].decode(), head["ce_type"].decode(), reason, len(row.body))

    async def keep_run(self, number: int) -> None:
        """Set aside a run whose records cannot be written out; nothing of it can be released."""
        await self._execute(_KEEP_RUN, number)
        self._tell(str(number), "run", "unreadable", 0)

    def _tell(self, event: str, kind: str, reason: str, size: int) -> None:
        telemetry.get_logger().error("event_set_aside", event_id=event, type=kind, reason=reason, bytes=size)

    async def _execute(self, statement: str, *values: Any) -> None:
        # on a connection of its own: the relay's is at work, reading ahead
        connection = await asyncpg.connect(self._dsn, timeout=5, command_timeout=30)
        try:
            await connection.execute(statement, *values)
        finally:
            await connection.close(timeout=2)

    async def released(self, connection: Any) -> list[Outgoing]:
        """What an operator has released, in order; its subjects are free from now on."""
        rows = await connection.fetch(_RELEASED)
        if rows:
            await self.recall(connection)
        return [Outgoing(row["id"], row["key"].encode(), row["headers"], row["body"]) for row in rows]


async def forget_sent(connection: Any, rows: Sequence[Outgoing]) -> None:
    """What was released is sent: it waits no more."""
    await connection.execute(_SENT, [UUID(row.header("ce_id")) for row in rows])


async def release(dsn: str) -> int:
    """Let the relay try again what was set aside; returns how many events."""
    connection = await asyncpg.connect(dsn, timeout=5)
    try:
        return int((await connection.execute(_RELEASE)).rpartition(" ")[2])
    finally:
        await connection.close()


def fits(row: Outgoing) -> bool:
    """Whether a record batch can hold it."""
    return len(row.body) <= MOST_EVENT_BYTES


def _columns(row: Outgoing, head: dict[str, bytes], reason: str) -> tuple[Any, ...]:
    packed = row.head if isinstance(row.head, bytes) else pack_headers(row.head)
    return (
        UUID(head["ce_id"].decode()), row.id, head["ce_tenant"].decode(), head["ce_subject"].decode(),
        head["ce_type"].decode(), int(head["ce_sequence"]), row.key.decode(), packed, row.body, reason,
    )  # fmt: skip
