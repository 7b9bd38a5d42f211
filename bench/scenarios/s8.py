"""S8: how long after a submission the consumer's row is committed, at 200/s, beside a bare produce, consume, insert."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from confluent_kafka import Consumer, Producer
from confluent_kafka.admin import AdminClient, NewTopic

from bench.ground import PEOPLE, TENANT, Ground, people
from bench.load import Job, generate, write_requests
from bench.measure import Contender, Run, Wrong, interleave, percentile, percentile_ratio
from bench.requests import submissions
from bench.table import Goal, Outcome
from bench.tokens import Signer

RATE = 200.0
COUNT = 2_000
CONNECTIONS = 16
WITHIN = 60.0
TOPIC = "bench.raw"
# both databases live in one server: one clock
_ENTERED = "SELECT activity_id, submitted_at FROM activity WHERE tenant = $1 AND submitted_at >= $2"
_TAKEN = "SELECT subject::uuid, received_at FROM inbox WHERE tenant = $1 AND received_at >= $2"


class Told:
    """Submissions over HTTP into activity, told by its relay, counted by reporting."""

    def __init__(self, ground: Ground, requests: Any) -> None:
        self._ground = ground
        self._requests = requests

    async def __call__(self, count: int = COUNT) -> Run:
        activity, reporting = await self._ground.connect("activity"), await self._ground.connect("reporting")
        try:
            began = await activity.fetchval("SELECT clock_timestamp()")
            file = self._ground.stack.instance.folder / "requests"
            write_requests(file, list(itertools.islice(self._requests, count)))
            port = self._ground.stack.instance.ports["activity"]
            told = await generate(Job(port, CONNECTIONS, str(file), RATE))
            if told.statuses != {"201": count}:
                raise Wrong(f"{count} submissions: answers {told.statuses}")
            entered = dict(await activity.fetch(_ENTERED, TENANT, began))
            taken = await self._arrived(reporting, began, count)
        finally:
            await activity.close()
            await reporting.close()
        took = [(taken[one] - at).total_seconds() for one, at in entered.items()]
        return Run(count, told.seconds, {}, took)

    async def _arrived(self, reporting: Any, began: Any, count: int) -> dict[Any, Any]:
        until = time.monotonic() + WITHIN
        while True:
            taken = dict(await reporting.fetch(_TAKEN, TENANT, began))
            if len(taken) == count:
                return taken
            if time.monotonic() > until:
                raise Wrong(f"of {count} events {len(taken)} arrived within {WITHIN:.0f} s")
            await asyncio.sleep(0.2)


class Bare:
    """A producer that waits for nothing but the broker, a consumer that inserts what it has, and commits."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def __call__(self) -> Run:
        admin = self._ground.stack.kafka_admin()
        connection: Any = await asyncpg.connect(self._ground.stack.admin_dsn())
        await connection.execute("CREATE TEMP TABLE taken (id integer PRIMARY KEY)")
        consumer = Consumer(
            admin | {"group.id": f"bench-{random.random()}", "auto.offset.reset": "latest", "fetch.wait.max.ms": 50}
        )
        consumer.subscribe([TOPIC])
        await asyncio.to_thread(_assigned, consumer)
        sent: dict[int, float] = {}
        producing = asyncio.create_task(asyncio.to_thread(_produce, admin, sent))
        took: list[float] = []
        began = time.perf_counter()
        while len(took) < COUNT:
            messages = await asyncio.to_thread(consumer.consume, 500, 0.01)
            ids = [int(m.value() or b"0") for m in messages if m.error() is None]
            if ids:
                await connection.execute("INSERT INTO taken SELECT unnest($1::integer[])", ids)
                now = time.perf_counter()
                took += [now - sent[one] for one in ids]
            if time.perf_counter() - began > WITHIN:
                raise Wrong(f"of {COUNT} messages {len(took)} arrived")
        await producing
        seconds = time.perf_counter() - began
        consumer.close()
        await connection.close()
        return Run(COUNT, seconds, {}, took)


def _assigned(consumer: Consumer) -> None:
    until = time.monotonic() + WITHIN
    while not consumer.assignment():
        consumer.poll(0.1)
        if time.monotonic() > until:
            raise Wrong("the bare consumer was given no partition")
    time.sleep(1.0)  # until its first fetch waits at the broker


def _produce(admin: dict[str, Any], sent: dict[int, float]) -> None:
    """Messages at Poisson times."""
    producer = Producer(admin | {"acks": "all", "linger.ms": 0})
    at = time.perf_counter()
    for n in range(COUNT):
        at += random.expovariate(RATE)
        while (pause := at - time.perf_counter()) > 0:
            producer.poll(min(pause, 0.001))
        sent[n] = time.perf_counter()
        producer.produce(TOPIC, value=str(n).encode(), key=str(n).encode())
    producer.flush(WITHIN)


@asynccontextmanager
async def _running(ground: Ground) -> AsyncIterator[Told]:
    """activity with its relay and reporting with its inbox, as they are deployed."""
    await ground.provision("activity", "reporting")
    connection = await ground.connect("activity")
    await people(connection)
    await connection.execute("ANALYZE")
    await connection.close()
    signer = Signer()
    os.environ["EKINERJA_RATE"] = "1000/20000,1000/20000"
    try:
        async with signer.published(ground.stack.instance.ports["identity"]):
            for name in ("activity", "reporting"):
                await ground.stack.serve(name)
            requests = submissions(lambda n: f"authorization: Bearer {signer.token(n, 'gateway', 'activity')}\r\n")
            told = Told(ground, requests)
            await told(PEOPLE)  # each token is verified once
            yield told
    finally:
        del os.environ["EKINERJA_RATE"]


async def run(ground: Ground, rounds: int) -> Outcome:
    """In turns, with waiting for the disk."""
    admin = AdminClient(ground.stack.kafka_admin())
    await asyncio.to_thread(admin.create_topics([NewTopic(TOPIC, 3, 1)])[TOPIC].result, WITHIN)
    async with _running(ground) as told:
        contenders: dict[str, Contender] = {"submitted to counted": told, "bare": Bare(ground)}
        runs = await interleave(contenders, rounds)
    ours, theirs = runs["submitted to counted"], runs["bare"]
    above = statistics.median((percentile(a, 99) - percentile(b, 99)) * 1e3 for a, b in zip(ours, theirs, strict=True))
    goals = [
        Goal("p50 submitted to counted / bare", percentile_ratio(ours, theirs, 50), 3.0, at_most=True),
        Goal("p99 submitted to counted / bare", percentile_ratio(ours, theirs, 99), 2.0, at_most=True),
        Goal("p99 above the bare one, ms", above, 25.0, at_most=True),
    ]
    proofs = [f"each round {COUNT} answers 201 and {COUNT} rows in reporting's inbox"]
    return Outcome(f"S8  from an answer to the consumer's row at {RATE:.0f}/s", runs, goals, proofs)
