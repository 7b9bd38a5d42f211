"""How long a connection is waited for, how much of it is kept, and what is said to one that speaks no HTTP."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from chassis.problem import MEDIA_TYPE, problem_body

# How long a request may take to arrive where nobody waits for it yet, and a client to read on.
ARRIVE_SECONDS = 20.0
# How many requests of one connection may wait for the answers to those before them.
MOST_WAITING = 100
_UNREADABLE = "Permintaan HTTP tidak dapat dibaca."


class Patience(HttpToolsProtocol):
    """uvicorn's protocol, which by itself waits for ever, reads on for ever, and answers in English text."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._arriving: float | None = None
        self._unread = -1
        self._resting: float | None = None
        self._bell: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._arriving = self.loop.time()
        self._watch = self.loop.call_later(ARRIVE_SECONDS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        self._watch.cancel()
        if self._bell is not None:
            self._bell.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        """Close a connection whose client has begun a request, or none at all, and does not go on; or does not read."""
        unread = self.transport.get_write_buffer_size() if self.flow.write_paused else -1
        current: Any = self.cycle
        nobody_waits = current is None or current.response_complete or getattr(current, "hurry", False)
        late = self._arriving is not None and self.loop.time() - self._arriving >= ARRIVE_SECONDS
        if (late and nobody_waits) or 0 <= unread == self._unread:
            return self.transport.abort()
        self._unread = unread
        self._watch = self.loop.call_later(ARRIVE_SECONDS, self._look)

    def begun(self) -> None:
        """A request begins to arrive."""
        self._arriving = self.loop.time()

    def on_message_begin(self) -> None:
        self.begun()
        super().on_message_begin()

    def arrived(self) -> None:
        """A request is whole."""
        self._arriving = None
        if getattr(self.cycle, "hurry", False):
            self.cycle.hurry = False  # type: ignore[attr-defined]

    def on_headers_complete(self) -> None:
        if len(self.pipeline) >= MOST_WAITING:
            return self.transport.abort()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """As uvicorn's, which reads on after each answer, however many requests wait, and sets and stops a timer for
        each: a connection that rests has one that runs on."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
            if self.pipeline:
                self.flow.pause_reading()
            return
        self._resting = self.loop.time()
        if self._bell is None:
            self._bell = self.loop.call_later(self.timeout_keep_alive, self._ring)

    def _unset_keepalive_if_required(self) -> None:
        self._resting = None

    def _ring(self) -> None:
        """Close a connection that has rested long enough; look again when it may have."""
        self._bell = None
        if self._resting is None:
            return
        left = self._resting + self.timeout_keep_alive - self.loop.time()
        if left <= 0:
            return self.timeout_keep_alive_handler()
        self._bell = self.loop.call_later(left, self._ring)

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP at all is told as every other problem is."""
        current: Any = self.cycle
        if current is not None and not current.response_complete:
            whole = not getattr(current, "more_body", False)
            if whole or self.pipeline:  # what came before it is answered yet, and ours must not come between
                current.keep_alive = False
                return self.flow.pause_reading()
            if current.response_started:
                return self.transport.close()
        body = problem_body(400, _UNREADABLE)
        head = b"HTTP/1.1 400 Bad Request\r\ncontent-type: %s\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
        self.transport.write(head % (MEDIA_TYPE.encode(), len(body)) + body)
        self.transport.close()
