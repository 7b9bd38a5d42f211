"""How much one client may ask: here at once, and with the other gateways through Valkey."""

from __future__ import annotations

import pytest
from limits import RateLimitItem
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from ekinerja.stack import Stack
from gateway.answer import Rejected
from gateway.settings import Rate
from gateway.throttle import Throttle


class Moment:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


class Counts(SlidingWindowCounterRateLimiter):
    """Notes what is compared, and allows all of it."""

    def __init__(self) -> None:
        self.costs: list[int] = []

    async def hit(self, item: RateLimitItem, *identifiers: str, cost: int = 1) -> bool:
        self.costs.append(cost)
        return True


def _take(throttle: Throttle, key: str, times: int) -> int:
    """How many of so many requests were let in."""
    for n in range(times):
        try:
            throttle.take(key)
        except Rejected:
            return n
    return times


def test_a_burst_is_let_in_and_then_the_steady_rate() -> None:
    moment = Moment()
    throttle = Throttle("each", Rate(5, 20), moment)
    assert _take(throttle, "a", 30) == 20 and _take(throttle, "b", 1) == 1
    moment.at += 2.0
    assert _take(throttle, "a", 30) == 10


async def test_who_asks_little_is_not_compared() -> None:
    moment, counts = Moment(), Counts()
    throttle = Throttle("each", Rate(5, 20), moment)
    for _ in range(30):
        assert _take(throttle, "a", 3) == 3
        moment.at += 1.0  # full again
        await throttle.compare(counts)
    assert counts.costs == []


async def test_who_asks_much_is_compared_once_for_all_he_took() -> None:
    moment, counts = Moment(), Counts()
    throttle = Throttle("each", Rate(5, 20), moment)
    assert _take(throttle, "a", 4) == 4
    await throttle.compare(counts)
    assert _take(throttle, "a", 3) == 3
    await throttle.compare(counts)
    await throttle.compare(counts)
    assert counts.costs == [7]


async def test_what_was_used_up_at_one_gateway_is_used_up_at_the_other(servers: Stack) -> None:
    limiter = SlidingWindowCounterRateLimiter(RedisStorage(f"async+{servers.redis()}", implementation="redispy"))
    rate = Rate(1, 20)  # 30 in ten seconds, wherever
    here, there = Throttle("shared", rate, Moment()), Throttle("shared", rate, Moment())
    assert _take(here, "a", 20) == 20
    await here.compare(limiter)
    assert _take(there, "a", 15) == 15
    await there.compare(limiter)
    with pytest.raises(Rejected) as told:
        there.take("a")
    assert told.value.status == 429
    assert _take(there, "b", 1) == 1
