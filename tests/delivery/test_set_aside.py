"""An event that can never be published stops its own subject alone, is counted, and is sent once it can be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest
from prometheus_client import REGISTRY

from chassis import outbox, setaside
from chassis.clock import DatabaseClock
from chassis.db import Who
from chassis.drain import PublishFailed
from chassis.ids import new_id
from chassis.relay import Relay
from chassis.waiting import Waiting
from contracts.refusal import Refusal
from tests.delivery.alpha import Noted
from tests.delivery.test_outbox import Collects, _drained
from tests.delivery.world import TENANT, TOPIC, World, until

LARGE = "x" * 900_000


@asynccontextmanager
async def relaying(world: World, publisher: Any) -> AsyncIterator[Relay]:
    relay = Relay(world.dsn("alpha", "plumbing"), "alpha", TOPIC, publisher)
    world.alpha.wake = relay.wake
    task = asyncio.create_task(relay.run())
    yield relay
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def measuring(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Waiting]:
    monkeypatch.setattr("chassis.waiting.EVERY_SECONDS", 0.05)
    waiting = Waiting(world.dsn("alpha", "plumbing"), "alpha", DatabaseClock())
    duty = asyncio.create_task(waiting.keep_measuring())
    yield waiting
    duty.cancel()
    await asyncio.gather(duty, return_exceptions=True)


def _gauge(name: str) -> float:
    return REGISTRY.get_sample_value(name, {"service": "alpha"}) or 0.0


async def test_an_event_larger_than_a_record_batch_is_refused_where_it_is_recorded(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        await world.tell([(Noted(sequence=LARGE, n=1), 1)])
    assert refused.value.status == 422


async def test_one_that_cannot_be_published_waits_with_its_subject_and_the_rest_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _drained(world)
    monkeypatch.setattr("chassis.drain.RELEASED_SECONDS", 0.1)
    collects, bad, good = Collects(), f"bad-{new_id().hex[:8]}", f"good-{new_id().hex[:8]}"
    async with measuring(world, monkeypatch), relaying(world, collects):
        monkeypatch.setattr(setaside, "MOST_EVENT_BYTES", 300)
        await world.tell_sequence(bad, 1, 1)
        large = Noted(sequence=bad, n=2, text="x" * 400)
        await world.tell([(large, 2)])
        await world.tell_sequence(bad, 3, 4)
        await world.tell_sequence(good, 1, 3)

        async def good_is_sent() -> bool:
            return [n for key, n in collects.sent if key == good] == [1, 2, 3]

        await until(good_is_sent, 10, "the others are sent")
        assert [n for key, n in collects.sent if key == bad] == [1]

        async def counted() -> bool:
            return _gauge("outbox_set_aside") == 3 and _gauge("outbox_lag_seconds") == 0

        await until(counted, 10, "three wait aside, none in the outbox")
        monkeypatch.setattr(setaside, "MOST_EVENT_BYTES", outbox.MOST_EVENT_BYTES)
        assert await setaside.release(world.dsn("alpha", "plumbing")) == 3

        async def all_is_sent() -> bool:
            return [n for key, n in collects.sent if key == bad] == [1, 2, 3, 4]

        await until(all_is_sent, 10, "released, in order")
        await world.tell_sequence(bad, 5, 5)
        await until(lambda: _is(lambda: (bad, 5) in collects.sent), 10, "the subject is free again")
        await until(lambda: _is(lambda: _gauge("outbox_set_aside") == 0), 10, "nothing waits")


async def _is(what: Any) -> bool:
    return bool(what())


async def test_a_run_that_nobody_can_write_out_is_set_aside_and_the_rest_goes_on(world: World) -> None:
    await _drained(world)
    collects, good = Collects(), f"good-{new_id().hex[:8]}"
    owner: Any = await asyncpg.connect(world.dsn("alpha", "owner"))
    await owner.execute("SELECT set_config('app.tenant', $1, false)", TENANT)
    await owner.execute(
        "INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)"
        " VALUES ($1, $2, 'x', '', '', 1, $3, $4)",
        TENANT, new_id(), b"\x90", b"\x00\x00\x00\x04junk",
    )  # fmt: skip
    async with relaying(world, collects):
        await world.tell_sequence(good, 1, 2)
        await until(lambda: _is(lambda: (good, 2) in collects.sent), 10, "the others are sent")
    rows = await owner.fetch("DELETE FROM outbox_aside WHERE reason = 'unreadable' RETURNING type")
    assert [row["type"] for row in rows] == ["x"]
    await owner.close()


class Frozen:
    """A broker that acknowledges nothing."""

    async def publish(self, topic: str, batch: Any) -> None:
        await asyncio.sleep(0.05)
        raise PublishFailed("TimeoutError")


async def test_what_cannot_be_sent_is_seen_to_wait_while_it_waits(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _drained(world)
    async with measuring(world, monkeypatch) as waiting, relaying(world, Frozen()) as relay:
        async with world.alpha.work(Who(tenant=TENANT, actor="test")) as work:
            await work.record(Noted(sequence=f"frozen-{new_id().hex[:8]}", n=1), 1)

        async def seen() -> bool:
            return waiting.lag_seconds > 1 and _gauge("outbox_lag_seconds") > 1 and _gauge("outbox_pending") == 1

        await until(seen, 10, "the age of the oldest unsent event")
        assert relay.idle_seconds() > 1
    await _drained(world)
