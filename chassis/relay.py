"""Carries the outbox to Kafka: one owner per service, oldest first, stopping at the first failure."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, Protocol

import asyncpg
import msgspec

from chassis import telemetry
from chassis.gaps import Gaps
from chassis.outbox import Outgoing, trace_published, unpack_headers
from chassis.runs import expand
from chassis.transient import is_transient

BATCH = 1000
POLL_SECONDS = 0.1
LINGER_SECONDS = 0.005  # after a commit: at a few hundred a second the next ones go with it, and nobody waits for these
SEND_SECONDS = 60.0
PAUSE_SECONDS = 0.004  # after each piece of a run, while somebody is being answered
TEND_SECONDS = 3600.0
_LOCK = 0x72656C61  # one relay at a time in a database

# The body of a run is as large as those of a thousand other rows: it is fetched when its turn comes.
_FRESH = """
SELECT id, key, headers, CASE WHEN key <> '' THEN body END AS body,
    pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS xmax
FROM outbox WHERE id > $1 ORDER BY id LIMIT $2
"""
_LATE = """
SELECT o.id, o.key, o.headers, CASE WHEN o.key <> '' THEN o.body END AS body
FROM unnest($1::bigint[], $2::bigint[]) AS g(lo, hi) JOIN outbox o ON o.id BETWEEN g.lo AND g.hi ORDER BY o.id
"""
_RUN = "SELECT body FROM outbox WHERE id = $1"
_HORIZON = """
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xmin,
       pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS xmax
"""
_MOVE = "UPDATE relay_position SET high = $1, gaps_from = $2, gaps_to = $3, moved_at = clock_timestamp()"
_LAG = """
SELECT count(*) AS pending, coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)::float8 AS lag
FROM (SELECT recorded_at FROM outbox WHERE id > $1 ORDER BY id LIMIT 10000) waiting
"""


class Publisher(Protocol):
    """Where the relay puts a batch; returns when every message of it is acknowledged, or raises."""

    async def publish(self, topic: str, batch: list[Outgoing]) -> None: ...


class NotOwner(Exception):
    """Another relay holds the outbox of this service."""


class Relay:
    """The relay of one service. `wake` may be called from anywhere in the event loop after a commit."""

    def __init__(
        self, dsn: str, service: str, topic: str, publisher: Publisher, gives_way: Callable[[], bool] = lambda: False
    ) -> None:
        self.gives_way = gives_way
        self._dsn = dsn
        self._service = service
        self._topic = topic
        self._publisher = publisher
        self._woken = asyncio.Event()
        self.lag_seconds = 0.0
        self.owner = False

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Own the outbox and drain it until cancelled; after any failure, begin again from what is stored."""
        pause = 0.1
        while True:
            try:
                await self._own_and_drain()
                pause = 0.1
            except NotOwner:
                await asyncio.sleep(1.0)
            except Exception as err:
                expected = isinstance(err, PublishFailed) or is_transient(err)
                tell = telemetry.get_logger().warning if expected else telemetry.get_logger().error
                tell("relay_interrupted", error=type(err).__name__, pause=pause, exc_info=not expected)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 2.0)
            finally:
                self.owner = False

    async def _own_and_drain(self) -> None:
        connection = await asyncpg.connect(self._dsn, timeout=5, command_timeout=30)
        try:
            if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK):
                raise NotOwner
            self.owner = True
            await Drain(connection, self._service, self._topic, self._publisher, self).loop(self._woken)
        finally:
            with contextlib.suppress(Exception):
                await connection.close(timeout=2)


class PublishFailed(Exception):
    """Kafka did not acknowledge a batch; it is sent again, whole."""


class Batch(msgspec.Struct, frozen=True):
    """What is sent before the position moves to `last`: rows that were read together, or the facts of one run."""

    last: int
    pieces: Iterable[list[Outgoing]]
    more: bool
    is_run: bool = False


