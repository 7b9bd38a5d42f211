"""What breaks a parser is answered 400 before it meets one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chassis.guard import MAX_BODY, MAX_DEPTH, BodyGuard, objection


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"nama": "\xff\xfe"}', "UTF-8"),
        (b'{"nama": "\x00"}', "NUL"),
        (rb'{"nama": "\u0000"}', "NUL"),
        (rb'{"nama": "\ud83d"}', "surrogate"),
        (rb'{"nama": "\udc00\ud83d"}', "surrogate"),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "bersarang"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "bersarang"),
        (b'{"jumlah": 12345678901234567890}', "bilangan"),
        (b'{"jumlah": -12345678901234567890}', "bilangan"),
        (b'{"jumlah": 1e99999}', "bilangan"),
        (b'{"jumlah": 1E-99999}', "bilangan"),
        (b'{"jumlah": 0.' + b"1" * 60 + b"}", "bilangan"),
    ],
)
def test_a_body_that_could_break_a_parser(body: bytes, why: str) -> None:
    assert why in (objection(body) or "")


@pytest.mark.parametrize(
    "value",
    [
        {"nip": "197306032007011007", "lama": "1" * 60},
        {"uraian": "[" * 100 + "{" * 100},
        {"uraian": "1e99999 dan 12345678901234567890"},
        {"uraian": 'kutip \\" lalu [[[['},
        {"uraian": "emoji \U0001f4dd"},
        {"jumlah": 9_007_199_254_740_992, "bagian": 0.25},
        [[[[[1]]]]],
    ],
)
def test_what_is_merely_odd_passes(value: Any) -> None:
    assert objection(json.dumps(value).encode()) is None
    assert objection(json.dumps(value, ensure_ascii=False).encode()) is None


async def _answer(body: bytes, kind: bytes, *more: tuple[bytes, bytes]) -> tuple[int, bytes | None]:
    """The status of the guarded app and the body it saw."""
    seen: list[bytes] = []
    told: list[int] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        message = await receive()
        seen.append(message["body"])
        assert scope["state"]["body"] == message["body"] and not message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})

    halves = [body[: len(body) // 2], body[len(body) // 2 :]]
    messages = [
        {"type": "http.request", "body": halves[0], "more_body": True},
        {"type": "http.request", "body": halves[1]},
    ]

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        told.append(message.get("status", 0))

    scope = {"type": "http", "method": "POST", "path": "/", "headers": [(b"content-type", kind), *more]}
    await BodyGuard(app)(scope, receive, send)
    return told[0], seen[0] if seen else None


async def test_a_good_body_arrives_whole_and_once() -> None:
    assert await _answer(b'{"a": [1, 2]}', b"application/json") == (200, b'{"a": [1, 2]}')


async def test_a_bad_one_never_arrives() -> None:
    assert await _answer(b'{"a": "\x00"}', b"application/json; charset=utf-8") == (400, None)


async def test_a_file_is_not_judged_as_json() -> None:
    assert await _answer(b"PK\x03\x04\x00\xff", b"application/octet-stream") == (200, b"PK\x03\x04\x00\xff")


@pytest.mark.parametrize("declared", [[], [(b"content-length", b"2000000")], [(b"content-length", b"-1")]])
async def test_more_than_a_route_takes_is_413(declared: list[tuple[bytes, bytes]]) -> None:
    assert (await _answer(b" " * (MAX_BODY + 1), b"application/json", *declared))[0] == 413
