"""Sessions that ended before their tokens: identity marks them in Valkey, everybody keeps the marks in memory.

A mark is the id of a session and the time. Every process that checks tokens reads the marks each second, so a request
costs a look into a set. Without Valkey the last known marks hold, and a token else lasts until its own end.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping

from redis.asyncio import Redis

from chassis import telemetry

MARKS = "sesi-berakhir"
# An access token lives for 300 s; marks outlast it by the leeway of clocks.
KEEP_SECONDS = 360
EVERY_SECONDS = 1.0


class Ended:
    """The sessions whose tokens are refused."""

    def __init__(self) -> None:
        self._marks: dict[str, float] = {}

    def __contains__(self, session: str) -> bool:
        return session in self._marks

    def add(self, marks: Mapping[str, float], now: float) -> None:
        """Take more marks in (session to Unix time), and let those go whose tokens have ended by themselves."""
        kept = {**self._marks, **marks}
        self._marks = {session: at for session, at in kept.items() if at > now - KEEP_SECONDS}


def client_of(url: str) -> Redis:
    """A client that does not wait long."""
    return Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1, decode_responses=True)


async def mark(client: Redis, marks: Iterable[tuple[str, float]]) -> None:
    """Tell that sessions have ended; RedisError, OSError while Valkey is away. Told twice is told once."""
    told = dict(marks)
    if told:
        async with client.pipeline(transaction=False) as pipe:
            pipe.zadd(MARKS, told)
            pipe.zremrangebyscore(MARKS, 0, time.time() - KEEP_SECONDS)
            pipe.expire(MARKS, KEEP_SECONDS)
            await pipe.execute()


async def keep_reading(url: str, service: str, ended: Ended) -> None:
    """Read the marks for as long as the process lives; the gauge says whether they are read."""
    client, known = client_of(url), telemetry.revocations_read.labels(service)
    is_away = False
    while True:
        try:
            now = time.time()
            found = await client.zrange(MARKS, int(now - KEEP_SECONDS), "+inf", byscore=True, withscores=True)
            ended.add({str(row[0]): float(row[1]) for row in found}, now)
            known.set(1)
            is_away = False
        except Exception as err:
            known.set(0)
            if not is_away:
                telemetry.get_logger().warning("revocations_unread", error=type(err).__name__)
            is_away = True
        await asyncio.sleep(EVERY_SECONDS)
