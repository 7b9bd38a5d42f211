"""S6: the relay drains a backlog, beside a producer that has the same batches in memory already."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import asyncpg
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from bench.facts import submitted
from bench.ground import Ground
from bench.measure import Meter, Run, Wrong, interleave, ratio
from bench.table import Goal, Outcome
from chassis.drain import BATCH, Drain
from chassis.kafka import KafkaPublisher, partition_of
from chassis.outbox import INSERT, Outgoing, columns
from chassis.setaside import SetAside
from chassis.settings import Settings
from contracts.envelope import body_of, headers_of
from contracts.event import Event, Fact

BACKLOG = 200_000
TOPIC = "ekinerja.activity"
PARTITIONS = 12


class Backlog:
    """Events in the outbox of activity, and what Kafka holds of them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        secrets = ground.stack.instance.secrets().roles
        self.kafka = {
            "bootstrap_servers": ground.stack.kafka_servers(), "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": "SCRAM-SHA-512", "sasl_plain_username": "activity",
            "sasl_plain_password": secrets["activity_kafka"],
        }  # fmt: skip
        self.settings = Settings(
            profile="test",
            kafka=ground.stack.kafka_servers(),
            kafka_user="activity",
            kafka_password=secrets["activity_kafka"],
            kafka_security="SASL_PLAINTEXT",
        )
        self.batches: list[list[Outgoing]] = []

    async def fill(self) -> None:
        """Put the backlog into the outbox as the services do, and keep the peer's copy of it in memory."""
        connection: Any = await self._ground.connect("activity")
        facts: list[Fact[Event]] = []
        for fact in submitted(BACKLOG):
            facts.append(fact)
            if len(facts) == BATCH:
                told = columns(facts)
                await connection.execute(_numbered(INSERT), *told.values())
                self.batches.append([_outgoing(f) for f in facts])
                facts = []
        await connection.execute("VACUUM ANALYZE outbox")
        await connection.close()

    async def ends(self) -> int:
        """How many records the topic has taken so far."""
        group = "ekinerja.activity"
        consumer = AIOKafkaConsumer(group_id=group, **self.kafka)
        await consumer.start()
        try:
            offsets = await consumer.end_offsets([TopicPartition(TOPIC, n) for n in range(PARTITIONS)])
        finally:
            await consumer.stop()
        return int(sum(offsets.values()))

    async def relay(self) -> Run:
        """Drain it all: read, send, acknowledged, position stored; the rows stay."""
        admin: Any = await self._ground.connect("activity")
        await admin.execute("UPDATE relay_position SET high = 0, gaps_from = '{}', gaps_to = '{}'")
        connection = await asyncpg.connect(self._ground.stack.dsn("activity", "plumbing"))
        publisher = KafkaPublisher(self.settings, "bench")
        drain = Drain(connection, "activity", TOPIC, publisher, SetAside("", "activity"))
        await drain.recall()
        before, meter = await self.ends(), Meter(_pids(self._ground))
        with meter.on():
            sent = await drain.drain()
        await publisher.close()
        await connection.close()
        kept = await admin.fetchrow("SELECT count(*) AS rows, max(id) AS last FROM outbox")
        high = await admin.fetchval("SELECT high FROM relay_position")
        await admin.close()
        taken = await self.ends() - before
        if (sent, taken, kept["rows"], high) != (BACKLOG, BACKLOG, BACKLOG, kept["last"]):
            raise Wrong(f"backlog {BACKLOG}: sent {sent}, in Kafka {taken}, kept {kept['rows']}, position {high}")
        return meter.run(sent)

    async def raw(self) -> Run:
        """The same batches from memory, one record batch a partition, nothing read and nothing remembered."""
        producer = AIOKafkaProducer(
            client_id="raw", acks="all", enable_idempotence=True, max_batch_size=900_000, **self.kafka
        )
        await producer.start()
        before, meter = await self.ends(), Meter(_pids(self._ground))
        with meter.on():
            waiting: list[Any] = []
            for batch in self.batches:
                waiting += await _send(producer, batch)
            await asyncio.gather(*waiting)
        await producer.stop()
        taken = await self.ends() - before
        if taken != BACKLOG:
            raise Wrong(f"the raw producer sent {BACKLOG}, Kafka has {taken} more")
        return meter.run(BACKLOG)


async def _send(producer: Any, batch: list[Outgoing]) -> list[Any]:
    records: dict[int, Any] = {}
    for row in batch:
        partition = partition_of(row.key)
        if partition not in records:
            records[partition] = producer.create_batch()
        records[partition].append(key=row.key, value=row.body, timestamp=None, headers=row.headers)
    return [await producer.send_batch(made, TOPIC, partition=partition) for partition, made in records.items()]


def _numbered(statement: str) -> str:
    """The named parameters of the outbox's INSERT as the bare driver numbers them."""
    names = ("tenants", "ids", "types", "keys", "subjects", "versions", "headers", "bodies")
    for number, name in enumerate(names, 1):
        statement = statement.replace(f":{name} ", f"${number} ")
    return statement


def _outgoing(fact: Fact[Event]) -> Outgoing:
    return Outgoing(0, fact.key.encode(), headers_of(fact), body_of(fact.event))


def _pids(ground: Ground) -> dict[str, int]:
    return {"bench": os.getpid(), **ground.pids}


async def run(ground: Ground, rounds: int) -> Outcome:
    """Fill once; every round drains the whole backlog again."""
    await ground.provision("activity", "reporting")
    backlog = Backlog(ground)
    await backlog.fill()
    runs = await interleave({"relay, rows kept": backlog.relay, "raw send_batch": backlog.raw}, rounds)
    goals = [Goal("relay / raw send_batch", ratio(runs["relay, rows kept"], runs["raw send_batch"]), 0.33)]
    proofs = [f"each round {BACKLOG} records more in Kafka, {BACKLOG} rows still in the outbox, position at the last"]
    return Outcome(f"S6  outbox drain of a backlog of {BACKLOG}", runs, goals, proofs)
