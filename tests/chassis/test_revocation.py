"""Sessions that ended before their tokens: refused within a second or two, and what holds while Valkey is away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from chassis import telemetry
from chassis.revocation import KEEP_SECONDS, MARKS, Ended, client_of, keep_reading, mark
from ekinerja.stack import Stack

NOWHERE = "redis://127.0.0.1:1/0"


def test_a_mark_outlasts_the_five_minutes_of_a_token_and_then_goes() -> None:
    ended = Ended()
    ended.add({"one": 1000.0}, 1000.0)
    ended.add({"two": 1301.0}, 1301.0)
    assert "one" in ended and "two" in ended and "three" not in ended
    ended.add({}, 1000.0 + KEEP_SECONDS)
    assert "one" not in ended and "two" in ended
    assert KEEP_SECONDS >= 300 + 5, "the life of an access token and the leeway of clocks"


@asynccontextmanager
async def _reading(url: str, ended: Ended) -> AsyncIterator[None]:
    task = asyncio.create_task(keep_reading(url, "test", ended))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _until(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 3
    while not holds() and time.monotonic() < until:
        await asyncio.sleep(0.02)
    return holds()


def _gauge() -> float:
    return float(telemetry.revocations_read.labels("test")._value.get())


async def test_what_is_marked_is_known_to_whoever_reads_and_said_twice_is_said_once(servers: Stack) -> None:
    client, ended = client_of(servers.redis()), Ended()
    await client.delete(MARKS)
    async with _reading(servers.redis(), ended):
        assert await _until(lambda: _gauge() == 1)
        now = time.time()
        for _ in range(2):
            await mark(client, [("s1", now), ("old", now - KEEP_SECONDS - 1)])
        assert await _until(lambda: "s1" in ended) and "old" not in ended
        assert await client.zcard(MARKS) == 1, "what no token can need goes"
        await client.delete(MARKS)
        await asyncio.sleep(1.2)
        assert "s1" in ended, "a Valkey that forgot takes nothing back"
    await client.aclose()


async def test_without_valkey_the_known_marks_hold_and_the_metric_says_so() -> None:
    ended = Ended()
    ended.add({"s1": time.time()}, time.time())
    telemetry.revocations_read.labels("test").set(1)
    async with _reading(NOWHERE, ended):
        assert await _until(lambda: _gauge() == 0)
        assert "s1" in ended
