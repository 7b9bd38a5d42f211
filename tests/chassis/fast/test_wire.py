"""The short way from the wire: what it takes, what it leaves to the ordinary way, and that neither mixes up answers."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from chassis.fast.wire import MOST_BODY, Exchange, TwoWays
from tests.chassis.fast.wired import raw, served


async def ordinary(scope: Any, receive: Any, send: Any) -> None:
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    told = b"ordinary %s %s?%s %d" % (
        scope["method"].encode(), scope["path"].encode(), scope["query_string"], len(body),
    )  # fmt: skip
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(told))]})
    await send({"type": "http.response.body", "body": told})


def take(exchange: Exchange) -> bool:
    """/short answers at once, /late after a while, /none without a body, /back goes back later, /broken fails."""
    place = exchange.target.partition(b"?")[0]
    told = b"short %s %d" % (exchange.target, len(exchange.body))
    loop = asyncio.get_running_loop()
    if place == b"/short":
        exchange.answer(201, b"x-way: short\r\n", told)
    elif place == b"/late":
        loop.call_later(0.15, exchange.answer, 200, b"", told)
    elif place == b"/none":
        exchange.answer(204, b"", b"")
    elif place == b"/back":
        loop.call_later(0.05, exchange.ordinary)
    elif place == b"/broken":
        raise RuntimeError("of our own making")
    else:
        return False
    return True


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served(TwoWays(ordinary, take)) as found:
        yield found


def request(target: bytes, body: bytes = b"", method: bytes = b"POST", more: bytes = b"") -> bytes:
    return b"%s %s HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n%s\r\n%s" % (method, target, len(body), more, body)


def test_a_plain_request_is_taken(port: int) -> None:
    told = raw(port, request(b"/short?a=1", b"12345"))
    assert told == b"HTTP/1.1 201 Created\r\nx-way: short\r\ncontent-length: 18\r\n\r\nshort /short?a=1 5"


def test_what_is_not_wanted_goes_the_ordinary_way_with_its_body(port: int) -> None:
    told = raw(port, request(b"/else%20where?b=2", b"123"))
    assert told.startswith(b"HTTP/1.1 200") and told.endswith(b"ordinary POST /else where?b=2 3")


@pytest.mark.parametrize(
    "sent",
    [
        b"POST /short HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        b"POST /short HTTP/1.0\r\nhost: x\r\ncontent-length: 3\r\n\r\nabc",
        b"POST /short HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 3\r\n\r\nabc",
        b"POST /short HTTP/1.1\r\nhost: x\r\nx-twice: a\r\nx-twice: b\r\ncontent-length: 3\r\n\r\nabc",
        b"POST /short HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\nabc",
    ],
    ids=["chunked", "http10", "close", "header-twice", "expect"],
)
def test_what_is_not_of_the_plainest_kind_goes_the_ordinary_way(port: int, sent: bytes) -> None:
    assert raw(port, sent).endswith(b"ordinary POST /short? 3")


def test_a_large_body_goes_the_ordinary_way(port: int) -> None:
    assert b"short /short %d" % MOST_BODY in raw(port, request(b"/short", b"x" * MOST_BODY))
    assert b"ordinary POST /short? %d" % (MOST_BODY + 1) in raw(port, request(b"/short", b"x" * (MOST_BODY + 1)))


def test_a_request_in_many_pieces_is_one(port: int) -> None:
    whole = request(b"/short", b"0123456789")
    told = raw(port, *(whole[n : n + 7] for n in range(0, len(whole), 7)), pause=0.001)
    assert told.endswith(b"short /short 10") and told.count(b"HTTP/1.1") == 1


def test_an_answer_without_body_names_no_length(port: int) -> None:
    assert raw(port, request(b"/none")) == b"HTTP/1.1 204 No Content\r\n\r\n"


def test_requests_sent_at_once_are_answered_in_their_order(port: int) -> None:
    """Whatever way each takes and however long it waits."""
    places = (b"/late", b"/short", b"/other", b"/late?2", b"/back", b"/short?2")
    told = raw(port, b"".join(request(place) for place in places))
    bodies = [part.rpartition(b"\r\n\r\n")[2] for part in told.split(b"HTTP/1.1 ")[1:]]
    assert bodies == [
        b"short /late 0", b"ordinary POST /short? 0", b"ordinary POST /other? 0", b"ordinary POST /late?2 0",
        b"ordinary POST /back? 0", b"ordinary POST /short?2 0",
    ]  # fmt: skip


def test_a_fault_of_ours_is_not_told_as_the_clients(port: int) -> None:
    assert raw(port, request(b"/broken")).endswith(b"ordinary POST /broken? 0")


def test_a_client_that_leaves_is_not_answered_and_hurts_nobody(port: int) -> None:
    for place in (b"/late", b"/back"):
        with socket.create_connection(("127.0.0.1", port), 5) as line:
            line.sendall(request(place))
    assert raw(port, request(b"/late")).endswith(b"short /late 0")


def test_a_connection_that_rests_too_long_is_closed(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 5) as line:
        line.sendall(request(b"/short"))
        assert line.recv(65536).startswith(b"HTTP/1.1 201")
        assert line.recv(1) == b""  # the keep-alive of this server is one second


def test_a_connection_in_use_is_kept_however_long_and_closed_once_it_rests(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 5) as line:
        for n in range(4):  # a second of rest would close it
            line.sendall(request(b"/short?%d" % n))
            assert b"201" in line.recv(65536)
            time.sleep(0.4)
        line.settimeout(3)
        began = time.monotonic()
        assert line.recv(1) == b""
        assert time.monotonic() - began < 1.5
