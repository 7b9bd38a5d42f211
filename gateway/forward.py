"""Carries a request to its service and the answer back, streaming both ways."""

from __future__ import annotations

import asyncio

from chassis import telemetry
from gateway.answer import Headers, Receive, Rejected, Scope, Send
from gateway.connection import BadAnswer, Connection, UpstreamLost, UpstreamTimeout
from gateway.guard import HOP_BY_HOP, SAFE, body_limit, declared_length, passed_on, too_large
from gateway.pool import Pool, Unreachable

ANSWER_SECONDS = 60.0
PIECE_SECONDS = 30.0
_KEPT_BACK = HOP_BY_HOP | {b"server", b"date", b"x-request-id", b"x-trace-id"}
_RETRY = [(b"retry-after", b"2")]


class Aborted(Exception):
    """The answer broke off half-way; the client must not take it for whole."""


def _framing(first: bytes, more: bool, length: int | None) -> bytes:
    if not more:
        return b"content-length: %d\r\n" % len(first)
    return b"transfer-encoding: chunked\r\n" if length is None else b"content-length: %d\r\n" % length


def head_of(scope: Scope, authority: bytes, extra: Headers, framing: bytes) -> bytes:
    """Request line and headers as they go to the service."""
    query = scope["query_string"]
    target = scope["raw_path"] + (b"?" + query if query else b"")
    lines = [scope["method"].encode() + b" " + target + b" HTTP/1.1\r\nhost: " + authority + b"\r\n"]
    lines += [name + b": " + value + b"\r\n" for name, value in passed_on(scope["headers"])]
    lines += [name + b": " + value + b"\r\n" for name, value in extra]
    if traceparent := telemetry.current_traceparent():
        lines.append(b"traceparent: " + traceparent.encode() + b"\r\n")
    return b"".join([*lines, framing, b"\r\n"])


class Body:
    """The request body as it arrives from the client, counted."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._receive = receive
        self._limit = body_limit(scope)
        self.length = declared_length(scope)
        self._size = 0
        self.more = self.length != 0

    async def next(self) -> bytes:
        """The next piece; Rejected past the limit, ConnectionResetError when the client left."""
        if not self.more:
            return b""
        try:
            async with asyncio.timeout(PIECE_SECONDS):
                message = await self._receive()
        except TimeoutError:
            raise Rejected(408, "Kiriman terhenti di tengah jalan.", [(b"connection", b"close")]) from None
        if message["type"] == "http.disconnect":
            raise ConnectionResetError
        piece: bytes = message.get("body", b"")
        self.more = message.get("more_body", False)
        self._size += len(piece)
        if self._size > self._limit:
            raise too_large()
        return piece


async def forward(pool: Pool, scope: Scope, receive: Receive, send: Send, extra: Headers) -> None:
    """One exchange. A request is sent again only if nothing of it was, or if asking twice is asking once."""
    body = Body(scope, receive)
    first = await body.next()
    framing = _framing(first, body.more, body.length) if first or body.more or scope["method"] not in SAFE else b""
    head = head_of(scope, pool.authority, extra, framing)
    connection = await _ask(pool, scope, head, first, body)
    try:
        await _answer(connection, send)
    finally:
        pool.release(connection)


async def _ask(pool: Pool, scope: Scope, head: bytes, first: bytes, body: Body) -> Connection:
    """Send the request and wait for the head of the answer; a stale connection is forgiven once to a safe request."""
    fresh = False
    while True:
        connection, used = await _acquire(pool, fresh)
        try:
            connection.begin(
                head + (_chunk(first) if body.more and body.length is None else first),
                bodiless=scope["method"] == "HEAD",
                deadline=asyncio.get_running_loop().time() + ANSWER_SECONDS,
            )
            if body.more:
                await _send_rest(connection, body)
            await connection.answered()
        except UpstreamLost:
            pool.release(connection)
            if used and not fresh and scope["method"] in SAFE:
                fresh = True
                continue
            raise Rejected(
                503, "Layanan terputus; belum tentu tercatat. Kirim ulang dengan Idempotency-Key yang sama.", _RETRY
            ) from None
        except UpstreamTimeout:
            pool.release(connection)
            raise Rejected(
                504, "Layanan terlalu lama menjawab. Kirim ulang dengan Idempotency-Key yang sama.", _RETRY
            ) from None
        except BadAnswer:
            pool.release(connection)
            raise Rejected(502, "Jawaban layanan tidak dapat dibaca.") from None
        except BaseException:
            connection.abort()
            pool.release(connection)
            raise
        return connection


async def _acquire(pool: Pool, fresh: bool) -> tuple[Connection, bool]:
    try:
        return await pool.acquire(fresh=fresh)
    except Unreachable:
        raise Rejected(503, "Layanan sedang tidak terjangkau; coba lagi sebentar lagi.", _RETRY) from None


def _chunk(piece: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(piece), piece) if piece else b""


async def _send_rest(connection: Connection, body: Body) -> None:
    """Stream what is left; a service that answers early has heard enough."""
    while body.more and not connection.started:
        piece = await body.next()
        connection.deadline = asyncio.get_running_loop().time() + ANSWER_SECONDS
        await connection.write(piece if body.length is not None else _chunk(piece))
    if body.more:
        connection.tainted = True
    elif body.length is None:
        await connection.write(b"0\r\n\r\n")


async def _answer(connection: Connection, send: Send) -> None:
    headers = [(name, value) for name, value in connection.headers if name not in _KEPT_BACK]
    await send({"type": "http.response.start", "status": connection.status, "headers": headers})
    try:
        while not connection.complete:
            connection.deadline = asyncio.get_running_loop().time() + ANSWER_SECONDS
            if piece := await connection.read():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        rest = await connection.read()
    except (UpstreamLost, UpstreamTimeout, BadAnswer) as err:
        raise Aborted(type(err).__name__) from None
    await send({"type": "http.response.body", "body": rest})
