"""One ownership of the outbox: oldest first, in batches, stopping at the first failure."""

from __future__ import annotations

import asyncio
import contextlib
import struct
import time
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, Protocol

import msgspec

from chassis import telemetry
from chassis.gaps import Gaps
from chassis.outbox import Outgoing, trace_published, unpack_headers
from chassis.runs import expand
from chassis.setaside import SetAside, forget_sent

BATCH = 1000
# A commit wakes the relay, in this process or by a NOTIFY of another; the poll is a net under that. While there is
# something, or a gap that may yet be filled, it looks more often.
POLL_SECONDS = 5.0
BUSY_POLL_SECONDS = 0.1
BUSY_SECONDS = 2.0
RELEASED_SECONDS = 5.0
LINGER_SECONDS = 0.005  # after a commit: at a few hundred a second the next ones go with it, and nobody waits for these
SEND_SECONDS = 60.0
PAUSE_SECONDS = 0.004  # after each piece of a run, while somebody is being answered
TEND_SECONDS = 3600.0

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


class Publisher(Protocol):
    """Where the relay puts a batch; returns when every message of it is acknowledged, or raises."""

    async def publish(self, topic: str, batch: list[Outgoing]) -> None: ...


class Watch(Protocol):
    """Who owns the drain: is told when Kafka acknowledged last, says when somebody waits for an answer."""

    acknowledged_at: float
    gives_way: Callable[[], bool]


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
        self, connection: Any, service: str, topic: str, publisher: Publisher, aside: SetAside,
        watch: Watch | None = None,
    ) -> None:  # fmt: skip
        self._connection = connection
        self._service = service
        self._topic = topic
        self._publisher = publisher
        self._aside = aside
        self._watch = watch
        self.high = 0
        self.gaps = Gaps()
        self._tended = -TEND_SECONDS
        self._looked = self._busy_until = 0.0

    async def loop(self, woken: asyncio.Event) -> None:
        await self.recall()
        while True:
            woken.clear()
            await self.tend()
            if await self.drain() + await self.send_released():
                self._busy_until = time.monotonic() + BUSY_SECONDS
                continue
            is_busy = self.gaps or time.monotonic() < self._busy_until
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), BUSY_POLL_SECONDS if is_busy else POLL_SECONDS)
                await asyncio.sleep(LINGER_SECONDS)

    async def recall(self) -> None:
        """Take up where the last owner stopped."""
        row = await self._connection.fetchrow("SELECT high, gaps_from, gaps_to FROM relay_position")
        self.high = row["high"]
        self.gaps = Gaps.recalled(list(zip(row["gaps_from"], row["gaps_to"], strict=True)))
        await self._aside.recall(self._connection)

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
        return sent

    async def send_released(self) -> int:
        """Every few seconds: send what an operator has released, in order; returns how many events."""
        if time.monotonic() - self._looked < RELEASED_SECONDS:
            return 0
        self._looked = time.monotonic()
        rows = await self._aside.released(self._connection)
        for row in rows:
            if await self._send(Batch(row.id, [[row]], more=False)):
                await forget_sent(self._connection, [row])
        return len(rows)

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
        pieces = iter(batch.pieces)
        while True:
            try:
                piece = next(pieces, None)
            except (ValueError, KeyError, struct.error, msgspec.MsgspecError):  # a run that nobody can write out
                await self._aside.keep_run(batch.last)
                break
            if piece is None:
                break
            if not piece or not (piece := await self._aside.sift(piece)):
                await asyncio.sleep(0)
                continue
            began = time.time_ns()
            async with asyncio.timeout(SEND_SECONDS):
                await self._publisher.publish(self._topic, piece)
            if self._watch:
                self._watch.acknowledged_at = time.monotonic()
            trace_published(self._topic, piece, began)
            telemetry.outbox_published_total.labels(service=self._service).inc(len(piece))
            sent += len(piece)
            if batch.is_run and self._watch and self._watch.gives_way():
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
