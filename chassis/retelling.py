"""Telling again: the present state of what a service keeps, for who came after it was told.

A state that lasts is told when it changes. Who learns to listen later, or comes after Kafka has forgotten, asks for it
again: one event of the usual class for each aggregate, with the version that the aggregate stands at and the header
`ce_retold`. A page of them is one transaction that has locked their rows, so that it stands in the outbox between what
was told before and what is told next; the deadline that tells a page arms the one of the next, so that it goes on
where it was, whatever stops in between, and gives way to requests that wait for an answer (docs/operations.md).
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec

from chassis.clock import clock_for
from chassis.db import Database, Who, Work, json_of
from chassis.deadlines import Due, Fires, arm
from chassis.ids import new_id
from chassis.regulation import Packs
from chassis.settings import Settings, read_settings
from contracts.event import Event

KIND = "retell"
TOLD = "state.retold"
AT_A_TIME = 200
PATIENCE_SECONDS = 30.0  # without a page: the service does not run, or something else is outstanding

State = tuple[Event, int]

# For the statement of a page: where those behind `:after` begin, in the order of a uuid, a date, a year.
AFTER_UUID = "CAST(coalesce(nullif(:after, ''), '00000000-0000-0000-0000-000000000000') AS uuid)"
AFTER_DATE = "CAST(coalesce(nullif(:after, ''), '0001-01-01') AS date)"

_ASK = """
INSERT INTO deadline (id, tenant, kind, subject, due_at, payload)
VALUES (:id, :tenant, :kind, :subject, :now, CAST(:payload AS jsonb)) ON CONFLICT DO NOTHING
"""
_OPEN = "SELECT subject, payload::text AS payload FROM deadline WHERE tenant = :tenant AND kind = :kind"
_DONE = """
SELECT detail FROM audit WHERE tenant = :tenant AND act = :act AND subject = :subject ORDER BY at DESC, seq DESC LIMIT 1
"""


class Page(msgspec.Struct, frozen=True):
    """States in the order in which they are to be told, and the place of the last; an empty place: there is no more."""

    states: list[State]
    last: str


Read = Callable[[Work, str, int], Awaitable[Page]]


class Retelling(msgspec.Struct, frozen=True):
    """How a service retells the states of one kind: the events, and how to read the next page after a place.

    `read(work, after, most)` locks the rows of the aggregates before it looks at them.
    """

    events: tuple[type[Event], ...]
    read: Read


class Place(msgspec.Struct):
    """How far a retelling has come."""

    after: str = ""
    told: int = 0


def pages(statement: str, states: Callable[[Work, Sequence[Any]], Awaitable[list[State]]], prepare: str = "") -> Read:
    """A page by SQL that locks the rows behind `:after`, at most `:most`, each with its `place`, a text, in order.

    `prepare`: SQL before the first page, which gives what was never told its first version.
    """

    async def read(work: Work, after: str, most: int) -> Page:
        if prepare and not after:
            await work.run(prepare, {"tenant": work.tenant})
        rows = await work.all(statement, {"tenant": work.tenant, "after": after, "most": most})
        return Page(await states(work, rows) if rows else [], rows[-1].place if rows else "")

    return read


def fires(retellings: Mapping[str, Retelling]) -> Mapping[str, Fires]:
    """The deadline that tells a page of one kind again."""

    async def retell(work: Work, due: Due) -> None:
        place = msgspec.convert(due.payload, Place)
        page = await retellings[due.subject].read(work, place.after, AT_A_TIME)
        work.who = msgspec.structs.replace(work.who, actor="system:retell", correlation=f"retell:{due.subject}")
        await work.record_all(page.states, retold=True)
        place = Place(page.last, place.told + len(page.states))
        if page.last:
            await arm(work, KIND, due.subject, work.now, msgspec.to_builtins(place))
        else:
            await work.audit(TOLD, due.subject, {"told": place.told})

    return {KIND: retell} if retellings else {}


async def ask(work: Work, kind: str) -> None:
    """Begin to retell everything of a kind; a retelling that is under way goes on."""
    values = {"id": new_id(), "tenant": work.tenant, "kind": KIND, "subject": kind, "now": work.now}
    await work.run(_ASK, values | {"payload": json_of(Place())})


async def under_way(work: Work) -> dict[str, int]:
    """Which kinds the service retells now, and how many of each it has told."""
    rows = await work.all(_OPEN, {"tenant": work.tenant, "kind": KIND})
    return {row.subject: msgspec.json.decode(row.payload, type=Place).told for row in rows}


async def told_last(work: Work, kind: str) -> int:
    """How many the last retelling of a kind that came to its end told."""
    row = await work.one(_DONE, {"tenant": work.tenant, "act": TOLD, "subject": kind})
    return int(msgspec.json.decode(row.detail)["told"]) if row else 0


class CannotRetell(Exception):
    """There is no such kind or Pemda, or the service does not come to it; the message says which."""


async def retell_all(
    service: str, settings: Settings, tenant: str = "", kind: str = "", say: Callable[[str], None] = print
) -> None:
    """Ask for all kinds or one, of all Pemda or one, and say how it goes until all has been told."""
    declared = importlib.import_module(f"services.{service}.app").SERVICE
    packs = Packs.load(settings.regulations)
    tenants = _chosen(tenant, packs.tenants(), "Pemda")
    kinds = _chosen(kind, sorted(declared.retells), f"kind that {service} retells")
    database = Database(settings.database, service, packs, clock_for(settings.clock_file), pool_size=1)
    try:
        for one in tenants:
            async with database.work(Who(tenant=one, actor="system:operator")) as work:
                for name in kinds:
                    await ask(work, name)
        for one in tenants:
            await _watch(database, one, set(kinds), say)
    finally:
        await database.close()


def _chosen(named: str, known: list[str], what: str) -> list[str]:
    if named and named not in known:
        raise CannotRetell(f"no {what} is {named}: {', '.join(known) or 'there is none'}")
    return [named] if named else known


async def _watch(database: Database, tenant: str, kinds: set[str], say: Callable[[str], None]) -> None:
    waiting, before, moved = set(kinds), dict[str, int](), time.monotonic()
    while waiting:
        async with database.work(Who(tenant=tenant, actor="system:operator"), read_only=True) as work:
            now = {name: told for name, told in (await under_way(work)).items() if name in waiting}
            for name in sorted(waiting - set(now)):
                say(f"{tenant} {name}: {await told_last(work, name)} retold")
        moved = time.monotonic() if now != before else moved
        if time.monotonic() - moved > PATIENCE_SECONDS:
            raise CannotRetell(
                f"{tenant}: {', '.join(sorted(now))} waits: is the service running, with its duties, and nothing of it"
                " postponed? It goes on by itself; ask again to watch it"
            )
        waiting, before = set(now), now
        if waiting:
            await asyncio.sleep(0.5)


def main() -> None:
    """`python -m chassis.retelling SERVICE`: where only the service itself is, in its own container."""
    parser = argparse.ArgumentParser(prog="chassis.retelling", description="Tell again what a service keeps.")
    parser.add_argument("service")
    parser.add_argument("--tenant", default="", help="one Pemda; all when absent")
    parser.add_argument("--kind", default="", help="one kind; all when absent")
    given = parser.parse_args()
    try:
        asyncio.run(retell_all(given.service, read_settings(), given.tenant, given.kind))
    except CannotRetell as err:
        sys.exit(str(err))


if __name__ == "__main__":
    main()
