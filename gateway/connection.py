"""One kept-alive HTTP/1.1 connection to a service, one exchange at a time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from enum import Enum
from typing import cast

import httptools

HIGH_WATER = 256 << 10
WAIT_FOR = 64 << 10
MOST_STATUS = 599  # RFC 9110, section 15: what is above has no meaning
BODILESS = frozenset({204, 304})


class UpstreamLost(Exception):
    """The connection ended before the answer did."""


class UpstreamTimeout(Exception):
    """The service took longer than it may."""


class BadAnswer(Exception):
    """What came is not HTTP/1.1 as we speak it."""


class State(Enum):
    """Where a connection stands. An exchange goes from RESTING to WHOLE, and the pool lets it rest again."""

    RESTING = "between two exchanges: nothing may come"
    ASKED = "a request goes out; no head of its answer has come"
    ANSWERING = "status and headers are here, the body comes"
    UNTIL_CLOSE = "as ANSWERING, and the end of the connection is the end of the body"
    WHOLE = "the answer is whole, and the connection can serve again"
    SPENT = "the answer is whole, and the connection cannot serve again"
    ENDED = "over; `failure` says why, where an answer was awaited"


_STARTED = frozenset({State.ANSWERING, State.UNTIL_CLOSE, State.WHOLE, State.SPENT})
_COMPLETE = frozenset({State.RESTING, State.WHOLE, State.SPENT})


class Connection(asyncio.Protocol):
    """Parses answers as they come; the body waits here, with back-pressure, until it is read.

    `bodiless`: the request was a HEAD, whose answer has no body. `unsent`: a part of the request's body never went out,
    for the service answered before; such a connection serves no more.
    """

    def __init__(self) -> None:
        self.state = State.RESTING
        self.deadline = float("inf")
        self.idle_since = 0.0
        self.bodiless = self.unsent = False
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.failure: Exception | None = None
        self._transport: asyncio.Transport
        self._parser = httptools.HttpResponseParser(self)
        self._body: deque[bytes] = deque()
        self._waiting = 0
        self._waiter: asyncio.Future[None] | None = None
        self._done: Callable[[], None] | None = None
        self._drained: asyncio.Future[None] | None = None

    @property
    def started(self) -> bool:
        """Status and headers of the answer are here."""
        return self.state in _STARTED

    @property
    def complete(self) -> bool:
        """No more of an answer is awaited."""
        return self.state in _COMPLETE

    @property
    def unread(self) -> bool:
        """Part of the last answer is left, because its client went away."""
        return bool(self._body)

    # --- one exchange -------------------------------------------------------------------------------------

    def begin(self, head: bytes, *, bodiless: bool, deadline: float, done: Callable[[], None] | None = None) -> None:
        """Send a request head (and body, when it is at hand); `bodiless` for HEAD.

        `done` is called once when the answer is whole, when it has grown larger than one waits for, or when the
        exchange has failed; without it, wait by `answered` and `read`.
        """
        self.status, self.headers = 0, []
        self.state = State.ASKED
        self.bodiless, self.unsent = bodiless, False
        self._body.clear()
        self._waiting = 0
        self._done = done
        self.deadline = deadline
        self._transport.write(head)

    async def write(self, data: bytes) -> None:
        """More of the request body; waits while the service is slow to take it."""
        if self._drained is not None:
            await self._drained
        if self.failure is None:
            self._transport.write(data)

    async def answered(self) -> None:
        """Wait for status and headers."""
        while not self.started:
            await self._wait()

    async def gathered(self) -> None:
        """Wait until the answer is whole, or larger than one waits for; raises what went wrong until then."""
        while not self.complete and self._waiting <= WAIT_FOR:
            await self._wait()
        if self.failure is not None:
            raise self.failure

    async def read(self) -> bytes:
        """The next piece of the body; empty at its end."""
        while not self._body:
            if self.complete:
                return b""
            await self._wait()
        return self.taken()

    def taken(self) -> bytes:
        """What has come of the body and was not read yet."""
        if len(self._body) == 1:
            piece = self._body.popleft()
        else:
            piece = b"".join(self._body)
            self._body.clear()
        self._waiting = 0
        if self.state is not State.ENDED and not self._transport.is_closing() and not self._transport.is_reading():
            self._transport.resume_reading()
        return piece

    async def _wait(self) -> None:
        if self.failure is not None:
            raise self.failure
        self._waiter = asyncio.get_running_loop().create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def fail(self, failure: Exception) -> None:
        """End the exchange and the connection."""
        if self.failure is None:
            self.failure = failure
        self.abort()
        self._wake()

    def abort(self) -> None:
        """End the connection, whatever it does."""
        self.state = State.ENDED
        self._transport.abort()

    def _wake(self) -> None:
        if self._done is not None and (self.complete or self.failure is not None or self._waiting > WAIT_FOR):
            done, self._done = self._done, None
            return done()
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    # --- asyncio.Protocol ---------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # not checked with isinstance: uvloop's transport is one by shape only
        self._transport = cast(asyncio.Transport, transport)
        self.idle_since = asyncio.get_running_loop().time()

    def data_received(self, data: bytes) -> None:
        if self.state is State.RESTING:
            return self.fail(BadAnswer("bytes that nobody asked for"))
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as err:
            self.fail(BadAnswer(type(err).__name__))
        if self.bodiless and self.complete:
            self._parser = httptools.HttpResponseParser(self)
        if self._waiting > HIGH_WATER and not self.complete and self._transport.is_reading():
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        if self.state is State.WHOLE or (self.state is State.UNTIL_CLOSE and exc is None):
            self.state = State.SPENT
        elif self.state is not State.SPENT:
            if not self.complete and self.failure is None:
                self.failure = UpstreamLost()
            self.state = State.ENDED
        self.resume_writing()
        self._wake()

    def pause_writing(self) -> None:
        self._drained = asyncio.get_running_loop().create_future()

    def resume_writing(self) -> None:
        drained, self._drained = self._drained, None
        if drained is not None and not drained.done():
            drained.set_result(None)

    # --- httptools ----------------------------------------------------------------------------------------

    def on_message_begin(self) -> None:
        if self.complete:
            raise BadAnswer("a second answer")
        self.headers = []

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        if 100 <= status < 200:
            return
        if status > MOST_STATUS:
            raise BadAnswer(f"status {status}")
        self.status = status
        names = {name for name, _ in self.headers}
        framed = b"content-length" in names or b"transfer-encoding" in names
        if self.bodiless:
            close = any(n == b"connection" and b"close" in v.lower() for n, v in self.headers)
            self._finish(lasts=not close)
        else:
            open_ended = not framed and status not in BODILESS
            self.state = State.UNTIL_CLOSE if open_ended else State.ANSWERING

    def on_body(self, body: bytes) -> None:
        if not self.bodiless:
            self._body.append(body)
            self._waiting += len(body)

    def on_message_complete(self) -> None:
        if self.state is State.ANSWERING:
            self._finish(lasts=self._parser.should_keep_alive())

    def _finish(self, *, lasts: bool) -> None:
        self.state = State.WHOLE if lasts and not self._transport.is_closing() else State.SPENT

    def rest(self, now: float) -> None:
        """Between exchanges: nothing may arrive now. One given back unused has rested all the while."""
        if self.started:
            self.idle_since = now
        self.state, self.status, self.deadline = State.RESTING, 0, float("inf")
