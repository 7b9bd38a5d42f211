"""Two made-up services, alpha that tells and beta that reads, on real PostgreSQL; the bus is memory or Kafka."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import asyncpg

from chassis.clock import DatabaseClock
from chassis.consumer import Consumer
from chassis.db import Database, Who, Work
from chassis.inbox import Inbox
from chassis.kafka import KafkaPublisher, partition_of
from chassis.outbox import Outgoing
from chassis.plumbing import create_plumbing, open_to_service
from chassis.plumbing_added import add_aside
from chassis.reaction import Reaction, Record
from chassis.regulation import Packs
from chassis.relay import Relay
from chassis.setaside import SetAside
from chassis.settings import REPOSITORY, Settings
from contracts.event import Event, Fact, catalogue
from ekinerja import databases, topics
from ekinerja.rights import Wants
from ekinerja.stack import Stack
from tests.delivery.alpha import Ignored, Noted

TENANT = "kuansing"
TOPIC = "ekinerja.alpha"
NOTES = "CREATE TABLE note (tenant text, sequence text, n int, at bigserial, PRIMARY KEY (tenant, at))"


class Poisoned(Exception):
    """What the reader says to a fact it cannot digest."""


class World:
    """Databases of alpha and beta, and beta's inbox. `poison` holds the (sequence, n) that beta cannot digest."""

    def __init__(self, stack: Stack, passwords: dict[str, str]) -> None:
        self.stack = stack
        self.passwords = passwords
        self.poison: set[tuple[str, int]] = set()
        packs = Packs.load(str(REPOSITORY / "regulations"))
        self.alpha = Database(self.dsn("alpha", "app"), "alpha", packs, DatabaseClock())
        self.beta = Database(self.dsn("beta", "app"), "beta", packs, DatabaseClock())
        self.inbox = Inbox(self.beta, "beta", [Reaction(Noted, many=self.note)], catalogue([Noted, Ignored]))

    def dsn(self, service: str, kind: str) -> str:
        address = self.stack.environment.postgres.rpartition("@")[2]
        role = f"{service}_{kind}"
        return f"postgresql://{role}:{self.passwords[role]}@{address}/{databases.database_of(service)}"

    def settings(self, service: str) -> Settings:
        kafka = self.stack.environment.kafka
        return Settings(
            profile="test",
            kafka=kafka.kafka or "",
            kafka_user=service,
            kafka_password=self.passwords[f"{service}_kafka"],
            kafka_security=kafka.kafka_security,  # type: ignore[arg-type]
        )

    async def note(self, work: Work, facts: Sequence[Fact[Noted]]) -> None:
        for fact in facts:
            if (fact.event.sequence, fact.event.n) in self.poison:
                raise Poisoned(f"{fact.event.n}")
        rows = [{"t": work.tenant, "s": f.event.sequence, "n": f.event.n} for f in facts]
        await work.many("INSERT INTO note (tenant, sequence, n) VALUES (:t, :s, :n)", rows)

    async def tell(self, events: list[tuple[Event, int]], tenant: str = TENANT) -> None:
        async with self.alpha.work(Who(tenant=tenant, actor="test")) as work:
            await work.record_all(events)

    async def tell_sequence(self, name: str, first: int, last: int) -> None:
        """One transaction a step, as people's requests come."""
        for n in range(first, last + 1):
            await self.tell([(Noted(sequence=name, n=n), n)])

    async def noted(self, name: str, tenant: str = TENANT) -> list[int]:
        async with self.beta.work(Who(tenant=tenant, actor="test"), read_only=True) as work:
            rows = await work.all("SELECT n FROM note WHERE sequence = :s ORDER BY at", {"s": name})
        return [row.n for row in rows]

    async def parked(self, name: str, tenant: str = TENANT) -> list[tuple[str, str]]:
        """(type, reason) of what beta could not take, in order."""
        async with self.beta.work(Who(tenant=tenant, actor="test"), read_only=True) as work:
            rows = await work.all("SELECT type, reason FROM parked WHERE subject = :s ORDER BY id", {"s": name})
        return [(row.type.rpartition(".")[2], row.reason) for row in rows]

    async def arrive(self, name: str, last: int, seconds: float = 20.0) -> None:
        """Wait until the whole sequence is noted."""
        await until(lambda: self._arrived(name, last), seconds, f"{name} up to {last}")

    async def _arrived(self, name: str, last: int) -> bool:
        return len(await self.noted(name)) >= last

    def aside(self) -> SetAside:
        """What alpha has set aside."""
        return SetAside(self.dsn("alpha", "plumbing"), "alpha")

    async def close(self) -> None:
        await self.alpha.close()
        await self.beta.close()


