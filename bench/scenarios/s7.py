"""S7: the inbox takes a stream with duplicates into reporting's counts, beside a bare loop, 100 a transaction."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from bench.facts import submitted
from bench.ground import TENANT, Ground
from bench.measure import Meter, Run, Wrong, interleave, ratio
from bench.table import Goal, Outcome
from chassis.clock import DatabaseClock
from chassis.consumer import BATCH
from chassis.db import Database
from chassis.inbox import Inbox
from chassis.kafka import partition_of
from chassis.reaction import Record
from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from contracts.envelope import body_of, headers_of
from contracts.event import Event, Fact
from services.reporting.app import SERVICE

EVENTS = 100_000
DUPLICATES = 5_000
BARE_BATCH = 100
_TABLES = ("inbox", "inbox_head", "bulan_berjalan", "catatan")

_BARE = """
WITH incoming AS (
    SELECT DISTINCT *
    FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[]) AS i(event_id, subject, asn_id, periode)
), taken AS (
    INSERT INTO inbox (consumer, event_id, tenant, subject, version)
    SELECT 'bare', event_id, $5, subject, 1 FROM incoming ON CONFLICT DO NOTHING RETURNING event_id
)
INSERT INTO bulan_berjalan AS b (tenant, asn_id, periode, submitted, by_penilai, by_auto, rejected)
SELECT $5, asn_id, periode, count(*), 0, 0, 0 FROM incoming JOIN taken USING (event_id) GROUP BY asn_id, periode
ON CONFLICT (tenant, asn_id, periode) DO UPDATE SET submitted = b.submitted + EXCLUDED.submitted
"""


class Stream:
    """Facts as they come from Kafka, one in twenty a second time, a while after the first."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        facts = list(submitted(EVENTS))
        chance = random.Random(7)
        for n in sorted((chance.randrange(2000, EVENTS) for _ in range(DUPLICATES)), reverse=True):
            facts.insert(n, facts[n - chance.randrange(1, 2000)])
        self._facts = facts

    def _batches(self) -> Iterator[list[Fact[Event]]]:
        """What is received at a time. Each contender's form of it is made just before, as what a consumer has just
        read is; a hundred thousand records made beforehand would have left every cache of the processor."""
        for at in range(0, len(self._facts), BATCH):
            yield self._facts[at : at + BATCH]

    async def inbox(self) -> Run:
        """As the consumer hands it over: decode, once, in order, then the reaction."""
        packs = Packs.load(str(REPOSITORY / "regulations"))
        database = Database(self._ground.stack.dsn("reporting", "app"), "reporting", packs, DatabaseClock())
        inbox = Inbox(database, "reporting", SERVICE.reactions, SERVICE.types())
        admin = await self._emptied()
        meter = Meter(self._pids())
        for batch in self._batches():
            records = [_record(n, fact) for n, fact in enumerate(batch)]
            with meter.on():
                await inbox.receive(records)
        await database.close()
        return await self._proved(admin, meter, "the inbox")

    async def bare(self) -> Run:
        """The least that counts each once: decoded beforehand, nothing known of order, nothing ever parked."""
        admin = await self._emptied()
        connection: Any = await asyncpg.connect(self._ground.stack.dsn("reporting", "app"))
        meter = Meter(self._pids())
        for batch in self._batches():
            rows = [_row(fact) for fact in batch]
            with meter.on():
                for at in range(0, len(rows), BARE_BATCH):
                    async with connection.transaction():
                        await connection.execute("SELECT set_config('app.tenant', $1, true)", TENANT)
                        columns = zip(*rows[at : at + BARE_BATCH], strict=True)
                        await connection.execute(_BARE, *(list(column) for column in columns), TENANT)
        await connection.close()
        return await self._proved(admin, meter, "the bare loop")

    async def _emptied(self) -> Any:
        admin = await self._ground.connect("reporting")
        await admin.execute(f"TRUNCATE {', '.join(_TABLES)}")
        return admin

    async def _proved(self, admin: Any, meter: Meter, who: str) -> Run:
        taken = await admin.fetchval("SELECT count(*) FROM inbox")
        counted = await admin.fetchval("SELECT sum(submitted) FROM bulan_berjalan")
        parked = await admin.fetchval("SELECT count(*) FROM parked")
        await admin.close()
        if (taken, counted, parked) != (EVENTS, EVENTS, 0):
            raise Wrong(f"{who}: of {EVENTS} events {taken} in the inbox, {counted} counted, {parked} parked")
        return meter.run(EVENTS + DUPLICATES)

    def _pids(self) -> dict[str, int]:
        return {"bench": os.getpid(), "postgres": self._ground.pids["postgres"]}


def _record(n: int, fact: Fact[Event]) -> Record:
    return Record(
        "ekinerja.activity",
        partition_of(fact.key.encode()),
        n,
        fact.key.encode(),
        headers_of(fact),
        body_of(fact.event),
    )


def _row(fact: Fact[Any]) -> Sequence[UUID | str]:
    return fact.id, fact.subject, fact.event.asn_id, fact.event.tanggal.isoformat()[:7]


async def run(ground: Ground, rounds: int) -> Outcome:
    """The same stream again each round, into empty tables."""
    await ground.provision("reporting")
    stream = Stream(ground)
    runs = await interleave({"inbox and projection": stream.inbox, "bare loop": stream.bare}, rounds)
    goals = [Goal("inbox / bare loop", ratio(runs["inbox and projection"], runs["bare loop"]), 0.6)]
    proofs = [f"each round {EVENTS} events once each, {DUPLICATES} duplicates told apart, none parked"]
    return Outcome(f"S7  inbox and projection, {EVENTS} events and {DUPLICATES} duplicates", runs, goals, proofs)
