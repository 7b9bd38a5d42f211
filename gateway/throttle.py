"""How much one client may ask: a bucket here, compared in the background with the other gateways' through Valkey."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Hashable
from hashlib import blake2b

from limits import RateLimitItemPerSecond
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from chassis import telemetry
from gateway.answer import Rejected
from gateway.settings import Rate

WINDOW_SECONDS = 10
SYNC_SECONDS = 1.0
MOST_KEYS = 50_000


class Bucket:
    """Tokens that come back with time; what was taken since it was last full, or compared, is remembered."""

    __slots__ = ("at", "taken", "tokens")

    def __init__(self, tokens: float, at: float) -> None:
        self.tokens = tokens
        self.at = at
        self.taken = 0


class Throttle:
    """One rate for many keys. `take` never waits; it raises 429 with the seconds to wait."""

    def __init__(self, name: str, rate: Rate | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._rate = rate
        self._clock = clock
        self._buckets: dict[Hashable, Bucket] = {}

    def take(self, key: Hashable) -> None:
        """Use one token of a key; Rejected 429 when there is none."""
        rate = self._rate
        if rate is None:
            return
        now = self._clock()
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= MOST_KEYS:
                self._forget(now)
            bucket = self._buckets[key] = Bucket(rate.burst, now)
        bucket.tokens += (now - bucket.at) * rate.steady
        bucket.at = now
        if bucket.tokens >= rate.burst:
            bucket.tokens, bucket.taken = rate.burst, 0
        if bucket.tokens < 1:
            wait = max(1, math.ceil((1 - bucket.tokens) / rate.steady))
            raise Rejected(
                429, f"Terlalu banyak permintaan; coba lagi dalam {wait} detik.", [(b"retry-after", b"%d" % wait)]
            )
        bucket.tokens -= 1
        bucket.taken += 1

    def _forget(self, now: float) -> None:
        """Drop buckets that are full again; if all are in use, the oldest half."""
        assert self._rate is not None
        full = self._rate.burst / self._rate.steady
        kept = {k: b for k, b in self._buckets.items() if now - b.at < full}
        if len(kept) >= MOST_KEYS:
            kept = dict(sorted(kept.items(), key=lambda item: item[1].at)[MOST_KEYS // 2 :])
        self._buckets = kept

    async def compare(self, limiter: SlidingWindowCounterRateLimiter) -> None:
        """Add what was taken here to the shared count; a key over it everywhere has nothing left here.

        Nearly all clients ask too little for their requests elsewhere to matter: these are not compared.
        """
        if self._rate is None:
            return
        matters = max(1, self._rate.burst // 4)
        item = RateLimitItemPerSecond(int(self._rate.steady * WINDOW_SECONDS) + self._rate.burst, WINDOW_SECONDS)
        for key, bucket in [(k, b) for k, b in self._buckets.items() if b.taken >= matters]:
            taken, bucket.taken = bucket.taken, 0
            mark = blake2b(f"{self._name}:{key}".encode(), digest_size=16).hexdigest()
            if not await limiter.hit(item, "ekinerja", mark, cost=taken):
                bucket.tokens = min(bucket.tokens, -self._rate.steady)


async def keep_comparing(url: str, throttles: list[Throttle]) -> None:
    """Compare once a second for as long as the process lives; without Valkey each gateway counts for itself."""
    limiter = SlidingWindowCounterRateLimiter(
        RedisStorage(f"async+{url}", implementation="redispy", socket_timeout=1, socket_connect_timeout=1)
    )
    away = False
    while True:
        await asyncio.sleep(SYNC_SECONDS)
        try:
            for throttle in throttles:
                await throttle.compare(limiter)
            away = False
        except Exception as err:
            if not away:
                telemetry.get_logger().warning("throttle_alone", error=type(err).__name__)
            away = True
            await asyncio.sleep(SYNC_SECONDS * 4)