async def until(ready: Callable[[], Awaitable[Any]], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not await ready():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        await asyncio.sleep(0.05)


async def make_world(stack: Stack) -> World:
    """Databases, roles, topic and rights of the two; provisioned by the same code as the real ones."""
    names = ("alpha", "beta")
    kinds = (*databases.KINDS, "kafka")
    passwords = {f"{name}_{kind}": secrets.token_urlsafe(12) for name in names for kind in kinds}
    passwords["operator"] = secrets.token_urlsafe(12)
    await databases.provision(stack.environment.postgres, names, passwords)
    wants = [Wants("alpha", TOPIC, frozenset()), Wants("beta", None, frozenset({TOPIC}))]
    await asyncio.to_thread(topics.provision, stack.environment.kafka, wants, passwords)
    world = World(stack, passwords)
    for name in names:
        await _migrate(world, name)
    return world


async def _migrate(world: World, name: str) -> None:
    statements: list[str] = []
    create_plumbing(statements.append, name)
    add_aside(statements.append, name)
    if name == "beta":
        statements.append(NOTES)
        open_to_service(statements.append, "beta", "note")
        statements.append("GRANT USAGE ON SEQUENCE note_at_seq TO beta_app")
    owner = await asyncpg.connect(world.dsn(name, "owner"))
    try:
        for statement in statements:
            await owner.execute(statement)
    finally:
        await owner.close()


class MemoryBus:
    """A topic in memory: partitions by the same hash, every record with its offset, a reader that may be told twice."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.partitions: dict[int, list[Record]] = {}
        self.read: dict[int, int] = {}
        self._first = secrets.randbelow(2**40)  # a place in the log is taken once, in this topic's whole life
        self._tasks: list[asyncio.Task[None]] = []

    async def publish(self, topic: str, batch: list[Outgoing]) -> None:
        for row in batch:
            self.append(row.key, row.headers, row.body)

    def append(self, key: bytes, headers: Any, body: bytes) -> None:
        log = self.partitions.setdefault(partition_of(key), [])
        log.append(Record(TOPIC, partition_of(key), self._first + len(log), key, headers, body))

    async def start(self) -> None:
        relay = Relay(self._world.dsn("alpha", "plumbing"), "alpha", TOPIC, self)
        self._tasks = [asyncio.create_task(relay.run()), asyncio.create_task(self._consume())]

    async def _consume(self) -> None:
        while True:
            await self.deliver()
            await asyncio.sleep(0.02)

    async def deliver(self) -> None:
        for partition, log in list(self.partitions.items()):
            at = self.read.get(partition, 0)
            if fresh := log[at:]:
                await self._world.inbox.receive(fresh)
                self.read[partition] = at + len(fresh)

    async def inject(self, key: bytes, headers: Any, body: bytes) -> None:
        self.append(key, headers, body)

    async def again(self) -> None:
        """The offsets are forgotten: everything is delivered a second time."""
        self.read.clear()

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class KafkaBus:
    """The real thing, with alpha's and beta's own users and rights."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.publisher = KafkaPublisher(world.settings("alpha"), "alpha")
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        relay = Relay(self._world.dsn("alpha", "plumbing"), "alpha", TOPIC, self.publisher)
        self._tasks = [asyncio.create_task(relay.run()), self._consumer()]

    def _consumer(self) -> asyncio.Task[None]:
        consumer = Consumer(self._world.settings("beta"), "ekinerja.beta", [TOPIC], self._world.inbox)
        return asyncio.create_task(consumer.run())

    async def inject(self, key: bytes, headers: Any, body: bytes) -> None:
        await self.publisher.publish(TOPIC, [Outgoing(0, key, headers, body)])

    async def again(self) -> None:
        """Set the group back to the beginning, as an operator would, and let a new member begin."""
        from confluent_kafka import ConsumerGroupTopicPartitions, TopicPartition
        from confluent_kafka.admin import AdminClient

        self._tasks[1].cancel()
        await asyncio.gather(self._tasks[1], return_exceptions=True)
        admin = AdminClient(self._world.stack.kafka_admin())
        start = [TopicPartition(TOPIC, n, 0) for n in range(12)]
        asked = admin.alter_consumer_group_offsets([ConsumerGroupTopicPartitions("ekinerja.beta", start)])
        await asyncio.to_thread(lambda: asked["ekinerja.beta"].result(20))
        self._tasks[1] = self._consumer()

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.publisher.close()


__all__ = ["KafkaBus", "MemoryBus", "World", "make_world", "until"]
