"""The short way gives back what it took, also when the client leaves in the middle of a large answer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from gateway.connection import WAIT_FOR, Connection
from gateway.pool import Pool
from gateway.settings import Rate
from gateway.short import ShortCut
from gateway.throttle import Capacity, Throttle

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: %d\r\n\r\n"


class Wire:
    """A transport that only listens."""

    def __init__(self) -> None:
        self.written = b""
        self.aborted = False

    def write(self, data: bytes) -> None:
        self.written += data

    def abort(self) -> None:
        self.aborted = True


class Asked:
    """A plain request, as the protocol hands it over."""

    method, target, body, client = b"GET", b"/api/skp/waiting?tahun=2026", b"", None

    def __init__(self) -> None:
        self.headers = {b"host": b"x", b"authorization": b"Bearer known"}
        self.pairs = list(self.headers.items())
        self.disconnected = False
        self.answers: list[tuple[int, bytes, bytes]] = []
        self.streams: list[Any] = []

    def answer(self, status: int, headers: bytes, body: bytes) -> None:
        self.answers.append((status, headers, body))

    def ordinary(self, app: Any = None) -> bool:
        if not self.disconnected:
            self.streams.append(app)
        return not self.disconnected


@pytest.fixture
async def way() -> Any:
    pool, connection, wire = Pool("http://127.0.0.1:1"), Connection(), Wire()
    connection.connection_made(wire)  # type: ignore[arg-type]
    connection.reusable = True
    pool._busy.add(connection)
    pool.release(connection)
    actor = SimpleNamespace(id="someone", limited="")
    tokens: Any = SimpleNamespace(known=lambda given: actor if given == b"Bearer known" else None)
    capacity = Capacity(1)
    cut = ShortCut("gateway", {"skp": pool}, tokens, Throttle("rate", Rate(1, 2)), capacity, strict=False)
    return SimpleNamespace(cut=cut, pool=pool, connection=connection, wire=wire, capacity=capacity)


async def test_a_small_answer_comes_back_and_everything_is_free_again(way: Any) -> None:
    asked = Asked()
    assert way.cut.take(asked) and way.capacity.busy == 1
    assert way.wire.written.startswith(b"GET /api/skp/waiting?tahun=2026 HTTP/1.1\r\n")
    way.connection.data_received(HEAD % 2 + b"ok")
    ((status, headers, body),) = asked.answers
    assert (status, body) == (200, b"ok") and b"cache-control: no-store" in headers and b"x-trace-id: " in headers
    assert way.capacity.busy == 0 and way.pool._resting == [way.connection]


async def test_a_large_answer_goes_on_by_the_ordinary_way(way: Any) -> None:
    asked = Asked()
    assert way.cut.take(asked)
    way.connection.data_received(HEAD % (WAIT_FOR * 3) + b"x" * (WAIT_FOR + 1))
    assert len(asked.streams) == 1 and way.capacity.busy == 1 and not asked.answers


async def test_a_client_that_left_before_a_large_answer_takes_nothing_with_it(way: Any) -> None:
    asked = Asked()
    assert way.cut.take(asked)
    asked.disconnected = True
    way.connection.data_received(HEAD % (WAIT_FOR * 3) + b"x" * (WAIT_FOR + 1))
    assert way.capacity.busy == 0 and way.wire.aborted and not way.pool._busy and not way.pool._resting


async def test_a_service_that_breaks_off_frees_the_place(way: Any) -> None:
    asked = Asked()
    assert way.cut.take(asked)
    way.connection.connection_lost(None)
    assert way.capacity.busy == 0 and asked.streams == [None], "a question is asked again, the ordinary way"


async def test_beyond_the_rate_and_the_capacity_nothing_leaks(way: Any) -> None:
    first = Asked()
    for asked in (first, Asked()):
        assert way.cut.take(asked)
        way.connection.data_received(HEAD % 2 + b"ok")
    over = Asked()
    assert way.cut.take(over) and over.answers[0][0] == 429 and way.capacity.busy == 0
    way.capacity.busy = 1
    full = Asked()
    assert way.cut.take(full) and full.answers[0][0] == 503 and way.capacity.busy == 1
    assert way.pool._resting == [way.connection]
