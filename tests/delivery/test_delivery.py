"""Every fact arrives once and in order, whatever is sent twice, unknown, broken or killed on the way."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest

from chassis import telemetry
from chassis.ids import new_id
from chassis.outbox import Outgoing
from chassis.relay import Relay
from chassis.replay import replay
from contracts.envelope import body_of, headers_of
from contracts.event import Fact
from tests.delivery.alpha import Ignored, Noted, Unheard
from tests.delivery.conftest import Bus
from tests.delivery.world import TENANT, TOPIC, KafkaBus, World, until


def name(bus: Bus, what: str) -> str:
    return f"{what}-{type(bus).__name__}-{new_id().hex[:12]}"


async def test_once_and_in_order(world: World, bus: Bus) -> None:
    sequences = [name(bus, f"order{n}") for n in range(8)]
    await asyncio.gather(*(world.tell_sequence(s, 1, 40) for s in sequences))
    for sequence in sequences:
        await world.arrive(sequence, 40)
    await asyncio.sleep(0.3)
    for sequence in sequences:
        assert await world.noted(sequence) == list(range(1, 41))
        assert await world.parked(sequence) == []


async def test_redelivery_of_everything_changes_nothing(world: World, bus: Bus) -> None:
    sequence, marker = name(bus, "again"), name(bus, "marker")
    await world.tell_sequence(sequence, 1, 25)
    await world.arrive(sequence, 25)
    await bus.again()
    await world.tell_sequence(marker, 1, 12)  # behind the repeated ones
    await world.arrive(marker, 12)
    await asyncio.sleep(0.5)
    assert await world.noted(sequence) == list(range(1, 26))
    assert await world.parked(sequence) == []


async def test_types_without_a_reaction_or_a_definition_are_passed_over(world: World, bus: Bus) -> None:
    sequence = name(bus, "unknown")
    await world.tell([(Noted(sequence=sequence, n=1), 1), (Ignored(sequence=sequence), 2)])
    await world.tell([(Unheard(sequence=sequence), 3), (Noted(sequence=sequence, n=4), 4)])
    await world.arrive(sequence, 2)
    assert await world.noted(sequence) == [1, 4]
    assert await world.parked(sequence) == []


async def test_a_poisoned_fact_is_parked_with_those_behind_it_and_replayed_in_order(world: World, bus: Bus) -> None:
    sick, well = name(bus, "sick"), name(bus, "well")
    world.poison.add((sick, 3))
    await world.tell_sequence(sick, 1, 6)
    await world.tell_sequence(well, 1, 6)
    await world.arrive(well, 6)
    await until(lambda: _count(world, sick, 4), 10, "four facts parked")
    assert await world.noted(sick) == [1, 2]
    assert await world.parked(sick) == [("Noted", "failed")] + [("Noted", "held")] * 3

    world.poison.clear()
    done = [d for d in await replay(world.inbox, "beta", world.dsn("beta", "plumbing")) if d.subject == sick]
    assert [(d.delivered, d.left) for d in done] == [(4, 0)]
    assert await world.noted(sick) == [1, 2, 3, 4, 5, 6]
    await world.tell_sequence(sick, 7, 8)
    await world.arrive(sick, 8)
    assert await world.noted(sick) == list(range(1, 9))


async def test_replay_stops_at_what_is_still_poisoned(world: World, bus: Bus) -> None:
    sick = name(bus, "still")
    world.poison |= {(sick, 2), (sick, 4)}
    await world.tell_sequence(sick, 1, 5)
    await until(lambda: _count(world, sick, 4), 10, "four facts parked")
    world.poison.discard((sick, 2))
    done = [d for d in await replay(world.inbox, "beta", world.dsn("beta", "plumbing")) if d.subject == sick]
    assert [(d.delivered, d.left) for d in done] == [(2, 2)]
    assert await world.noted(sick) == [1, 2, 3]
    assert [reason for _, reason in await world.parked(sick)] == ["failed", "held"]


async def test_garbage_is_parked_and_stops_nobody(world: World, bus: Bus) -> None:
    broken, well = name(bus, "broken"), name(bus, "after")
    fact = _fact(broken, 1)
    for headers, body in (
        (headers_of(fact), b"\xff\xfe{"),
        ([h for h in headers_of(_fact(broken, 2)) if h[0] != "ce_sequence"], body_of(fact.event)),
        ([("ce_type", b"\xff")], b""),
        ([], b"\x00"),
    ):
        await bus.inject(broken.encode(), headers, body)
    await world.tell_sequence(well, 1, 3)
    await world.arrive(well, 3)
    await until(lambda: _count(world, broken, 2), 10, "the two that name a Pemda")
    await until(lambda: _count(world, broken, 2, "-"), 10, "the two that name none")
    assert await world.noted(broken) == []
    assert {reason for _, reason in await world.parked(broken)} == {"malformed"}


async def test_a_missing_version_is_a_gap_and_waits(world: World, bus: Bus) -> None:
    gapped, well = name(bus, "gap"), name(bus, "beside")
    for version in (1, 3):
        fact = _fact(gapped, version)
        await bus.inject(gapped.encode(), headers_of(fact), body_of(fact.event))
    await world.tell_sequence(well, 1, 2)
    await world.arrive(well, 2)
    await until(lambda: _count(world, gapped, 1), 10, "the fact behind the gap parked")
    assert await world.noted(gapped) == [1]
    assert await world.parked(gapped) == [("Noted", "gap")]


async def test_another_fact_under_a_known_version_is_a_conflict(world: World, bus: Bus) -> None:
    sequence = name(bus, "conflict")
    for _ in range(2):
        fact = _fact(sequence, 1)
        await bus.inject(sequence.encode(), headers_of(fact), body_of(fact.event))
    await until(lambda: _count(world, sequence, 1), 10, "the second fact parked")
    assert await world.noted(sequence) == [1]
    assert await world.parked(sequence) == [("Noted", "conflict")]


async def test_consumer_killed_between_commit_and_offset(world: World, bus: Bus) -> None:
    """The database has the batch, the offset is not stored: what comes again is known."""
    sequence = name(bus, "killed")
    facts = [_fact(sequence, n) for n in range(1, 6)]
    records = [_record(f) for f in facts]
    await world.inbox.receive(records)  # committed; the process dies before it stores the offset
    for fact in facts:
        await bus.inject(sequence.encode(), headers_of(fact), body_of(fact.event))
    fact = _fact(sequence, 6)
    await bus.inject(sequence.encode(), headers_of(fact), body_of(fact.event))
    await world.arrive(sequence, 6)
    assert await world.noted(sequence) == [1, 2, 3, 4, 5, 6]


async def test_relay_killed_between_publish_and_mark(world: World, bus: Bus) -> None:
    """Everything was sent, the position was not stored: it is sent again and applied once."""
    sequence = name(bus, "relay")
    await world.tell_sequence(sequence, 1, 10)
    await world.arrive(sequence, 10)
    await _forget_position(world, 10)
    await world.tell_sequence(sequence, 11, 12)
    await _restart_relay(bus)
    await world.arrive(sequence, 12)
    await asyncio.sleep(0.3)
    assert await world.noted(sequence) == list(range(1, 13))
    assert await world.parked(sequence) == []


@pytest.mark.parametrize("error", [OSError, asyncpg.InternalClientError, RuntimeError])
async def test_relay_that_fails_inside_publish(world: World, error: type[Exception]) -> None:
    """A publisher that fails after half a batch, as foreseen or not: the batch is sent again, each fact counts once."""
    sequence = f"half-{new_id().hex[:12]}"
    seen: list[bytes] = []

    class Dies:
        tries = 0

        async def publish(self, topic: str, batch: list[Outgoing]) -> None:
            own = [row for row in batch if row.key == sequence.encode()]  # earlier tests may have left theirs behind
            if not own:
                return
            self.tries += 1
            given = own[: len(own) // 2] if self.tries == 1 else own
            seen.extend(row.body for row in given)
            await world.inbox.receive([_record_of(row) for row in given])
            if self.tries == 1:
                raise error("the broker went away")

    await world.tell([(Noted(sequence=sequence, n=n), n) for n in range(1, 21)])
    relay = asyncio.create_task(Relay(world.dsn("alpha", "plumbing"), "alpha", TOPIC, Dies()).run())
    try:
        await world.arrive(sequence, 20)
    finally:
        relay.cancel()
        await asyncio.gather(relay, return_exceptions=True)
    assert len(seen) > 20
    assert await world.noted(sequence) == list(range(1, 21))


async def test_broker_killed(world: World) -> None:
    """kill -9 of Kafka in the middle: nothing is lost, nothing comes twice."""
    bus = KafkaBus(world)
    await bus.start()
    sequence = f"broker-{new_id().hex[:12]}"
    try:
        await world.tell_sequence(sequence, 1, 20)
        await world.arrive(sequence, 20)
        world.stack.kill("kafka")
        await world.tell_sequence(sequence, 21, 60)
        await world.arrive(sequence, 60, seconds=60)
    finally:
        await bus.stop()
    assert await world.noted(sequence) == list(range(1, 61))
    assert world.stack.restart_count("kafka") >= 1


async def test_one_trace_from_the_teller_to_the_reader(world: World, bus: Bus) -> None:
    sequence = name(bus, "trace")
    traceparent = f"00-{new_id().hex}-{new_id().hex[:16]}-01"
    fact = _fact(sequence, 1, traceparent)
    seen: list[str | None] = []
    note = world.note

    async def looking(work: object, facts: list[Fact[Noted]]) -> None:
        if any(f.event.sequence == sequence for f in facts):
            seen.append(telemetry.current_traceparent())
        await note(work, facts)  # type: ignore[arg-type]

    reaction = world.inbox.reader._reactions[Noted.type_name()]
    world.inbox.reader._reactions[Noted.type_name()] = type(reaction)(Noted, many=looking)
    try:
        await bus.inject(sequence.encode(), headers_of(fact), body_of(fact.event))
        await world.arrive(sequence, 1)
    finally:
        world.inbox.reader._reactions[Noted.type_name()] = reaction
    assert seen[0] is not None and seen[0][3:35] == traceparent[3:35]


async def _count(world: World, sequence: str, wanted: int, tenant: str = TENANT) -> bool:
    return len(await world.parked(sequence, tenant)) == wanted


def _fact(sequence: str, n: int, traceparent: str | None = None) -> Fact[Noted]:
    from datetime import datetime, timezone

    return Fact(
        id=new_id(), tenant=TENANT, subject=sequence, key=sequence, version=n, occurred_at=datetime.now(timezone.utc),
        actor="test", correlation="test", traceparent=traceparent, event=Noted(sequence=sequence, n=n),
    )  # fmt: skip


def _record(fact: Fact[Noted]):  # type: ignore[no-untyped-def]
    from chassis.reaction import Record

    return Record(TOPIC, 0, 0, fact.key.encode(), headers_of(fact), body_of(fact.event))


def _record_of(row: Outgoing):  # type: ignore[no-untyped-def]
    from chassis.reaction import Record

    return Record(TOPIC, 0, 0, row.key, row.headers, row.body)


async def _forget_position(world: World, rows: int) -> None:
    connection = await asyncpg.connect(world.dsn("alpha", "plumbing"))
    try:
        await connection.execute("UPDATE relay_position SET high = greatest(0, high - $1)", rows)
    finally:
        await connection.close()


async def _restart_relay(bus: Bus) -> None:
    """Its process is gone; another takes the outbox."""
    await bus.stop()
    await bus.start()
