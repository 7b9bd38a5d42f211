"""Answers of the gateway itself, as raw ASGI messages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

import msgspec

from chassis.problem import MEDIA_TYPE, problem_body

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = Sequence[tuple[bytes, bytes]]


class Rejected(Exception):
    """A request that goes no further: status, what to tell, extra headers."""

    def __init__(self, status: int, detail: str, headers: Headers = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers


async def give(send: Send, status: int, body: bytes, kind: bytes, headers: Headers = ()) -> None:
    """A whole answer at once."""
    framing = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*framing, *headers]})
    await send({"type": "http.response.body", "body": body})


async def give_problem(send: Send, rejected: Rejected) -> None:
    """RFC 9457, in Indonesian; never kept by a cache."""
    body = problem_body(rejected.status, rejected.detail)
    headers = [(b"cache-control", b"no-store"), *rejected.headers]
    await give(send, rejected.status, body, MEDIA_TYPE.encode(), headers)


async def give_json(send: Send, value: Any, headers: Headers = ()) -> None:
    await give(send, 200, msgspec.json.encode(value), b"application/json", headers)


def header_of(scope: Scope, name: bytes) -> bytes | None:
    """The first header of that (lower-case) name."""
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value)
    return None
