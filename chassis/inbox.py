"""The inbox: facts of other services applied once, in order, gap-aware; what cannot be applied is parked."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from chassis import telemetry
from chassis.db import Database, Who, Work, json_of
from chassis.outbox import pack_headers
from chassis.reaction import Reaction, Reader, Record, Taken, runs_of, verdict_on
from chassis.transient import is_transient
from contracts.event import EventType

# Partitions of one member are worked on side by side, as those of two members are: order holds within each.
LANES = 6
PIECE = 200
REASONS = ("malformed", "conflict", "gap", "held", "failed")

_TAKE = """
WITH incoming AS (
    SELECT * FROM ROWS FROM (
        json_to_recordset(CAST(:facts AS json)) AS (event_id uuid, topic text, subject text, version int)
    ) WITH ORDINALITY AS i(event_id, topic, subject, version, n)
), taken AS (
    INSERT INTO inbox (consumer, event_id, tenant, subject, version)
    SELECT :consumer, event_id, :tenant, subject, version FROM incoming ORDER BY n
    ON CONFLICT DO NOTHING RETURNING event_id
)
SELECT i.n - 1 AS n, t.event_id IS NOT NULL AS fresh, coalesce(h.version, 0) AS head, p.held IS NOT NULL AS held
FROM incoming i LEFT JOIN taken t USING (event_id)
LEFT JOIN LATERAL (
    SELECT version FROM inbox_head h
    WHERE h.consumer = :consumer AND h.tenant = :tenant AND h.topic = i.topic AND h.subject = i.subject LIMIT 1
) h ON true
LEFT JOIN LATERAL (
    SELECT true AS held FROM parked p
    WHERE (SELECT EXISTS (SELECT FROM parked WHERE consumer = :consumer))
      AND p.consumer = :consumer AND p.topic = i.topic AND p.subject = i.subject LIMIT 1
) p ON true
WHERE t.event_id IS NULL OR p.held IS NOT NULL OR i.version <> coalesce(h.version, 0) + 1
"""
_ADVANCE = """
INSERT INTO inbox_head (consumer, tenant, topic, subject, version)
SELECT :consumer, :tenant, t, s, v
FROM json_to_recordset(CAST(:heads AS json)) AS u(t text, s text, v int)
ON CONFLICT (consumer, tenant, topic, subject) DO UPDATE SET version = EXCLUDED.version
"""
_PARK = """
INSERT INTO parked (consumer, tenant, topic, partition, "offset", subject, type, headers, body, reason, error)
VALUES (:consumer, :tenant, :topic, :partition, :offset, :subject, :type, :headers, :body, :reason, :error)
ON CONFLICT DO NOTHING
"""
_UNTAKE = "DELETE FROM inbox WHERE consumer = :consumer AND event_id = ANY(CAST(:ids AS uuid[]))"


class Place(msgspec.Struct, frozen=True):
    """A fact as the inbox looks it up. A batch goes as one JSON: arrays cost the driver a call an element."""

    event_id: UUID
    topic: str
    subject: str
    version: int


class Head(msgspec.Struct, frozen=True):
    """The version that a subject (of a topic) now stands at."""

    t: str
    s: str
    v: int


class Failed(Exception):
    """One fact cannot be applied; carries which."""

    def __init__(self, taken: Taken, cause: BaseException) -> None:
        super().__init__(f"{type(cause).__name__}: {cause}")
        self.taken = taken


class Inbox:
    """The inbox of one consumer; `receive` returns once a batch is in the database, whatever it takes."""

    def __init__(
        self, database: Database, consumer: str, reactions: Sequence[Reaction], types: Mapping[str, EventType]
    ) -> None:
        self.database = database
        self._consumer = consumer
        self.reader = Reader(reactions, types)
        for reason in REASONS:  # a counter that is not there yet cannot be watched
            telemetry.parked_total.labels(service=consumer, reason=reason)

    async def receive(self, records: Sequence[Record]) -> None:
        """Apply a batch; whatever stands in the way, wait and try again: the partition waits with us.

        Nothing but cancellation escapes: an error that did would let the next batch store an offset past this one.
        """
        pause = 0.1
        while True:
            try:
                return await self._receive(records)
            except Exception as err:
                tell = telemetry.get_logger().warning if is_transient(err) else telemetry.get_logger().error
                tell("inbox_waits", error=type(err).__name__, pause=pause, exc_info=not is_transient(err))
                telemetry.inbox_stalled_total.labels(service=self._consumer).inc()
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5.0)

    async def _receive(self, records: Sequence[Record]) -> None:
        telemetry.inbox_received_total.labels(service=self._consumer).inc(len(records))
        lanes: dict[int, list[Record]] = defaultdict(list)
        for record in records:
            lanes[record.partition % LANES].append(record)
        working: list[asyncio.Task[None]] = []
        try:
            for lane in lanes.values():
                working += await self._begin(lane)
            told = await asyncio.gather(*working, return_exceptions=True)
        finally:
            for task in working:
                task.cancel()  # nothing of a batch goes on when its member is told to stop
        if failed := [err for err in told if isinstance(err, BaseException)]:
            raise failed[0]

    async def _begin(self, lane: list[Record]) -> list[asyncio.Task[None]]:
        """Read a lane, a piece at a time: between them the lanes before it go on with the database."""
        by_tenant: dict[str, list[Taken]] = defaultdict(list)
        for at in range(0, len(lane), PIECE):
            for taken in map(self.reader.read, lane[at : at + PIECE]):
                by_tenant[taken.tenant].append(taken)
            await asyncio.sleep(0)
        return [asyncio.create_task(self.take(tenant, batch)) for tenant, batch in by_tenant.items()]

    async def take(self, tenant: str, batch: list[Taken], *, attempt: int = 1) -> None:
        """One transaction for a tenant's part of a batch; a fact that fails is parked and the rest tried again."""
        try:
            await self._transact(tenant, batch, singly=attempt > 1)
        except Failed as failed:
            if failed.taken.reason is None and attempt == 1:
                return await self.take(tenant, batch, attempt=2)
            failed.taken.reason, failed.taken.error = "failed", str(failed)[:2000]
            await self.take(tenant, batch, attempt=2)

    async def _transact(self, tenant: str, batch: list[Taken], singly: bool) -> None:
        who = Who(tenant=tenant, actor=f"system:{self._consumer}")
        async with self.database.work(who) as work:
            due = await self._sort_out(work, batch)
            await self._apply(work, due, singly)

    async def deliver(self, work: Work, batch: list[Taken]) -> None:
        """Apply facts taken out of the parked table, one by one; Failed names the first that cannot be."""
        await self._apply(work, await self._sort_out(work, batch, replaying=True), singly=True)

    async def _sort_out(self, work: Work, batch: list[Taken], replaying: bool = False) -> list[Taken]:
        """What is new and in order; duplicates are dropped, the rest is parked (or, replaying, refused)."""
        known = [t for t in batch if t.fact is not None]
        odd = await self._look_up(work, known)
        heads: dict[tuple[str, str], int] = {}
        held: set[tuple[str, str]] = set()
        once: set[int] = set()  # ids as numbers: a UUID is hashed in Python
        due: list[Taken] = []
        untaken: list[str] = []
        for taken in batch:
            fact, at = taken.fact, (taken.record.topic, taken.subject)
            if fact is None:
                verdict = verdict_on(taken, True, 0, False)
            else:
                fresh, head, is_held = odd.get(id(taken)) or (True, fact.version - 1, False)
                number = fact.id.int
                fresh = fresh and number not in once
                once.add(number)
                verdict = verdict_on(taken, fresh, heads.get(at, head), at in held or (is_held and not replaying))
            if verdict == "duplicate":
                telemetry.inbox_duplicate_total.labels(service=self._consumer).inc()
            elif verdict is None and fact is not None:
                heads[at] = fact.version
                due.append(taken)
            elif replaying:
                raise Failed(taken, ValueError(taken.error or verdict))
            else:
                held.add(at)
                await self._park(work, taken, verdict or "failed")
                if fact is not None:
                    untaken.append(str(fact.id))
        if untaken:
            await work.run(_UNTAKE, {"consumer": self._consumer, "ids": untaken})
        await self._advance(work, heads)
        return due

    async def _look_up(self, work: Work, known: list[Taken]) -> dict[int, tuple[bool, int, bool]]:
        """Take what is new. Of each fact (by its identity here) that is not simply the next of its subject: whether
        it is new, the version the subject stands at, whether the subject is held."""
        if not known:
            return {}
        facts = [Place(t.fact.id, t.record.topic, t.fact.subject, t.fact.version) for t in known if t.fact]
        rows = await work.all(_TAKE, {"consumer": self._consumer, "tenant": work.tenant, "facts": json_of(facts)})
        return {id(known[row.n]): (row.fresh, row.head, row.held) for row in rows}

    async def _advance(self, work: Work, last: dict[tuple[str, str], int]) -> None:
        if last:
            heads = [Head(topic, subject, version) for (topic, subject), version in last.items()]
            await work.run(_ADVANCE, {"consumer": self._consumer, "tenant": work.tenant, "heads": json_of(heads)})

    async def _apply(self, work: Work, due: list[Taken], singly: bool) -> None:
        for run in runs_of(due, singly):
            reaction = run[0].reaction
            if reaction is None:
                telemetry.inbox_unknown_total.labels(service=self._consumer).inc(len(run))
                continue
            began = time.perf_counter()
            try:
                with telemetry.reacting(self._consumer, [t.fact for t in run if t.fact]):
                    await reaction.apply(work, [t.fact for t in run if t.fact])
            except Exception as err:
                if is_transient(err):
                    raise
                raise Failed(run[0], err) from err
            telemetry.reaction_seconds.labels(service=self._consumer, event=run[0].type).observe(
                time.perf_counter() - began
            )

    async def _park(self, work: Work, taken: Taken, reason: str) -> None:
        record = taken.record
        telemetry.parked_total.labels(service=self._consumer, reason=reason).inc()
        telemetry.get_logger().error("parked", type=taken.type, reason=reason, topic=record.topic, offset=record.offset)
        await work.run(
            _PARK,
            {
                "consumer": self._consumer, "tenant": work.tenant, "topic": record.topic,
                "partition": record.partition, "offset": record.offset, "subject": taken.subject,
                "type": taken.type, "headers": pack_headers(record.headers), "body": record.body,
                "reason": reason, "error": taken.error,
            },
        )  # fmt: skip
