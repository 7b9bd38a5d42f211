"""Deadlines are rows: each fires exactly once, by the database's clock, whatever crashes in between.

Those of a Pemda fire one after another, by the moment they are due and, at the same moment, by the name of their kind:
nothing fires while something before it is outstanding, in whichever process. Deadlines of one kind and one moment may
fire side by side, and so may those of two Pemda. Work that is too much for one transaction is a deadline that arms
others of a later name at its own moment. While the process answers somebody, one lane works half of the time.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from datetime import datetime, timezone
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec

from chassis import telemetry
from chassis.db import Database, Who, Work, json_of
from chassis.duty import keep_at
from chassis.ids import new_id
from chassis.transient import is_transient

TICK_SECONDS = 1.0  # of our own clock, which asks nobody
LOOK_SECONDS = 5.0  # for what another process armed
LINGER_SECONDS = 0.05  # after one was armed: others come with it
LANES = 2  # deadlines at work at once in a process; a Pemda with many gives way to the others after each
_SCAN = "SELECT id, tenant, kind, due_at FROM deadline WHERE due_at <= $1 ORDER BY due_at, kind LIMIT 200"
_LATE = (
    "UPDATE deadline SET attempts = attempts + 1, due_at = due_at + interval '1 minute' * (attempts + 1) WHERE id = $1"
)
# The delete is the claim: the process that deletes the row, and commits, has fired it.
_CLAIM = """
DELETE FROM deadline d WHERE id = :id AND due_at <= :now AND NOT EXISTS (SELECT FROM deadline before
    WHERE before.tenant = d.tenant AND before.due_at <= d.due_at AND (before.due_at, before.kind) < (d.due_at, d.kind))
RETURNING kind, subject, due_at, payload::text AS payload
"""


class _Waiting(msgspec.Struct, frozen=True):
    """A deadline that a scan found."""

    id: UUID
    tenant: str
    kind: str
    due_at: datetime


class Due(msgspec.Struct, frozen=True):
    """A deadline that has passed: its kind, its subject, and when it was due."""

    kind: str
    subject: str
    due_at: datetime
    payload: Mapping[str, Any]


Fires = Callable[[Work, Due], Awaitable[None]]


_NEXT = "SELECT min(due_at) FROM deadline"


async def arm(work: Work, kind: str, subject: str, due_at: datetime, payload: Mapping[str, Any] | None = None) -> None:
    """Set or move the deadline of a subject, in the caller's transaction."""
    await work.run(
        "INSERT INTO deadline (id, tenant, kind, subject, due_at, payload)"
        " VALUES (:id, :tenant, :kind, :subject, :due_at, CAST(:payload AS jsonb))"
        " ON CONFLICT (tenant, kind, subject) DO UPDATE SET due_at = EXCLUDED.due_at, payload = EXCLUDED.payload",
        {
            "id": new_id(), "tenant": work.tenant, "kind": kind, "subject": subject, "due_at": due_at,
            "payload": json_of(payload or {}),
        },
    )  # fmt: skip
    work.armed += 1


async def disarm(work: Work, kind: str, subject: str) -> None:
    """Take a deadline away, in the caller's transaction."""
    await work.run(
        "DELETE FROM deadline WHERE tenant = :tenant AND kind = :kind AND subject = :subject",
        {"tenant": work.tenant, "kind": kind, "subject": subject},
    )


class Deadlines:
    """Fires the due deadlines of one service; several processes may run it side by side."""

    def __init__(self, database: Database, plumbing_dsn: str, service: str, kinds: Mapping[str, Fires]) -> None:
        self._database = database
        self._dsn = plumbing_dsn
        self._service = service
        self._kinds = kinds
        self._lanes = asyncio.Semaphore(LANES)
        self._postponing = asyncio.Lock()
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look again: a deadline was armed in this process."""
        self._woken.set()

    async def run(self) -> None:
        """Look for due deadlines until cancelled."""

        async def look(connection: Any) -> None:
            while True:
                self._woken.clear()
                if not await self.fire_due(connection):
                    await self._wait(await connection.fetchval(_NEXT))

        await keep_at(self._dsn, "deadlines_interrupted", look)

    async def _wait(self, upcoming: datetime | None) -> None:
        """Wait until the next deadline is due, one was armed here, or another process may have armed one."""
        until = time.monotonic() + LOOK_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), TICK_SECONDS)
                return await asyncio.sleep(LINGER_SECONDS)
            if upcoming is not None and upcoming <= self._database.clock.at(datetime.now(timezone.utc)):
                return

    async def fire_due(self, connection: Any) -> int:
        """Fire what is due now; returns how many fired."""
        now = self._database.clock.at(datetime.now(timezone.utc))
        by_tenant: dict[str, list[_Waiting]] = defaultdict(list)
        for row in await connection.fetch(_SCAN, now):
            by_tenant[row["tenant"]].append(_Waiting(**row))
        return await _together(self._fire_in_order(connection, own) for own in by_tenant.values())

    async def _fire_in_order(self, connection: Any, rows: list[_Waiting]) -> int:
        """Those of one Pemda: what is of one kind and moment in two lanes, the rest one after another."""
        fired = 0
        for _, alike in groupby(rows, key=lambda row: (row.due_at, row.kind)):
            waiting = list(alike)
            random.shuffle(waiting)  # or two processes would always reach for the same one, and one of them come late

            async def lane(number: int, waiting: list[_Waiting] = waiting) -> int:
                done = 0
                while waiting and not (number and self._database.is_answering()):
                    done += await self._fire(connection, waiting.pop())
                return done

            fired += await _together(lane(number) for number in range(min(LANES, len(waiting))))
        return fired

    async def _fire(self, connection: Any, row: _Waiting) -> int:
        try:
            async with self._lanes:
                began = time.monotonic()
                with telemetry.span(f"deadline {row.kind}"):
                    fired = await self._claim(row)
                if self._database.is_answering():
                    await asyncio.sleep(time.monotonic() - began)
                return fired
        except Exception as err:
            telemetry.get_logger().error("deadline_failed", kind=row.kind, error=repr(err)[:500])
            telemetry.deadlines_failed_total.labels(service=self._service, kind=row.kind).inc()
            if not is_transient(err):
                async with self._postponing:
                    await connection.execute(_LATE, row.id)
            return 0

    async def _claim(self, row: _Waiting) -> int:
        async with self._database.work(Who(tenant=row.tenant, actor="system:deadline")) as work:
            claimed = await work.one(_CLAIM, {"id": row.id, "now": work.now})
            if claimed is None:
                return 0
            due = Due(claimed.kind, claimed.subject, claimed.due_at, msgspec.json.decode(claimed.payload))
            work.who = msgspec.structs.replace(work.who, correlation=f"deadline:{row.id}")
            await self._kinds[due.kind](work, due)
        telemetry.deadlines_fired_total.labels(service=self._service, kind=due.kind).inc()
        return 1


async def _together(work: Iterable[Coroutine[Any, Any, int]]) -> int:
    """The sum of what all return; when one raises, none goes on."""
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        return sum(await asyncio.gather(*tasks))
    finally:
        for task in tasks:
            task.cancel()
