"""The world of the delivery suite; each test runs on the bus in memory and on Kafka."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from ekinerja.stack import Stack
from tests.delivery.world import KafkaBus, MemoryBus, World, make_world

Bus = MemoryBus | KafkaBus


@pytest.fixture(scope="session")
async def world(servers: Stack) -> AsyncIterator[World]:
    world = await make_world(servers)
    yield world
    await world.close()


@pytest.fixture(params=["memory", "kafka"])
async def bus(request: pytest.FixtureRequest, world: World) -> AsyncIterator[Bus]:
    bus: Bus = MemoryBus(world) if request.param == "memory" else KafkaBus(world)
    await bus.start()
    yield bus
    await bus.stop()
    world.poison.clear()
