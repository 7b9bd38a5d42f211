"""The short way from the socket to the few handlers that carry the load, beside uvicorn's ordinary way to ASGI.

uvicorn's protocol reads, parses and guards the connection as always. A whole request of the plainest kind (HTTP/1.1,
no header twice, a small body of known length) is first offered to the app's `take`, without a scope, a task or
messages; whatever `take` does not want goes the ordinary way as if nothing had been.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from chassis.patience import Patience

MOST_BODY = 64 << 10
_UNUSUAL = frozenset({b"transfer-encoding", b"expect", b"upgrade"})
_BODILESS = frozenset({204, 304})
_STATUS = {s.value: b"HTTP/1.1 %d %s\r\n" % (s.value, s.phrase.encode()) for s in HTTPStatus}

Asgi = Callable[[Any, Any, Any], Awaitable[None]]


class TwoWays:
    """An ASGI app, and what it takes from the wire itself: `take(exchange)` is True when it will answer."""

    def __init__(self, app: Asgi, take: Callable[[Exchange], bool]) -> None:
        self._app = app
        self.take = take

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self._app(scope, receive, send)


class _Silent:
    """Stands in for the event by which uvicorn wakes a task that waits for a body: this body is whole."""

    def set(self) -> None:
        return None


_SILENT = _Silent()


class Exchange:
    """A whole request of the plainest kind, to be answered exactly once, now or later.

    `pairs` are its headers in order, `headers` the same by name. To uvicorn's protocol it is the cycle in progress.
    """

    __slots__ = (
        "_protocol",
        "body",
        "client",
        "disconnected",
        "headers",
        "hurry",
        "keep_alive",
        "message_event",
        "method",
        "pairs",
        "response_complete",
        "target",
    )  # fmt: skip

    def __init__(self, protocol: ShortWay, method: bytes, headers: dict[bytes, bytes]) -> None:
        self.method = method
        self.target: bytes = protocol.url
        self.pairs: list[tuple[bytes, bytes]] = protocol.headers
        self.headers = headers
        self.body = b""
        self.client = protocol.client
        self.response_complete = self.disconnected = False
        self.keep_alive = self.hurry = True
        self.message_event = _SILENT
        self._protocol = protocol

    def answer(self, status: int, headers: bytes, body: bytes) -> None:
        """Send the answer. `headers` are whole lines, each ended by CR LF; the length is added here."""
        if self.response_complete or self.disconnected:
            return
        close = b"" if self.keep_alive else b"connection: close\r\n"
        length = b"" if status in _BODILESS else b"content-length: %d\r\n" % len(body)
        framing = b"%s%s%s\r\n" % (headers, length, close)
        transport = self._protocol.transport
        transport.write((_STATUS.get(status) or b"HTTP/1.1 %d \r\n" % status) + framing + body)
        self.response_complete = True
        if not self.keep_alive:
            transport.close()
        self._protocol.on_response_complete()

    def ordinary(self, app: Asgi | None = None) -> bool:
        """Go on by ASGI, into the whole app or one made for this request; False when the client has left."""
        if not self.disconnected:
            self._protocol.go_ordinary(self, app)
        return not self.disconnected

    def scope(self) -> Any:
        """The ASGI scope of the request."""
        path, _, query = self.target.partition(b"?")
        text = path.decode("ascii")
        scope: Any = self._protocol.scope_of(self.pairs)
        return scope | {
            "method": self.method.decode("ascii"),
            "path": unquote(text) if "%" in text else text,
            "raw_path": path,
            "query_string": query,
        }


class ShortWay(Patience):
    """uvicorn's protocol for an app that may take whole requests itself (`--http chassis.fast.wire:ShortWay`)."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._take: Callable[[Exchange], bool] | None = getattr(self.app, "take", None)

    def on_message_begin(self) -> None:
        """As uvicorn's, but its scope is made when somebody needs one."""
        self.begun()
        self.url, self.headers, self.expect_100_continue = b"", [], False

    def scope_of(self, headers: list[tuple[bytes, bytes]]) -> Any:
        """What uvicorn begins a scope with; a request that came after may be arriving."""
        arriving = self.url, self.headers, self.expect_100_continue
        HttpToolsProtocol.on_message_begin(self)
        self.url, self.headers, self.expect_100_continue = arriving
        self.scope["headers"] = headers
        return self.scope

    def on_headers_complete(self) -> None:
        if self._take is None or not self._is_free() or (headers := self._plain()) is None:
            self.scope_of(self.headers)
            super().on_headers_complete()
        else:
            self.cycle = Exchange(self, self.parser.get_method(), headers)  # type: ignore[assignment]

    def _is_free(self) -> bool:
        """Whether an answer could go out now; to a client that does not read, uvicorn's way waits."""
        return (self.cycle is None or self.cycle.response_complete) and not self.flow.write_paused

    def _plain(self) -> dict[bytes, bytes] | None:
        """The headers by name, None when the request is not of the plainest kind."""
        headers = dict(self.headers)
        if (
            len(headers) != len(self.headers)
            or self.parser.get_http_version() != "1.1"
            or self.url[:1] != b"/"
            or b"#" in self.url
        ):
            return None
        if not _UNUSUAL.isdisjoint(headers) or headers.get(b"connection", b"keep-alive").lower() != b"keep-alive":
            return None
        length = headers.get(b"content-length", b"0")
        return headers if len(length) < 6 and length.isdigit() and int(length) <= MOST_BODY else None

    def on_body(self, body: bytes) -> None:
        current: Any = self.cycle
        if isinstance(current, Exchange):
            current.body += body
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self.arrived()
        current: Any = self.cycle
        if not isinstance(current, Exchange):
            super().on_message_complete()
        elif not self._taken(current):
            current.ordinary()

    def _taken(self, exchange: Exchange) -> bool:
        try:
            return self._take is not None and self._take(exchange)
        except Exception as err:  # in a callback of the parser it would look like a fault of the client
            self.logger.error("short_way_failed", exc_info=err)
            return exchange.response_complete

    def go_ordinary(self, exchange: Exchange, app: Asgi | None) -> None:
        """uvicorn's own cycle in place of an exchange, with the body already read."""
        event = asyncio.Event()
        event.set()
        cycle = RequestResponseCycle(
            scope=exchange.scope(),
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=self.access_log,
            default_headers=self.server_state.default_headers,
            message_event=event,
            expect_100_continue=False,
            keep_alive=exchange.keep_alive,
            on_response=self.on_response_complete,
        )
        cycle.body += exchange.body
        cycle.more_body = False
        current: Any = self.cycle
        if current is exchange:
            self.cycle = cycle
        self._start_asgi_task(cycle, app or self.app)
