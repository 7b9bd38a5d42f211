"""In front of every parser: a body that could break one is answered 400, never 500."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

from chassis.blank import unsaid, unsaid_query
from chassis.calendar import misdated, misdated_query
from chassis.problem import MEDIA_TYPE, problem_body
from kernel.kalender import BEYOND

MAX_BODY = 1 << 20
UNKNOWN = "Isian tidak sesuai: tidak dikenal."
UNSAID = "Isian tidak sesuai: belum diisi (hanya memuat tanda yang tidak terlihat)."
MAX_UPLOAD = 25 << 20
MAX_CONTENT_TYPE = 256
MAX_DEPTH = 32
MOST_PARAMETERS = 50
_LONG_NUMBER = re.compile(rb"(?<![\"\w])-?\d{19,}|\d{40,}|[eE][+-]?\d{4,}(?=[\s,}\]])")
# digits as 0, exponent marks as e, signs as s, brackets that open as [, all else blank: what is too long or too deep
# shows at a glance
_SHOWN = dict(zip(b"0123456789eE+-[{", b"0000000000eess[[", strict=True))
_GLANCE = bytes(_SHOWN.get(c, ord(" ")) for c in range(256))
_LONG, _HIGH, _LOW = b"0" * 19, b"e0000", b"es0000"
# One that never ends goes to the end, or to a lone backslash there: no second try, so twice the bytes cost twice.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class TooLarge(Exception):
    """More bytes than this route takes."""


def objection(body: bytes) -> str | None:
    """Why JSON of this shape is not let through, or None: encoding, NUL, depth, numbers out of all bounds.

    Every request passes here: what is looked at closely is only what a glance finds odd.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return "Isi bukan UTF-8."
    escapes = "\\" in text
    if "\x00" in text or (escapes and "\\u0000" in text):
        return "Isi memuat karakter NUL."
    if escapes and re.search(r"\\u[dD][89a-fA-F]", text) and _lone_surrogate(text):
        return "Isi memuat surrogate Unicode yang berdiri sendiri."
    glance = body.translate(_GLANCE)
    if glance.count(b"[") > MAX_DEPTH and _depth(_STRING.sub(b"", body)) > MAX_DEPTH:
        return f"Isi bersarang lebih dari {MAX_DEPTH} tingkat."
    odd = _LONG in glance or _HIGH in glance or _LOW in glance
    if odd and _LONG_NUMBER.search(_STRING.sub(b"", body)):
        return "Isi memuat bilangan di luar batas."
    return None


def _lone_surrogate(text: str) -> bool:
    halves = re.sub(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}", "", text)
    return re.search(r"(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]", halves) is not None


def _depth(bare: bytes) -> int:
    depth = deepest = 0
    for bracket in bare.translate(None, _NOT_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


async def read_body(scope: Any, receive: Any, limit: int) -> bytes:
    """The whole body; TooLarge as soon as it passes the limit."""
    for name, value in scope["headers"]:
        if name == b"content-length" and (not value.isdigit() or int(value) > limit):
            raise TooLarge
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > limit:
            raise TooLarge
        if not message.get("more_body"):
            return b"".join(chunks)


class BodyGuard:
    """ASGI: reads the body once, judges it, and hands it on; the bytes stay at `scope["state"]["body"]`."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        query = scope.get("query_string", b"") if scope["type"] == "http" else b""
        if b"%00" in query or b"\x00" in query:
            return await refuse(send, 400, "Alamat memuat karakter NUL.")
        if (field := misdated_query(query)) is not None:
            return await refuse(send, 422, BEYOND, field=field)
        if (field := unsaid_query(query)) is not None:
            return await refuse(send, 422, UNSAID, field=field)
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        kind = _kind(scope)
        if len(kind) > MAX_CONTENT_TYPE:
            return await refuse(send, 415, "Content-Type terlalu panjang.")
        is_json = _is_json(kind)
        try:
            body = await read_body(scope, receive, MAX_BODY if is_json else MAX_UPLOAD)
        except TooLarge:
            return await refuse(send, 413, "Kiriman melebihi batas ukuran.")
        except ConnectionResetError:
            return
        if is_json and body and (why := objection(body)):
            return await refuse(send, 400, why)
        if is_json and (field := misdated(body)) is not None:
            return await refuse(send, 422, BEYOND, field=field or None)
        if is_json and (field := unsaid(body)) is not None:
            return await refuse(send, 422, UNSAID, field=field or None)
        scope.setdefault("state", {})["body"] = body
        await self._app(scope, _replay(body, receive), send)


class JsonGuard:
    """ASGI inside the router: what is read as JSON was sent as JSON, and so looked at by the body guard."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        takes = scope["type"] == "http" and "data" in scope["route_handler"].parsed_fn_signature.parameters
        if takes and scope.get("state", {}).get("body") and not _is_json(_kind(scope)):
            return await refuse(send, 415, "Kirim isi sebagai application/json.")
        await self._app(scope, receive, send)


class QueryGuard:
    """ASGI inside the router: a parameter of the address that the route does not know is refused by its name.

    A misspelt one would otherwise be passed over, and the answer be one to another question. `given`: what the house
    gives to a handler beside what was asked.
    """

    def __init__(self, app: Any, given: frozenset[str]) -> None:
        self._app = app
        self._given = given

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        query = scope.get("query_string", b"") if scope["type"] == "http" else b""
        if query and (field := self._unknown(query, scope)) is not None:
            return await refuse(send, 422, UNKNOWN, field=field or None)
        await self._app(scope, receive, send)

    def _unknown(self, query: bytes, scope: Any) -> str | None:
        """The first parameter that is none of the route's; empty: more than a route could have."""
        try:
            asked = parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
        except ValueError:
            return ""
        parameters = scope["route_handler"].parsed_fn_signature.parameters.keys()
        known = parameters - self._given - scope["path_params"].keys()
        return next((name[:100] for name, _ in asked if name not in known), None)


def _kind(scope: Any) -> bytes:
    return next((bytes(v) for k, v in scope["headers"] if k == b"content-type"), b"").lower()


def _is_json(kind: bytes) -> bool:
    return b"json" in kind


def _replay(body: bytes, receive: Any) -> Any:
    given = False

    async def again() -> Any:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def refuse(
    send: Any, status: int, detail: str, headers: list[tuple[bytes, bytes]] | None = None, *,
    pasal: str | None = None, field: str | None = None,
) -> None:  # fmt: skip
    """Answer a raw ASGI request with a problem."""
    await send_problem(send, status, problem_body(status, detail, pasal=pasal, field=field), headers or [])


async def send_problem(send: Any, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    """Answer a raw ASGI request with the JSON of a problem."""
    base = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": base + headers})
    await send({"type": "http.response.body", "body": body})
