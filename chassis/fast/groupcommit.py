"""Group commit for a hot write: what waits together is written together, and one bad row fails alone."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeVar

from chassis import telemetry
from chassis.transient import is_transient

Item = TypeVar("Item")
Reply = TypeVar("Reply")

Waiting = tuple[Item, Callable[[Reply | Exception], None]]

WRITERS = 2
MOST = 256


class GroupCommit(Generic[Item, Reply]):
    """Items are drained by a few writers as they come, at most 256 at once, without a timer.

    `write` puts a batch into the database in one transaction and gives a reply for each item, or an
    exception in its place where that item alone is refused. Items of one `key` are never in flight together,
    so that a rule over a person's own rows holds. When a batch as a whole fails it is halved until the item
    to blame stands alone; when the database is away, everyone who waited is told so.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Item]], Awaitable[Sequence[Reply | Exception]]],
        key: Callable[[Item], Hashable],
    ) -> None:
        self._write = write
        self._key = key
        self._waiting: deque[Waiting[Item, Reply]] = deque()
        self._in_flight: set[Hashable] = set()
        self._idle = WRITERS
        self._writing = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, item: Item, tell: Callable[[Reply | Exception], None]) -> None:
        """Write one item; `tell` gets its reply once the transaction that holds it has committed, or why not."""
        self._waiting.append((item, tell))
        self._start()

    async def submit(self, item: Item) -> Reply:
        """Write one item; returns its reply once the transaction that holds it has committed."""
        future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.put(item, lambda told: _settle(future, told))
        return await future

    def _start(self) -> None:
        if self._idle:
            self._idle -= 1
            task = asyncio.create_task(self._drain())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _drain(self) -> None:
        try:
            while batch := self._next():
                self._writing += 1
                try:
                    await self._settle(batch)
                finally:
                    self._writing -= 1
                    self._in_flight.difference_update(self._key(item) for item, _ in batch)
        finally:
            self._idle += 1
        if self._waiting and self._idle == WRITERS:  # else another writer comes by when it is done
            self._start()

    def _next(self) -> list[Waiting[Item, Reply]]:
        """The next batch: oldest first, one item a key, none whose key is in flight.

        Writers that are free leave each other a share: one prepares its batch while another's is being written.
        """
        most = min(MOST, -(-len(self._waiting) // (WRITERS - self._writing)))
        batch: list[Waiting[Item, Reply]] = []
        later: list[Waiting[Item, Reply]] = []
        while self._waiting and len(batch) < most:
            entry = self._waiting.popleft()
            key = self._key(entry[0])
            if key in self._in_flight:
                later.append(entry)
            else:
                self._in_flight.add(key)
                batch.append(entry)
        self._waiting.extendleft(reversed(later))
        return batch

    async def _settle(self, batch: list[Waiting[Item, Reply]]) -> None:
        try:
            replies = await self._write([item for item, _ in batch])
        except Exception as err:
            if len(batch) == 1 or is_transient(err):
                _tell(batch, [err] * len(batch))
                return
            half = len(batch) // 2
            await self._settle(batch[:half])
            await self._settle(batch[half:])
            return
        _tell(batch, replies)


def _tell(batch: list[Waiting[Item, Reply]], replies: Sequence[Reply | Exception]) -> None:
    for (_, tell), reply in zip(batch, replies, strict=True):
        try:
            tell(reply)
        except Exception as err:  # one who cannot be told keeps nobody else waiting
            telemetry.get_logger().error("reply_lost", error=type(err).__name__, exc_info=err)


def _settle(future: asyncio.Future[Reply], told: Reply | Exception) -> None:
    if future.done():  # the caller has gone
        return
    if isinstance(told, Exception):
        future.set_exception(told)
    else:
        future.set_result(told)
