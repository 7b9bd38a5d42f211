"""How long a connection is waited for, how much of it is kept, and what is said to one that speaks no HTTP."""

from __future__ import annotations

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

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._arriving = self.loop.time()
        self._watch = self.loop.call_later(ARRIVE_SECONDS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        self._watch.cancel()
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

    def on_message_begin(self) -> None:
        self._arriving = self.loop.time()
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
        super().on_response_complete()
        if self.pipeline:  # uvicorn reads on after each answer, however many requests wait
            self.flow.pause_reading()

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
