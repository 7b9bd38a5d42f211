"""The kept connections to one service: few, fresh, and never more than it can serve."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from urllib.parse import urlsplit

from gateway.connection import Connection, State, UpstreamTimeout

LIMIT = 128
CONNECT_SECONDS = 2.0
WAIT_SECONDS = 2.0
# uvicorn closes a connection that rested for five seconds; a request must not cross that.
REST_SECONDS = 3.0


class Unreachable(Exception):
    """No connection could be had: nothing was sent."""


class Pool:
    """Connections to one address; the one used last is used next, so that the others grow old and go."""

    def __init__(self, url: str, limit: int = LIMIT) -> None:
        parts = urlsplit(url)
        self.host = parts.hostname or "127.0.0.1"
        self.port = parts.port or 80
        self.authority = parts.netloc.encode()
        self._limit = limit
        self._resting: list[Connection] = []
        self._busy: set[Connection] = set()
        self._opening = 0
        self._queue: deque[asyncio.Future[None]] = deque()

    async def acquire(self, *, fresh: bool = False) -> tuple[Connection, bool]:
        """A connection, and whether it was used before; Unreachable when none can be had."""
        while True:
            if not fresh and (kept := self.kept()):
                return kept, True
            if len(self._busy) + self._opening < self._limit:
                return await self._open(), False
            await self._turn()

    def kept(self) -> Connection | None:
        """A connection that rests and is still good, now taken; None when there is none."""
        horizon = asyncio.get_running_loop().time() - REST_SECONDS
        while self._resting:
            connection = self._resting.pop()
            if connection.state is State.RESTING and connection.idle_since > horizon:
                self._busy.add(connection)
                return connection
            connection.abort()
        return None

    async def _open(self) -> Connection:
        self._opening += 1
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                loop = asyncio.get_running_loop()
                _, connection = await loop.create_connection(Connection, self.host, self.port)
        except (OSError, TimeoutError) as err:
            self._next()
            raise Unreachable(self.authority.decode()) from err
        finally:
            self._opening -= 1
        self._busy.add(connection)
        return connection

    async def _turn(self) -> None:
        """Wait until a connection comes back; the gateway holds no more than a short queue."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await turn
        except TimeoutError:
            if turn.done() and not turn.cancelled():
                self._next()
            raise Unreachable("all connections are busy") from None
        finally:
            with suppress(ValueError):
                self._queue.remove(turn)

    def release(self, connection: Connection) -> None:
        """Give a connection back; one whose exchange is not clean and complete is closed."""
        self._busy.discard(connection)
        is_clean = connection.state in (State.RESTING, State.WHOLE) and not connection.unsent and not connection.unread
        if is_clean:
            connection.rest(asyncio.get_running_loop().time())
            self._resting.append(connection)
        else:
            connection.abort()
        self._next()

    def _next(self) -> None:
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    def sweep(self) -> None:
        """Fail what is over its time and close what rested too long; called a few times a second."""
        now = asyncio.get_running_loop().time()
        for connection in [c for c in self._busy if c.deadline < now]:
            connection.fail(UpstreamTimeout())
        while self._resting and _is_over(self._resting[0], now):
            self._resting.pop(0).abort()

    def close(self) -> None:
        for connection in [*self._resting, *self._busy]:
            connection.abort()
        self._resting.clear()


def _is_over(connection: Connection, now: float) -> bool:
    """It ended, or it rested too long."""
    return connection.state is not State.RESTING or connection.idle_since < now - REST_SECONDS
