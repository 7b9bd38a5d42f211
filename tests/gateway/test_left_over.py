"""What somebody did not read of an answer is nobody else's: the connection that holds it is not used again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from gateway.ask import ask
from gateway.connection import State
from gateway.pool import Pool


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    """A service that answers with the path it was asked for."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readline():
            while (await reader.readline()).strip():
                pass
            body = b'"%s"' % head.split()[1]
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body))
            await writer.drain()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    kept = Pool(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    yield kept
    kept.close()
    server.close()


async def test_who_goes_away_before_reading_leaves_nothing_for_the_next(pool: Pool) -> None:
    for turn in range(20):
        gone = asyncio.create_task(ask(pool, "GET", f"/rahasia/{turn}"))
        while not any(busy.complete and busy.started for busy in pool._busy):
            await asyncio.sleep(0)
            if gone.done():
                break
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        assert (await ask(pool, "GET", f"/milik/{turn}")).json() == f"/milik/{turn}"


async def test_a_connection_with_something_unread_is_closed(pool: Pool) -> None:
    connection, _ = await pool.acquire()
    connection.begin(b"GET /a HTTP/1.1\r\nhost: x\r\n\r\n", bodiless=False, deadline=float("inf"))
    while not connection.complete:
        await asyncio.sleep(0.01)
    assert connection.unread and connection.state is State.WHOLE
    pool.release(connection)
    assert connection.state is State.ENDED and (await ask(pool, "GET", "/b")).json() == "/b"