class Drain:
    """One ownership of the outbox: reads ahead while a batch is being sent, stores the position behind it."""

    def __init__(
        self, connection: Any, service: str, topic: str, publisher: Publisher, relay: Relay | None = None
    ) -> None:
        self._connection = connection
        self._service = service
        self._topic = topic
        self._publisher = publisher
        self._relay = relay
        self.high = 0
        self.gaps = Gaps()
        self._tended = -TEND_SECONDS
        self._measured = 0.0

    async def loop(self, woken: asyncio.Event) -> None:
        await self.recall()
        while True:
            woken.clear()
            await self.tend()
            if not await self.drain():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(woken.wait(), POLL_SECONDS)
                    await asyncio.sleep(LINGER_SECONDS)

    async def recall(self) -> None:
        """Take up where the last owner stopped."""
        row = await self._connection.fetchrow("SELECT high, gaps_from, gaps_to FROM relay_position")
        self.high = row["high"]
        self.gaps = Gaps.recalled(list(zip(row["gaps_from"], row["gaps_to"], strict=True)))

    async def drain(self) -> int:
        """Send everything that can be seen now; returns how many."""
        sent = await self._send_late()
        batch, done = await self._read(self.high), None
        while batch:
            sending = asyncio.ensure_future(self._send(batch))
            try:
                if done:  # the position follows while the next batch is on its way
                    await self._move(done)
                ahead = await self._read(batch.last) if batch.more else None
            finally:
                await sending  # also when reading failed: no batch is in flight when the loop begins again
            sent += sending.result()
            batch, done = ahead, batch
        if done:
            await self._move(done)
        await self._measure()
        return sent

    async def _read(self, after: int) -> Batch | None:
        """The next rows up to a run, or the run."""
        rows = await self._connection.fetch(_FRESH, after, BATCH)
        if not rows:
            return None
        keys = [r[1] for r in rows]
        taken = rows[: keys.index("") or 1] if "" in keys else rows
        self.gaps.seen([r[0] for r in taken], after, taken[0]["xmax"])
        more = len(taken) < len(rows) or len(rows) == BATCH
        return await self._batch(taken, more)

    async def _batch(self, rows: list[Any], more: bool) -> Batch:
        last = rows[-1]
        if last["key"]:
            return Batch(last["id"], [[Outgoing(r[0], r[1].encode(), r[2], r[3]) for r in rows]], more)
        body = await self._connection.fetchval(_RUN, last["id"])
        return Batch(last["id"], expand(last["id"], unpack_headers(last["headers"]), body), more, is_run=True)

    async def _send_late(self) -> int:
        """Rows that have appeared in gaps; gaps that can no longer be filled are forgotten."""
        if not self.gaps:
            return 0
        horizon = await self._connection.fetchrow(_HORIZON)  # before the look: it must see all that ended by then
        late = await self._connection.fetch(_LATE, *self.gaps.bounds())
        sent = 0
        for _, rows in groupby(late, key=lambda r: 0 if r["key"] else r["id"]):
            sent += await self._send(await self._batch(list(rows), more=False))
        self.gaps.filled([r["id"] for r in late])
        forgotten = self.gaps.forget(horizon["xmin"], horizon["xmax"])
        if late or forgotten:
            await self._store()
        return sent

    async def _send(self, batch: Batch) -> int:
        """Returns how many facts it was. Of a run that stops half-way all is sent again, under the same ids."""
        sent = 0
        for piece in batch.pieces:
            if not piece:
                await asyncio.sleep(0)
                continue
            began = time.time_ns()
            async with asyncio.timeout(SEND_SECONDS):
                await self._publisher.publish(self._topic, piece)
            trace_published(self._topic, piece, began)
            telemetry.outbox_published_total.labels(service=self._service).inc(len(piece))
            sent += len(piece)
            if batch.is_run and self._relay and self._relay.gives_way():
                await asyncio.sleep(PAUSE_SECONDS)
        return sent

    async def _move(self, batch: Batch) -> None:
        self.high = batch.last
        await self._store()

    async def _store(self) -> None:
        """Gaps above `high` belong to the batch read ahead: they are found again when it is read again."""
        await self._connection.execute(_MOVE, self.high, *self.gaps.bounds(self.high))

    async def tend(self) -> None:
        """Once an hour: make the partitions of the coming days, drop those past keeping; and the service's own."""
        if time.monotonic() - self._tended >= TEND_SECONDS:
            await self._connection.fetchval("SELECT tend_outbox(14, 30)")
            if await self._connection.fetchval("SELECT to_regproc('tend_own')"):
                await self._connection.fetchval("SELECT tend_own()")
            self._tended = time.monotonic()

    async def _measure(self) -> None:
        if time.monotonic() - self._measured < 1.0:
            return
        self._measured = time.monotonic()
        row = await self._connection.fetchrow(_LAG, self.high)
        telemetry.outbox_lag_seconds.labels(service=self._service).set(row["lag"])
        telemetry.outbox_pending.labels(service=self._service).set(row["pending"])
        if self._relay:
            self._relay.lag_seconds = row["lag"]
