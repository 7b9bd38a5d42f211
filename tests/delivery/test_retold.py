"""A state that is told again: over what was lost, never over what is newer, and once for all that waits behind a gap."""

from __future__ import annotations

import msgspec

from chassis.db import Who
from chassis.ids import new_id
from chassis.replay import replay
from contracts.envelope import body_of, headers_of
from contracts.event import Event, Fact
from tests.delivery.alpha import Ignored, Noted
from tests.delivery.conftest import Bus
from tests.delivery.test_delivery import _count, _fact, name
from tests.delivery.world import TENANT, World, until


async def retell(world: World, *states: tuple[Event, int]) -> None:
    async with world.alpha.work(Who(tenant=TENANT, actor="test")) as work:
        await work.record_all(list(states), retold=True)


async def bring(bus: Bus, fact: Fact[Event]) -> None:
    await bus.inject(fact.key.encode(), headers_of(fact), body_of(fact.event))


async def test_who_never_heard_of_it_takes_the_state_and_goes_on_from_there(world: World, bus: Bus) -> None:
    late = name(bus, "late")
    await retell(world, (Noted(sequence=late, n=37), 37))
    await world.tell_sequence(late, 38, 39)
    await world.arrive(late, 3)
    assert await world.noted(late) == [37, 38, 39]
    assert await world.parked(late) == []


async def test_who_knows_something_newer_keeps_it(world: World, bus: Bus) -> None:
    """Told again by a service that was behind, or brought once more by Kafka after the next change."""
    newer, marker = name(bus, "newer"), name(bus, "marker")
    await world.tell_sequence(newer, 1, 5)
    await world.arrive(newer, 5)
    await bring(bus, msgspec.structs.replace(_fact(newer, 4), id=new_id(), retold=True))
    await world.tell_sequence(newer, 6, 6)
    await world.arrive(newer, 6)
    await world.tell_sequence(marker, 1, 1)
    await world.arrive(marker, 1)
    assert await world.noted(newer) == [1, 2, 3, 4, 5, 6]
    assert await world.parked(newer) == []


async def test_several_facts_make_a_state_at_one_version_and_each_comes_once(world: World, bus: Bus) -> None:
    parts = name(bus, "parts")
    await world.tell([(Noted(sequence=parts, n=1), 1), (Ignored(sequence=parts), 2)])
    await retell(world, (Noted(sequence=parts, n=1), 2), (Ignored(sequence=parts), 2), (Noted(sequence=parts, n=2), 2))
    await world.tell_sequence(parts, 3, 3)
    await until(lambda: world._arrived(parts, 4), 20, "all of it")
    assert await world.noted(parts) == [1, 1, 2, 3]
    await bus.again()
    await world.tell_sequence(parts, 4, 4)
    await until(lambda: world._arrived(parts, 5), 20, "what comes after what came twice")
    assert await world.noted(parts) == [1, 1, 2, 3, 4]
    assert await world.parked(parts) == []


async def test_what_waits_behind_a_gap_is_healed_by_the_state_and_a_replay(world: World, bus: Bus) -> None:
    """A reader that came after Kafka forgot: what it heard first waits, also after a replay that could not help."""
    gapped = name(bus, "forgotten")
    for version in (7, 8):
        await bring(bus, _fact(gapped, version))
    await until(lambda: _count(world, gapped, 2), 20, "two facts parked")
    assert [reason for _, reason in await world.parked(gapped)] == ["gap", "held"]
    await replayed(world, gapped)
    assert await world.noted(gapped) == []
    await bring(bus, msgspec.structs.replace(_fact(gapped, 8), id=new_id(), retold=True))
    await bring(bus, _fact(gapped, 9))
    await until(lambda: _count(world, gapped, 4), 20, "the state and the next wait with them")
    assert await replayed(world, gapped) == (2, 0, 2)
    assert await world.noted(gapped) == [8, 9]
    await world.tell_sequence(gapped, 10, 10)
    await world.arrive(gapped, 3)
    assert await world.noted(gapped) == [8, 9, 10]


async def test_a_replay_does_not_jump_over_what_a_state_does_not_hold(world: World, bus: Bus) -> None:
    """A fact newer than the state told again waits before it: it is not lost for an older state."""
    gapped = name(bus, "older")
    await bring(bus, _fact(gapped, 9))
    await bring(bus, msgspec.structs.replace(_fact(gapped, 8), id=new_id(), retold=True))
    await until(lambda: _count(world, gapped, 2), 20, "two facts parked")
    assert await replayed(world, gapped) == (0, 2, 0)
    assert await world.noted(gapped) == []


async def test_a_poisoned_fact_is_not_passed_over_for_a_state(world: World, bus: Bus) -> None:
    sick = name(bus, "sick")
    world.poison.add((sick, 2))
    await world.tell_sequence(sick, 1, 2)
    await until(lambda: _count(world, sick, 1), 20, "the poisoned fact parked")
    await retell(world, (Noted(sequence=sick, n=3), 2))
    await until(lambda: _count(world, sick, 2), 20, "the state waits behind it")
    assert await replayed(world, sick) == (0, 2, 0)
    world.poison.clear()
    assert await replayed(world, sick) == (2, 0, 0)
    assert await world.noted(sick) == [1, 2, 3]


async def replayed(world: World, subject: str) -> tuple[int, int, int]:
    done = await replay(world.inbox, "beta", world.dsn("beta", "plumbing"))
    return next((d.delivered, d.left, d.superseded) for d in done if d.subject == subject)
