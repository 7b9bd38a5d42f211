"""The short way through the gateway under attack: a nasty service behind it, nasty clients before it, nothing kept."""

from __future__ import annotations

import json
import re
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress

import msgspec
import pytest

from chassis import telemetry, wire
from chassis.wire import TwoWays
from gateway.app import Gateway
from gateway.routes import SERVICES
from gateway.settings import GatewaySettings, Rate
from gateway.throttle import Throttle
from tests.chassis.wired import raw, served
from tests.gateway.nasty import DYING, Nasty, nasty
from tests.service.hosted import token_of

IN_FLIGHT = 4
ACTOR = uuid.uuid4()


class Door(msgspec.Struct):
    """A running gateway, what is behind it, and a token that it knows."""

    gateway: Gateway
    port: int
    behind: Nasty
    token: str

    def request(self, path: str, method: str = "GET", body: bytes = b"", more: str = "") -> bytes:
        length = f"content-length: {len(body)}\r\n" if body or method != "GET" else ""
        lines = f"{method} /api/{path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {self.token}\r\n{length}{more}\r\n"
        return lines.encode("latin-1") + body

    def ask(self, path: str, method: str = "GET", body: bytes = b"", more: str = "") -> tuple[int, bytes, bytes]:
        """Status, head and body of the answer; a kept connection to the service stands ready."""
        self.warm()
        return split(one(self.port, self.request(path, method, body, more)))

    def warm(self, service: str = "activity") -> None:
        assert b" 200 " in one(self.port, self.request(f"{service}/echo"))

    def nothing_is_held(self) -> bool:
        """Whether, within two seconds, no capacity and no connection is in use."""
        until = time.monotonic() + 2
        while self.gateway.capacity.busy or any(pool._busy for pool in self.gateway.pools.values()):
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True


def one(port: int, request: bytes) -> bytes:
    """The one answer to these bytes: whole by its own words, or all that comes until the end."""
    found = b""
    with socket.create_connection(("127.0.0.1", port), 5) as line, suppress(ConnectionError):
        line.sendall(request)
        while piece := line.recv(1 << 20):
            found += piece
            head, _, body = found.partition(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head)
            if request[:5] == b"HEAD " or head[9:12] in (b"204", b"304") or (length and len(body) >= int(length[1])):
                break
    return found


def split(told: bytes) -> tuple[int, bytes, bytes]:
    head, _, body = told.partition(b"\r\n\r\n")
    return int(head.split(b" ")[1]) if head else 0, head + b"\r\n", body


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    with nasty() as behind:
        settings = GatewaySettings(
            profile="test", upstreams=dict.fromkeys(SERVICES, f"http://127.0.0.1:{behind.port}"), redis="",
            session_key=b"k" * 32, clock_file=None, traces=None, otlp_endpoint=None, rate=Rate(500, 5000),
            sign_in_rate=Rate(0.1, 3), in_flight=IN_FLIGHT,
        )  # fmt: skip
        telemetry.configure("gateway", traces_dir=None, otlp_endpoint=None, profile="test")
        gateway = Gateway(settings)
        with served(TwoWays(telemetry.TraceRequests(gateway, "gateway"), gateway.short.take), "on") as port:
            token = token_of("gateway", ACTOR, "kuansing", ())
            yield Door(gateway, port, behind, token)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("word", ["junk", "twice", "trailing", "both", "switch"])
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
        ("odd", 299, b"{}"), ("beyond", 799, b"{}"), ("none", 204, b""), ("unchanged", 304, b""),
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
        line.sendall(door.request("activity/slow"))
        time.sleep(0.02)
    told = [line.recv(65536) for line in lines]
    for line in lines:
        line.close()
    found = sorted(split(answer)[0] for answer in told)
    assert found == [200] * IN_FLIGHT + [503] * 3
    assert all(b"retry-after: 1\r\n" in answer for answer in told if split(answer)[0] == 503)
    assert door.nothing_is_held()


def test_who_asks_too_much_is_told_so_and_holds_nothing(door: Door) -> None:
    door.warm()
    rate, door.gateway.short.rate = door.gateway.short.rate, Throttle("few", Rate(0.001, 2))
    try:
        found = [split(one(door.port, door.request("activity/echo")))[0] for _ in range(5)]
    finally:
        door.gateway.short.rate = rate
    assert found == [200, 200, 429, 429, 429]
    assert door.nothing_is_held()


@pytest.mark.parametrize("path", ["identity/login", "identity/%6cogin", "identity/login/", "identity/refresh"])
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


def test_a_good_trace_is_continued(door: Door) -> None:
    trace = uuid.uuid4().hex
    _, head, body = door.ask("activity/echo", more=f"traceparent: 00-{trace}-0123456789abcdef-00\r\n")
    assert f"x-trace-id: {trace}\r\n".encode() in head and f"traceparent: 00-{trace}-" in json.loads(body)["head"]


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
    rate, door.gateway.short.rate = door.gateway.short.rate, Throttle("none", Rate(0.001, 1))
    door.warm()
    sent, wave = 0, door.request("activity/echo") * at_once
    try:
        with socket.create_connection(("127.0.0.1", door.port), 5) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.settimeout(1)
            while sent < most:
                sent += line.send(wave)
                time.sleep(pause)
    except (TimeoutError, ConnectionError):
        pass
    finally:
        door.gateway.short.rate = rate
    return sent


def test_a_client_that_reads_nothing_is_read_no_further(door: Door) -> None:
    assert flooded(door, 20, 0.001, 40_000_000) < 40_000_000
    assert door.nothing_is_held()


def test_requests_without_end_and_without_waiting_are_not_kept(door: Door) -> None:
    assert flooded(door, 1000, 0, 40_000_000) < 10_000_000
    assert door.nothing_is_held()
    assert door.ask("activity/echo")[0] == 200


def test_a_request_that_does_not_arrive_is_waited_for_so_long(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing at all, half a head, a body that stays away; who waits for an answer is not hurried."""
    monkeypatch.setattr(wire, "ARRIVE_SECONDS", 0.2)
    door.warm()
    whole = door.request("activity/slow")
    for begun in (b"", whole[:40], door.request("activity/echo", "POST", b"12345")[:-2]):
        with socket.create_connection(("127.0.0.1", door.port), 5) as line:
            line.sendall(begun)
            began = time.monotonic()
            with suppress(ConnectionError):
                assert line.recv(100) == b""
            assert time.monotonic() - began < 2
    assert split(one(door.port, whole))[0] == 200
