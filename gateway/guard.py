"""What a request must look like before anyone thinks about it."""

from __future__ import annotations

import re
from functools import lru_cache

from gateway.answer import Headers, Rejected, Scope

MAX_JSON = 1 << 20
MAX_UPLOAD = 25 << 20
MAX_AUTHORIZATION = 4096
MAX_CONTENT_TYPE = 256
MAX_HEADERS = 64
MAX_HEADER_BYTES = 16 << 10
MAX_TARGET = 4096
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
SAFE = frozenset({"GET", "HEAD"})
HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
        b"http2-settings",
        b"expect",
    }
)
_PLAIN_PATH = re.compile(rb"/(?:[A-Za-z0-9_~:@!$&'()*+,=-]|\.(?!\.)|%(?!2[fF]|5[cC]|00|2[eE])[0-9A-Fa-f]{2}|/(?!/))*")
_HOST = re.compile(rb"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:]{2,45}\])(?::\d{1,5})?")
_UPLOADS = frozenset(
    {
        "/api/identity/imports",
        "/api/identity/reconciliations",
        "/api/activity/imports",
        "/api/activity/imports/assisted",
        "/api/skp/documents",
        "/api/tpp/attendance/imports",
    }
)
MAX_FORM = 256 << 10
# The forms of pages that carry a file: one each.
_FORMS_WITH_FILE = ("/bukti", "/impor", "/dokumen")
_ONCE = frozenset({b"host", b"authorization", b"content-length", b"content-type", b"idempotency-key", b"origin"})


# The same few addresses are asked for again and again.
@lru_cache(4096)
def _is_plain(path: bytes) -> bool:
    return _PLAIN_PATH.fullmatch(path) is not None


@lru_cache(256)
def _is_host(value: bytes) -> bool:
    return _HOST.fullmatch(value) is not None


def check(scope: Scope) -> None:
    """Rejected when method, path, host or headers are not what an honest client sends."""
    check_parts(scope["method"], scope["raw_path"], scope["query_string"], scope["headers"])


def check_parts(method: str, path: bytes, query: bytes, headers: Headers) -> None:
    """Rejected when the parts of a request are not what an honest client sends."""
    if method not in METHODS:
        raise Rejected(405, "Cara akses ini tidak dilayani.", [(b"allow", ", ".join(sorted(METHODS)).encode())])
    if len(path) + len(query) > MAX_TARGET:
        raise Rejected(414, "Alamat terlalu panjang.")
    if not _is_plain(path):
        raise Rejected(400, "Alamat tidak dapat dibaca.")
    _check_headers(headers)


def _check_headers(headers: Headers) -> None:
    if len(headers) > MAX_HEADERS:
        raise Rejected(431, "Terlalu banyak header.")
    size = 0
    seen: set[bytes] = set()
    for name, value in headers:
        size += len(name) + len(value)
        if name in _ONCE:
            if name in seen:
                raise Rejected(400, "Header yang sama dikirim dua kali.")
            seen.add(name)
            if name == b"authorization" and len(value) > MAX_AUTHORIZATION:
                raise Rejected(431, "Header Authorization terlalu panjang.")
            if name == b"content-type" and len(value) > MAX_CONTENT_TYPE:
                raise Rejected(415, "Content-Type terlalu panjang.")
            if name == b"host" and not _is_host(value):
                raise Rejected(400, "Host tidak dapat dibaca.")
    if size > MAX_HEADER_BYTES:
        raise Rejected(431, "Header terlalu panjang.")
    if b"host" not in seen:
        raise Rejected(400, "Host tidak disebut.")


def body_limit(scope: Scope) -> int:
    """Bytes this route takes: files only where files are sent."""
    path: str = scope["path"]
    if not path.startswith("/api/"):
        return MAX_UPLOAD if path.endswith(_FORMS_WITH_FILE) else MAX_FORM
    return MAX_UPLOAD if path in _UPLOADS or path.endswith("/evidence") else MAX_JSON


def declared_length(scope: Scope) -> int | None:
    """The announced length of the body, None when it comes in chunks; Rejected when it is over the limit."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            if not value.isdigit() or len(value) > 12:
                raise Rejected(400, "Content-Length tidak dapat dibaca.")
            if int(value) > body_limit(scope):
                raise too_large()
            return int(value)
        if name == b"transfer-encoding":
            return None
    return 0


def too_large() -> Rejected:
    return Rejected(413, "Kiriman melebihi batas ukuran.", [(b"connection", b"close")])


_OURS = frozenset(
    {
        b"host",
        b"cookie",
        b"content-length",
        b"traceparent",
        b"tracestate",
        b"x-request-id",
        b"x-csrf-token",
        b"x-forwarded-for",
        b"x-forwarded-proto",
        b"x-forwarded-host",
        b"forwarded",
    }
)
_DROPPED = HOP_BY_HOP | _OURS


def passed_on(headers: Headers) -> list[tuple[bytes, bytes]]:
    """The headers that go further: no hop-by-hop ones, nothing in our own name, no cookie, no trace but ours."""
    dropped = _DROPPED
    for name, value in headers:
        if name == b"connection":
            dropped = dropped | {part.strip().lower() for part in value.split(b",")}
    return [pair for pair in headers if pair[0] not in dropped and pair[0][:11] != b"x-ekinerja-"]
