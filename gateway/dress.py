"""What every answer wears: the request's id, and the rules a browser is to keep."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any
from uuid import uuid4

from gateway.answer import Send

_ID = re.compile(rb"[A-Za-z0-9_-]{8,64}")
_POLICY = (
    b"default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none';"
    b" base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# Pages and all else that is ours alone: nothing but our own files, and no text becomes a script (Trusted Types).
PAGE_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
    b" manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
    b" require-trusted-types-for 'script'; trusted-types ekinerja"
)
_CSP = b"content-security-policy"
_ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    # A browser that is told no-referrer sends `Origin: null` with a form, and the origin check would refuse it.
    (b"referrer-policy", b"same-origin"),
    (_CSP, _POLICY),
    (b"permissions-policy", b"camera=(self), geolocation=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_HTTPS = [(b"strict-transport-security", b"max-age=31536000; includeSubDomains")]


def always(*, strict: bool) -> list[tuple[bytes, bytes]]:
    """The headers of every answer; `strict` where the outside is HTTPS."""
    return [*_ALWAYS, *(_HTTPS if strict else [])]


def request_id(given: bytes | None, trace: str | None) -> bytes:
    """The client's own id when it is a plain word, else the trace's."""
    if given and _ID.fullmatch(given):
        return given
    return trace.encode() if trace else uuid4().hex.encode()


class Dressed:
    """An ASGI `send` that adds the headers; knows whether the answer has begun."""

    __slots__ = ("_extra", "_send", "begun")

    def __init__(self, send: Send, ident: bytes, *, strict: bool, trace: bytes | None = None) -> None:
        self._send = send
        told = [(b"x-trace-id", trace)] if trace else []
        self._extra = [(b"x-request-id", ident), *told, *always(strict=strict)]
        self.begun = False

    def as_page(self) -> None:
        """The answer is a page, which keeps to the stricter policy."""
        self._extra = [(name, PAGE_POLICY if name == _CSP else value) for name, value in self._extra]

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers: list[tuple[bytes, bytes]] = list(message.get("headers", ()))
            if not any(name == b"cache-control" for name, _ in headers):
                headers.append((b"cache-control", b"no-store"))
            message["headers"] = headers + self._extra
        await self._send(message)
