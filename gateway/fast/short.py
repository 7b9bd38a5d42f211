"""The short way through the gateway: a plain request of somebody known, sent on and answered without a task.

It decides nothing of its own: the guard, the rate, the capacity and the pool are those of the ordinary way
(gateway/app.py), which takes whatever is not at hand here: who is not known yet, sessions, uploads, a first connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from uuid import UUID

from chassis import telemetry
from chassis.fast.wire import Exchange
from chassis.problem import MEDIA_TYPE, TITLES, problem_body
from gateway.answer import Receive, Rejected, Scope, Send
from gateway.capacity import Capacity
from gateway.connection import Connection, UpstreamLost
from gateway.dress import Dressed, always, request_id
from gateway.forward import ANSWER_SECONDS, KEPT_BACK, answer, head_of_parts, rejection_of
from gateway.guard import SAFE, check_parts
from gateway.pool import Pool
from gateway.routes import ADDRESSED, SIGN_IN, destination
from gateway.throttle import Throttle
from gateway.tokens import Tokens

_FRAMING = frozenset({b"content-length"}) | KEPT_BACK


_ORDINARY = SIGN_IN | ADDRESSED


class ShortCut:
    """What it needs of the gateway to take a request from the wire."""

    def __init__(
        self, name: str, pools: Mapping[str, Pool], tokens: Tokens, rate: Throttle, capacity: Capacity, *, strict: bool
    ) -> None:
        self.name = name
        self.pools = pools
        self.tokens = tokens
        self.rate = rate
        self.capacity = capacity
        self.strict = strict
        self.dress = b"".join(b"%s: %s\r\n" % pair for pair in always(strict=strict))

    def take(self, exchange: Exchange) -> bool:
        """Whether the request goes the short way; then it will be answered."""
        actor = self.tokens.known(exchange.headers.get(b"authorization", b""))
        if actor is None or actor.limited or exchange.method == b"HEAD":
            return False
        path, _, query = exchange.target.partition(b"?")
        if b"%" in path or (text := path.decode("latin-1")) in _ORDINARY:
            return False  # signing in has a rate of its own, by whatever spelling, and an address goes with it
        place = destination(text)
        if place.kind != "service" or not _in_order(exchange, path, query):
            return False
        pool = self.pools[place.service]
        connection = pool.kept()
        if connection is None:
            return False
        hop = Hop(self, exchange, path, pool, connection, actor.id)
        try:
            self.capacity.enter(actor.id)
        except Rejected as rejected:
            hop.reject(rejected, entered=False)
            return True
        try:
            self.rate.take(actor.id)
        except Rejected as rejected:
            hop.reject(rejected)
            return True
        hop.begin()
        return True


def _in_order(exchange: Exchange, path: bytes, query: bytes) -> bool:
    try:
        check_parts(exchange.method.decode("latin-1"), path, query, exchange.pairs)
    except Rejected:
        return False
    return True


class Hop:
    """One exchange with a service on behalf of one with a client."""

    __slots__ = ("_connection", "_cut", "_entered", "_exchange", "_held", "_ident", "_passage", "_pool", "_who")

    def __init__(
        self, cut: ShortCut, exchange: Exchange, path: bytes, pool: Pool, connection: Connection, who: UUID
    ) -> None:
        told = exchange.headers.get(b"traceparent")
        self._cut = cut
        self._exchange = exchange
        self._pool = pool
        self._connection = connection
        self._who = who
        self._held = self._entered = True
        self._passage = telemetry.Passage(
            cut.name, exchange.method.decode(), path.decode(), None, told.decode("latin-1") if told else None
        )
        self._ident = request_id(exchange.headers.get(b"x-request-id"), self._passage.trace)

    def begin(self) -> None:
        """Send the whole request; `_done` is called once there is an answer, or none will come."""
        exchange = self._exchange
        framing = b"content-length: %d\r\n" % len(exchange.body) if exchange.body or exchange.method != b"GET" else b""
        extra = [(b"x-request-id", self._ident), (b"traceparent", self._passage.traceparent.encode())]
        head = head_of_parts(exchange.method, exchange.target, exchange.pairs, self._pool.authority, extra, framing)
        deadline = asyncio.get_running_loop().time() + ANSWER_SECONDS
        self._connection.begin(head + exchange.body, bodiless=False, deadline=deadline, done=self._done)

    def _done(self) -> None:
        try:
            self._conclude()
        except Exception as err:
            telemetry.get_logger().error("gateway_failed", error=type(err).__name__, exc_info=err)
            self.reject(Rejected(500, TITLES[500]))

    def _conclude(self) -> None:
        connection = self._connection
        if connection.failure is not None:
            if isinstance(connection.failure, UpstreamLost) and self._exchange.method.decode() in SAFE:
                self._leave()  # asked again, the ordinary way, on a fresh connection
                self._passage.abandon()
                self._exchange.ordinary()
                return
            return self.reject(rejection_of(connection.failure))
        if not connection.complete:
            if not self._exchange.ordinary(self._stream):  # nobody is there to read the rest of it
                self._leave()
                self._passage.abandon()
            return
        status, body = connection.status, connection.taken()
        lines = [b"%s: %s\r\n" % pair for pair in connection.headers if pair[0] not in _FRAMING]
        if not any(line[:14] == b"cache-control:" for line in lines):
            lines.append(b"cache-control: no-store\r\n")
        self._leave()
        self._give(status, b"".join(lines), body)

    def _give(self, status: int, lines: bytes, body: bytes) -> None:
        dress = self._cut.dress
        head = b"%s%sx-request-id: %s\r\nx-trace-id: %s\r\n" % (lines, dress, self._ident, self._passage.trace.encode())
        self._exchange.answer(status, head, body)
        self._passage.end(status)

    def reject(self, rejected: Rejected, *, entered: bool = True) -> None:
        """Answer for the gateway itself."""
        body = self._passage.within(lambda: problem_body(rejected.status, rejected.detail))
        lines = [b"content-type: %s\r\ncache-control: no-store\r\n" % MEDIA_TYPE.encode()]
        lines += [b"%s: %s\r\n" % pair for pair in rejected.headers]
        if not entered:
            self._entered = False
        self._leave()
        self._give(rejected.status, b"".join(lines), body)

    def _leave(self) -> None:
        """Give back what was taken, once."""
        if self._held:
            self._held = False
            self._pool.release(self._connection)
            if self._entered:
                self._cut.capacity.leave(self._who)

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An answer too large to wait for: it goes on piece by piece."""
        dressed = Dressed(send, self._ident, strict=self._cut.strict, trace=self._passage.trace.encode())
        try:
            await answer(self._connection, dressed)
        finally:
            self._leave()
            self._passage.end(self._connection.status)
