"""Carries a request to its service and the answer back, streaming both ways."""

from __future__ import annotations

import asyncio

from chassis import telemetry
from gateway.answer import Headers, Rejected, Scope, Send
from gateway.body import Body
from gateway.connection import BODILESS, BadAnswer, Connection, UpstreamLost, UpstreamTimeout
from gateway.guard import HOP_BY_HOP, SAFE, passed_on
from gateway.pool import Pool, Unreachable

ANSWER_SECONDS = 60.0
KEPT_BACK = HOP_BY_HOP | {b"server", b"date", b"x-request-id", b"x-trace-id"}
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
    if traceparent := telemetry.current_traceparent():
        extra = [*extra, (b"traceparent", traceparent.encode())]
    return head_of_parts(scope["method"].encode(), target, scope["headers"], authority, extra, framing)


def head_of_parts(
    method: bytes, target: bytes, headers: Headers, authority: bytes, extra: Headers, framing: bytes
) -> bytes:
    """The same from the parts; `extra` goes as it is, what the client sent only as far as it may."""
    lines = [b"%s %s HTTP/1.1\r\nhost: %s\r\n" % (method, target, authority)]
    lines += [b"%s: %s\r\n" % pair for pair in passed_on(headers)]
    lines += [b"%s: %s\r\n" % pair for pair in extra]
    return b"".join([*lines, framing, b"\r\n"])


def rejection_of(failure: Exception) -> Rejected:
    """What a client is told when the service did not answer as it should."""
    if isinstance(failure, UpstreamTimeout):
        again = "Layanan terlalu lama menjawab. Kirim ulang dengan Idempotency-Key yang sama."
        return Rejected(504, again, _RETRY)
    if isinstance(failure, UpstreamLost):
        unknown = "Layanan terputus; belum tentu tercatat. Kirim ulang dengan Idempotency-Key yang sama."
        return Rejected(503, unknown, _RETRY)
    return Rejected(502, "Jawaban layanan tidak dapat dibaca.")


async def forward(pool: Pool, scope: Scope, send: Send, extra: Headers, body: Body, first: bytes) -> None:
    """One exchange; `first` is what was read of the body before. A request is sent again only if nothing of it was, or
    if asking twice is asking once."""
    framing = _framing(first, body.more, body.length) if first or body.more or scope["method"] not in SAFE else b""
    head = head_of(scope, pool.authority, extra, framing)
    connection = await _ask(pool, scope, head, first, body)
    try:
        await answer(connection, send)
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
            await connection.gathered()
        except (UpstreamLost, UpstreamTimeout, BadAnswer) as failure:
            pool.release(connection)
            if isinstance(failure, UpstreamLost) and used and not fresh and scope["method"] in SAFE:
                fresh = True
                continue
            raise rejection_of(failure) from None
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
        connection.unsent = True
    elif body.length is None:
        await connection.write(b"0\r\n\r\n")


async def _whole(connection: Connection, headers: list[tuple[bytes, bytes]], send: Send) -> None:
    """An answer that is here already: its length is known, however the service framed it."""
    body = connection.taken()
    if connection.status in BODILESS:
        headers = [pair for pair in headers if pair[0] != b"content-length"]
    elif not connection.bodiless and not any(name == b"content-length" for name, _ in headers):
        headers.append((b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": connection.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def answer(connection: Connection, send: Send) -> None:
    """The answer of the service, piece by piece as it comes; Aborted when it breaks off."""
    headers = [(name, value) for name, value in connection.headers if name not in KEPT_BACK]
    if connection.complete:
        return await _whole(connection, headers, send)
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
