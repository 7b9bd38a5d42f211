"""The gateway and clients that leave, wait, flood, lie and smuggle: none reaches further than it may or holds a thing."""

from __future__ import annotations

import json
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from uuid import uuid4

import pytest

from chassis import patience
from gateway import body
from gateway.door import Door as MadeDoor
from gateway.settings import Rate
from gateway.throttle import Throttle
from tests.chassis.fast.wired import raw
from tests.gateway.door import IN_FLIGHT, Door, one, opened, split


@pytest.fixture(scope="module", params=["on", "off"], ids=["fast", "ordinary"])
def door(request: pytest.FixtureRequest) -> Iterator[Door]:
    """With the fast wing and without it: what clients and services do to the gateway ends alike."""
    with opened(request.param) as found:
        yield found


@pytest.mark.parametrize("word", ["slow", "late-big", "drip", "dies-late"])
def test_clients_that_leave_take_nothing_with_them(door: Door, word: str) -> None:
    """More of them than there is capacity; reset, closed, or with half of the connection shut."""
    for n in range(IN_FLIGHT + 2):
        door.warm()
        with socket.create_connection(("127.0.0.1", door.port), 5) as line:
            line.sendall(door.request(f"activity/{word}"))
            if n % 2:
                line.shutdown(socket.SHUT_WR)
            time.sleep(0.02 * (n % 3))
        assert door.nothing_is_held()
    assert door.ask("activity/echo")[0] == 200


def test_who_comes_over_capacity_is_told_so_and_holds_nothing(door: Door) -> None:
    door.warm()
    lines = [socket.create_connection(("127.0.0.1", door.port), 5) for _ in range(IN_FLIGHT + 3)]
    for line in lines:
        line.sendall(door.request_of(uuid4(), "activity/slow"))
        time.sleep(0.02)
    told = [line.recv(65536) for line in lines]
    for line in lines:
        line.close()
    found = sorted(split(answer)[0] for answer in told)
    assert found == [200] * IN_FLIGHT + [503] * 3
    assert all(b"retry-after: 1\r\n" in answer for answer in told if split(answer)[0] == 503)
    assert door.nothing_is_held()


def test_one_person_leaves_places_for_others(door: Door) -> None:
    door.warm()
    lines = [socket.create_connection(("127.0.0.1", door.port), 5) for _ in range(IN_FLIGHT)]
    for line in lines:
        line.sendall(door.request("activity/slow"))
        time.sleep(0.02)
    assert split(one(door.port, door.request_of(uuid4(), "activity/echo")))[0] == 200
    found = sorted(split(line.recv(65536))[0] for line in lines)
    for line in lines:
        line.close()
    assert found == [200] * 2 + [429] * (IN_FLIGHT - 2)
    assert door.nothing_is_held()


CHUNKED = "transfer-encoding: chunked\r\ncontent-type: application/json\r\n"


def test_bodies_that_never_end_take_no_place_and_no_connection(door: Door) -> None:
    door.warm()
    lines = [socket.create_connection(("127.0.0.1", door.port), 5) for _ in range(IN_FLIGHT * 8)]
    for line in lines:
        line.sendall(door.request("activity/echo", more=CHUNKED).replace(b"GET", b"POST") + b"1\r\n{\r\n")
    time.sleep(0.3)
    assert door.nothing_is_held()
    for _ in range(IN_FLIGHT):
        assert split(one(door.port, door.request("activity/echo", "POST", b"{}")))[0] == 200
    for line in lines:
        line.close()


