"""What comes over Kafka, as far as it can be read, and what a service does with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec

from chassis.db import Work
from contracts.envelope import LONGEST, Headers, Malformed, fact_from
from contracts.event import Event, EventType, Fact

One = Callable[[Work, Fact[Any]], Awaitable[None]]
Many = Callable[[Work, Sequence[Fact[Any]]], Awaitable[None]]


class Reaction(msgspec.Struct, frozen=True):
    """What a service does with an event: one at a time, or a run of the same type at once."""

    event: type[Event]
    one: One | None = None
    many: Many | None = None

    async def apply(self, work: Work, facts: Sequence[Fact[Any]]) -> None:
        if self.many:
            await self.many(work, facts)
        elif self.one:
            for fact in facts:
                work.who = msgspec.structs.replace(work.who, correlation=fact.correlation, causation=str(fact.id))
                await self.one(work, fact)


class Record(msgspec.Struct, frozen=True):
    """A Kafka record as it came: bytes and headers, nothing believed yet."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    headers: Headers
    body: bytes


class Taken(msgspec.Struct):
    """A record on its way through the inbox, with the fact in it or the reason why there is none."""

    record: Record
    tenant: str
    subject: str
    type: str
    fact: Fact[Any] | None = None
    reaction: Reaction | None = None
    reason: str | None = None
    error: str = ""


class Reader:
    """Reads records for a consumer that knows these types and reacts to some of them."""

    def __init__(self, reactions: Sequence[Reaction], types: Mapping[str, EventType]) -> None:
        self._reactions = {r.event.type_name(): r for r in reactions}
        self._types = types

    def read(self, record: Record) -> Taken:
        """Decode what can be decoded; the rest is malformed and says why."""
        head = dict(record.headers)
        taken = Taken(record, "-", "", _legible(head.get("ce_type")))
        if "ce_subject" not in head or "ce_partitionkey" not in head:
            # the Kafka binding lets a producer carry the partition key as the record's key alone
            head.setdefault("ce_partitionkey", _key_of(record).encode())
        try:
            taken.fact = fact = fact_from(head, record.body, self._type(taken.type, record.topic))
            taken.tenant, taken.subject = fact.tenant or "-", fact.subject or _key_of(record)
            taken.reaction = self._reactions.get(taken.type)
        except Malformed as err:
            taken.reason, taken.error = "malformed", str(err)
            taken.tenant = _legible(head.get("ce_tenant")) or "-"
            taken.subject = _legible(head.get("ce_subject")) or _key_of(record)
        return taken

    def _type(self, name: str, topic: str) -> EventType:
        known = self._types.get(name)
        if known is None and not name.startswith(f"{topic}."):
            raise Malformed(f"ce_type {name!r} does not belong on {topic}")
        return known or _UNKNOWN


def _key_of(record: Record) -> str:
    return (record.key or b"").decode(errors="replace").replace("\x00", "\ufffd")


def _legible(value: bytes | None) -> str:
    """A header as text, empty when it is none that a table could keep."""
    text = (value or b"").decode(errors="replace")
    return "" if "\x00" in text or "\ufffd" in text or len(text) > LONGEST else text


_UNKNOWN = EventType(Event, lambda body: None)


def verdict_on(taken: Taken, fresh: bool, head: int, held: bool) -> str | None:
    """None: apply; otherwise why not. The version decides what the id cannot: another fact at the same place."""
    if taken.fact is None or taken.reason:
        return taken.reason or "malformed"
    if not fresh:
        return "duplicate"
    if held:
        return "held"
    if taken.fact.retold:  # a state holds whatever of its past is not known here, and moves nothing that is newer
        return "duplicate" if taken.fact.version < head else None
    if taken.fact.version <= head:
        taken.error = f"version {taken.fact.version} was already applied with another event id"
        return "conflict"
    if taken.fact.version > head + 1:
        taken.error = f"version {taken.fact.version} follows {head}"
        return "gap"
    return None


def runs_of(due: list[Taken], singly: bool) -> list[list[Taken]]:
    """Neighbours of one type, so that a set-based reaction gets as many as order allows."""
    runs: list[list[Taken]] = []
    for taken in due:
        alike = runs and runs[-1][0].reaction is taken.reaction
        if alike and not singly and taken.reaction and taken.reaction.many:
            runs[-1].append(taken)
        else:
            runs.append([taken])
    return runs
