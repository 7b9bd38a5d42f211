"""What waits is measured: facts that are parked, deadlines that have passed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timezone

import asyncpg
import pytest
from prometheus_client import REGISTRY

from chassis.clock import DatabaseClock
from chassis.ids import new_id
from chassis.replay import replay
from chassis.waiting import Waiting
from ekinerja.databases import database_of
from tests.delivery.world import TENANT, MemoryBus, World, until


@pytest.fixture
async def measured(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    monkeypatch.setattr("chassis.waiting.EVERY_SECONDS", 0.05)
    duty = asyncio.create_task(Waiting(world.dsn("beta", "plumbing"), "beta", DatabaseClock()).keep_measuring())
    yield
    duty.cancel()
    await asyncio.gather(duty, return_exceptions=True)


async def _told(metric: str, wanted: float) -> bool:
    return REGISTRY.get_sample_value(metric, {"service": "beta"}) == wanted


@pytest.mark.usefixtures("measured")
async def test_parked_facts_are_counted_until_they_are_replayed(world: World) -> None:
    before = await _parked(world)
    bus, sick = MemoryBus(world), f"waiting-{new_id().hex[:12]}"
    await bus.start()
    try:
        world.poison.add((sick, 1))
        await world.tell_sequence(sick, 1, 3)
        await until(lambda: _told("parked_facts", before + 3), 10, "three more parked")
        world.poison.clear()
        await replay(world.inbox, "beta", world.dsn("beta", "plumbing"))
        left = await _parked(world)
        assert left <= before
        await until(lambda: _told("parked_facts", left), 10, "they wait no more")
    finally:
        world.poison.clear()
        await bus.stop()


@pytest.mark.usefixtures("measured")
async def test_deadlines_that_have_passed_are_counted(world: World) -> None:
    await until(lambda: _told("deadlines_due", 0), 10, "none is due")
    owner = await asyncpg.connect(world.dsn("beta", "owner"))
    try:
        await owner.execute("SELECT set_config('app.tenant', $1, false)", TENANT)
        await owner.execute(
            "INSERT INTO deadline (id, tenant, kind, subject, due_at, payload) VALUES ($1, $2, 'x', 'y', $3, '{}')",
            new_id(), TENANT, datetime(2025, 1, 1, tzinfo=timezone.utc),
        )  # fmt: skip
        await until(lambda: _told("deadlines_due", 1), 10, "one is due")
        await owner.execute("DELETE FROM deadline WHERE kind = 'x'")
        await until(lambda: _told("deadlines_due", 0), 10, "it is due no more")
    finally:
        await owner.close()


async def _parked(world: World) -> int:
    admin = await asyncpg.connect(world.stack.admin_dsn(database_of("beta")))
    try:
        return int(await admin.fetchval("SELECT count(*) FROM parked"))
    finally:
        await admin.close()
