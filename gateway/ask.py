"""A question the gateway itself puts to a service, with a short whole answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec

from chassis import telemetry
from gateway.answer import Rejected
from gateway.connection import BadAnswer, UpstreamLost, UpstreamTimeout
from gateway.pool import Pool, Unreachable

SECONDS = 10.0
_AWAY = "Layanan sedang tidak terjangkau; coba lagi sebentar lagi."


class Reply(msgspec.Struct, frozen=True):
    """Status and body of an answer."""

    status: int
    body: bytes

    def json(self) -> Any:
        """The body as JSON; None when it is empty or is none."""
        try:
            return msgspec.json.decode(self.body) if self.body else None
        except msgspec.DecodeError:
            return None

    @property
    def detail(self) -> str:
        """What a refusal says to people, with its pasal."""
        told = self.json()
        if not isinstance(told, dict):
            return _AWAY
        pasal = told.get("pasal")
        cited = f" (Pasal {pasal})" if pasal and str(pasal)[0].isdigit() else ""
        return f"{told.get('detail', _AWAY)}{cited}"


async def ask(
    pool: Pool, method: str, target: str, body: Any = None, headers: Mapping[str, str] | None = None
) -> Reply:
    """One exchange with a service; Rejected 503 when it does not answer. Bytes go as they are, by the headers given."""
    is_file = isinstance(body, bytes)
    payload = b"" if body is None else body if isinstance(body, bytes) else msgspec.json.encode(body)
    lines = [f"{method} {target} HTTP/1.1", f"host: {pool.authority.decode()}", f"content-length: {len(payload)}"]
    if payload and not is_file:
        lines.append("content-type: application/json")
    if traceparent := telemetry.current_traceparent():
        lines.append(f"traceparent: {traceparent}")
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    head = "\r\n".join([*lines, "", ""]).encode("latin-1") + payload
    try:
        return await _exchange(pool, head)
    except (Unreachable, UpstreamLost, UpstreamTimeout, BadAnswer):
        raise Rejected(503, _AWAY, [(b"retry-after", b"2")]) from None


async def _exchange(pool: Pool, head: bytes) -> Reply:
    connection, _ = await pool.acquire(fresh=False)
    try:
        connection.begin(head, bodiless=False, deadline=asyncio.get_running_loop().time() + SECONDS)
        await connection.answered()
        pieces = []
        while not connection.complete:
            pieces.append(await connection.read())
        pieces.append(await connection.read())
        return Reply(connection.status, b"".join(pieces))
    finally:
        pool.release(connection)
