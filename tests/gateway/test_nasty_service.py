"""The gateway before a service that does not keep to HTTP: what its clients are told, and nothing that stays held."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.gateway.door import Door, opened
from tests.gateway.nasty import DYING


@pytest.fixture(scope="module", params=["on", "off"], ids=["fast", "ordinary"])
def door(request: pytest.FixtureRequest) -> Iterator[Door]:
    """With the fast wing and without it: what clients and services do to the gateway ends alike."""
    with opened(request.param) as found:
        yield found


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("word", ["junk", "twice", "trailing", "both", "switch", "beyond"])
def test_what_is_no_answer_is_told_as_502(door: Door, word: str, method: str) -> None:
    status, head, body = door.ask(f"activity/{word}", method)
    problem = json.loads(body)
    assert (status, problem["status"]) == (502, 502) and problem["detail"] and len(problem["trace"]) == 32
    assert b"content-type: application/problem+json\r\n" in head and b"x-trace-id: " in head
    assert door.nothing_is_held()


@pytest.mark.parametrize(
    ("word", "status", "told"),
    [
        ("continue", 200, b"{}"), ("chunks", 200, b"{}"), ("close", 200, b"{}"), ("until-close", 200, b"{}"),
        ("odd", 299, b"{}"), ("none", 204, b""), ("unchanged", 304, b""),
    ],
)  # fmt: skip
def test_an_answer_is_handed_on_as_it_is(door: Door, word: str, status: int, told: bytes) -> None:
    found, head, body = door.ask(f"activity/{word}")
    assert (found, body) == (status, told)
    assert (b"content-length" in head) is (status not in (204, 304)) and b"transfer-encoding" not in head
    assert b"x-content-type-options: nosniff\r\n" in head and b"cache-control: no-store\r\n" in head
    assert door.nothing_is_held()


def test_the_services_names_for_our_headers_do_not_pass(door: Door) -> None:
    _, head, _ = door.ask("activity/names")
    assert b"mine" not in head and head.count(b"x-request-id") == head.count(b"x-trace-id") == 1
    assert door.ask("activity/cookies")[1].count(b"set-cookie: ") == 2


@pytest.mark.parametrize("word", ["dies", "dies-in-head", "dies-in-body", "dies-in-chunk"])
def test_a_change_is_never_asked_twice_and_a_question_once_more(door: Door, word: str) -> None:
    path = f"/api/activity/{word}"
    door.behind.asked.pop(path, None)
    status, _, body = door.ask(f"activity/{word}", "POST", b"{}")
    assert status == 503 and "Idempotency-Key" in json.loads(body)["detail"]
    assert len(door.behind.heads(path)) == 1
    door.ask(f"activity/{word}")
    assert len(door.behind.heads(path)) <= 3  # a question, again on the ordinary way, and there on a fresh connection
    assert door.nothing_is_held()


def test_an_answer_that_breaks_off_is_not_whole_for_the_client(door: Door) -> None:
    status, head, body = door.ask("activity/dies-late")
    assert (status, b"content-length: 300000\r\n" in head) == (200, True) and len(body) <= len(DYING["dies-late"])
    assert door.nothing_is_held()


@pytest.mark.parametrize("size", [0, 65_535, 65_536, 65_537, 300_000, 3_000_000])
def test_an_answer_of_any_size_comes_whole(door: Door, size: int) -> None:
    status, _, body = door.ask(f"activity/big-{size}")
    assert (status, len(body)) == (200, size)
    assert door.nothing_is_held()