def test_a_body_has_a_time_in_all_however_often_a_byte_of_it_comes(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.body.BODY_SECONDS", 1.0)
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", door.port), 5) as line:
        line.sendall(door.request("activity/echo", more=CHUNKED).replace(b"GET", b"POST"))
        line.settimeout(0.1)
        told = b""
        while not told and time.monotonic() - began < 5:
            line.sendall(b"1\r\n \r\n")
            try:
                told = line.recv(65536)
            except TimeoutError:
                continue
    assert told[9:12] == b"408" and time.monotonic() - began < 3
    assert door.nothing_is_held()


def test_renewals_have_a_rate_of_their_own_by_session_and_leave_signing_in_alone(door: Door) -> None:
    for throttle in door.gateway.throttles[1:]:
        throttle._buckets.clear()
    body = b'{"refresh_token": "kuansing.%s.x"}'
    found = [split(one(door.port, door.request("identity/refresh", "POST", body % b"a")))[0] for _ in range(12)]
    assert found == [200] * 10 + [429] * 2
    assert split(one(door.port, door.request("identity/refresh", "POST", body % b"b")))[0] == 200
    assert split(one(door.port, door.request("identity/login", "POST", b"{}")))[0] == 200


@pytest.mark.parametrize(
    ("named", "proxies", "found"),
    [
        ("203.0.113.7", ("127.0.0.0/8",), "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7, 10.1.2.3", ("127.0.0.0/8", "10.0.0.0/8"), "203.0.113.7"),
        ("203.0.113.7", (), "127.0.0.1"),  # nobody said that a proxy stands before us
        ("203.0.113.7", ("10.0.0.0/8",), "127.0.0.1"),
        ("junk", ("127.0.0.0/8",), "127.0.0.1"),
        ("", ("127.0.0.0/8",), "127.0.0.1"),
        ("2001:db8::1", ("127.0.0.0/8",), "2001:db8::1"),
    ],
)
def test_behind_a_proxy_everybody_has_an_address_of_their_own(
    door: Door, named: str, proxies: tuple[str, ...], found: str
) -> None:
    desk = MadeDoor(door.gateway.tokens, door.gateway.sessions, proxies, door.gateway.door._limits)
    headers = [(b"x-forwarded-for", named.encode())] if named else []
    assert desk.address({"client": ("127.0.0.1", 1), "headers": headers}) == found


def test_who_asks_too_much_is_told_so_and_holds_nothing(door: Door) -> None:
    door.warm()
    with door.limited(Throttle("few", Rate(0.001, 2))):
        found = [split(one(door.port, door.request("activity/echo")))[0] for _ in range(5)]
    assert found == [200, 200, 429, 429, 429]
    assert door.nothing_is_held()


@pytest.mark.parametrize("path", ["identity/login", "identity/%6cogin", "identity/login/"])
def test_signing_in_keeps_its_own_rate_for_those_who_are_in(door: Door, path: str) -> None:
    """A password is not guessed faster by somebody with an account of his own, by no spelling of the path."""
    door.gateway.throttles[1]._buckets.clear()
    found = []
    for _ in range(6):
        door.warm("identity")
        found.append(split(one(door.port, door.request(path, "POST", b"{}")))[0])
    assert found in ([200, 200, 200, 429, 429, 429], [404] * 6)


@pytest.mark.parametrize(
    "more",
    [
        "transfer-encoding: chunked\r\n", "content-length: 3\r\n", "x: a\r\n b\r\n", "x: a\rb\r\n", "x : a\r\n",
        "host: y\r\n", "authorization: Bearer x\r\n", "transfer-encoding : chunked\r\n", "x\r\n", "\x00: a\r\n",
    ],
)  # fmt: skip
def test_no_request_of_two_meanings_reaches_a_service(door: Door, more: str) -> None:
    before = {path: len(heads) for path, heads in door.behind.asked.items() if "smuggled" in path}
    inner = b"GET /api/activity/smuggled HTTP/1.1\r\nhost: x\r\n\r\n"
    status, head, body = door.ask("activity/echo", "POST", inner, more)
    assert status in (400, 401, 0)
    assert not body or json.loads(body)["detail"]
    assert {p: len(h) for p, h in door.behind.asked.items() if "smuggled" in p} == before


def test_what_a_client_may_not_say_does_not_pass(door: Door) -> None:
    more = (
        "cookie: a=b\r\nx-forwarded-for: 1.2.3.4\r\nforwarded: for=x\r\nx-ekinerja-actor: me\r\nte: trailers\r\n"
        "x-kept: yes\r\ntraceparent: 00-" + "+1_0 abc" * 4 + "-0123456789abcdef-01\r\nx-request-id: a b\r\n"
    )
    _, head, body = door.ask("activity/echo?a=1", more=more)
    sent = json.loads(body)["head"].lower()
    assert "x-kept: yes" in sent
    for word in ("cookie", "forwarded", "x-ekinerja", "te: ", "abc+1", "+1_0", "x-request-id: a b"):
        assert word not in sent, word
    trace = head.split(b"x-trace-id: ")[1].split(b"\r\n")[0].decode()
    assert len(trace) == 32 and int(trace, 16) and f"traceparent: 00-{trace}-" in sent


@pytest.mark.parametrize("flags", ["00", "01"])
@pytest.mark.parametrize("path", ["activity/echo", "identity/login"])
def test_a_client_does_not_choose_the_trace_that_the_audit_trail_keeps(door: Door, path: str, flags: str) -> None:
    trace = uuid.uuid4().hex
    _, head, body = door.ask(path, more=f"traceparent: 00-{trace}-0123456789abcdef-{flags}\r\n")
    ours = head.split(b"x-trace-id: ")[1].split(b"\r\n")[0].decode()
    assert len(ours) == 32 and int(ours, 16) and ours != trace
    assert trace.encode() not in body
    if path == "activity/echo":
        assert f"traceparent: 00-{ours}-" in json.loads(body)["head"]


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("OPTIONS", 405), ("PURGE", 405), ("DELETE", 200)])
def test_every_method_is_answered_as_such(door: Door, method: str, status: int) -> None:
    found, head, body = door.ask("activity/echo", method, more="connection: close\r\n")
    assert found == status
    assert (method == "HEAD") is (not body)
    assert door.nothing_is_held()


def test_requests_sent_at_once_are_answered_in_their_order(door: Door) -> None:
    door.warm()
    places = ["slow", "none", "big-70000", "echo", "junk", "odd"]
    told = raw(door.port, b"".join(door.request(f"activity/{place}") for place in places), pause=1.2)
    assert [int(part[:3]) for part in told.split(b"HTTP/1.1 ")[1:]] == [200, 204, 200, 200, 502, 299]
    assert door.nothing_is_held()


def test_what_is_no_http_is_told_as_a_problem_after_what_came_before(door: Door) -> None:
    for line in (b"GET /\xff HTTP/1.1\r\nhost: x\r\n\r\n", b"hello\r\n\r\n", b"GET /x HTTP/9.9\r\nhost: x\r\n\r\n"):
        status, head, body = split(one(door.port, line))
        assert (status, json.loads(body)["status"]) == (400, 400) and b"application/problem+json" in head
    door.warm()
    told = raw(door.port, door.request("activity/slow") + b"hello\r\n\r\n", pause=0.6)
    assert told.count(b"HTTP/1.1 ") == 1 and split(told)[0] == 200 and split(told)[2] == b"{}"
    assert door.nothing_is_held()


def flooded(door: Door, at_once: int, pause: float, most: int) -> int:
    """Bytes that the gateway took of a client who takes none of its answers."""
    door.warm()
    sent, wave = 0, door.request("activity/echo") * at_once
    with (
        door.limited(Throttle("none", Rate(0.001, 1))),
        suppress(TimeoutError, ConnectionError),
        socket.create_connection(("127.0.0.1", door.port), 5) as line,
    ):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(1)
        while sent < most:
            sent += line.send(wave)
            time.sleep(pause)
    return sent


def test_a_client_that_reads_nothing_is_read_no_further(door: Door) -> None:
    assert flooded(door, 20, 0.001, 40_000_000) < 40_000_000
    assert door.nothing_is_held()


def test_requests_without_end_and_without_waiting_are_not_kept(door: Door) -> None:
    assert flooded(door, 1000, 0, 40_000_000) < 10_000_000
    assert door.nothing_is_held()
    assert door.ask("activity/echo")[0] == 200


def test_a_client_that_does_not_take_its_answer_holds_nothing(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "ARRIVE_SECONDS", 0.2)
    for more in ("", "x: 1\r\nx: 1\r\n"):  # the short way, and the ordinary one
        door.warm()
        with socket.socket() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.connect(("127.0.0.1", door.port))
            line.sendall(door.request("activity/big-40000000", more=more))
            time.sleep(0.1)
            assert door.gateway.capacity.busy == 1
            assert door.nothing_is_held()


def test_a_request_that_does_not_arrive_is_waited_for_so_long(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing at all, half a head, a body that stays away (closed, or 408 where a task waits for it); who waits for an
    answer is not hurried."""
    monkeypatch.setattr(patience, "ARRIVE_SECONDS", 0.2)
    monkeypatch.setattr(body, "BODY_SECONDS", 0.2)
    door.warm()
    whole = door.request("activity/slow")
    for begun in (b"", whole[:40], door.request("activity/echo", "POST", b"12345")[:-2]):
        with socket.create_connection(("127.0.0.1", door.port), 5) as line:
            line.sendall(begun)
            began = time.monotonic()
            with suppress(ConnectionError):
                assert line.recv(100)[:12] in (b"", b"HTTP/1.1 408"[: 12 if begun.startswith(b"POST") else 0])
            assert time.monotonic() - began < 2
    assert split(one(door.port, whole))[0] == 200
