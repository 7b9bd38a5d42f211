"""Entries of every tenant of this process, committed in groups."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis import telemetry
from chassis.db import Database
from chassis.fast.groupcommit import GroupCommit
from chassis.fast.hot import Asked, Tell, Told
from chassis.permission import EVERY_PEGAWAI, EVERYONE, objection_of, row_of
from chassis.regulation import Packs, Value
from contracts.refusal import Refusal
from services.activity.domain.standing import Terisi
from services.activity.domain.verdicts import ENTERED, OVERLAP
from services.activity.entry.command import Entry
from services.activity.entry.draft import Draft, Terms
from services.activity.entry.statement import REPLAY, refusal_of, taken
from services.activity.store import hot
from services.activity.store.hot import Bare, Judged

CALENDAR_SECONDS = 5.0
OPERATION = "enter_activity"


class Weeks(Struct, frozen=True):
    """The terms of a Pemda for units of five and of six working days, and who is in the latter.

    `held`: whose penilai's post is vacant today; their clocks stand still (reading A22).
    """

    five: Terms
    six: Terms
    in_six: frozenset[UUID]
    held: frozenset[UUID]
    rule: Value[tuple[str, ...]]
    """The row of the pack's table of permissions: who may enter."""

    def terms_of(self, entry: Entry) -> Terms:
        return self.six if entry.actor.id in self.in_six else self.five


class Entries:
    """Takes entries one by one, commits what waits together."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._weeks: dict[str, tuple[float, Weeks]] = {}
        self._armed: set[tuple[str, str, str]] = set()
        self._group: GroupCommit[Entry, Told] = GroupCommit(self._write, lambda e: (e.actor.tenant, e.actor.id))

    async def enter(self, asked: Asked) -> Told:
        """Commit an entry; Refusal says why not. The same key again gives the first answer."""
        return await self._group.submit(_entry(asked))

    def put(self, asked: Asked, tell: Tell) -> None:
        """Commit an entry for a caller who does not wait: `tell` gets the answer or the error."""
        self._group.put(_entry(asked), tell)

    async def _write(self, entries: Sequence[Entry]) -> Sequence[Told | Exception]:
        replies: dict[int, Told | Exception] = {}
        by_tenant: dict[str, list[int]] = defaultdict(list)
        for n, entry in enumerate(entries):
            by_tenant[entry.actor.tenant].append(n)
        for tenant, numbers in by_tenant.items():
            group = [entries[n] for n in numbers]
            parents = [entry.traceparent for entry in group if entry.traceparent]
            with telemetry.together("commit entries", parents, {"entries": len(group)}):
                written = await self._write_tenant(tenant, group)
            replies.update(zip(numbers, written, strict=True))
        return [replies[n] for n in range(len(entries))]

    async def _write_tenant(self, tenant: str, entries: list[Entry]) -> list[Told | Exception]:
        async with self._database.hot() as connection:
            now = await self._database.fast.now(connection)
            weeks = await self._weeks_of(connection, tenant)
            allowed = await self._allowed(connection, tenant, weeks, entries)
            drafts = [_draft(weeks, allowed, e, now) for e in entries]
            good = [d for d in drafts if isinstance(d, Draft)]
            await self._arm(connection, tenant, good)
            judged = await hot.enter(connection, tenant, taken(good, now)) if good else []
            others = await self._in_the_way(connection, tenant, good, judged)
        self._database.wake()
        said = iter([_reply(d, one, others.get(d.activity_id)) for d, one in zip(good, judged, strict=True)])
        return [next(said) if isinstance(d, Draft) else d for d in drafts]

    async def _in_the_way(
        self, connection: Bare, tenant: str, drafts: list[Draft], judged: Sequence[Judged]
    ) -> dict[UUID, Terisi]:
        """By the id of each entry that overlaps: the stored one whose time it would take."""
        refused = [d for d, one in zip(drafts, judged, strict=True) if one.verdict == OVERLAP.name]
        if not refused:
            return {}
        asked = [(d.entry.actor.id, c.tanggal, c.mulai, c.selesai) for d in refused for c in (d.entry.command,)]
        async with self._database.fast.tenant(connection, tenant):
            found = await hot.in_the_way(connection, tenant, asked)
        return {refused[n].activity_id: other for n, other in found.items()}

    async def _weeks_of(self, connection: Bare, tenant: str) -> Weeks:
        read_at, weeks = self._weeks.get(tenant, (-CALENDAR_SECONDS, None))
        if weeks is None or time.monotonic() - read_at > CALENDAR_SECONDS:
            async with self._database.fast.tenant(connection, tenant):
                kalender = await hot.calendar_of(connection, tenant)
                in_six = await hot.in_six_days(connection, tenant)
                outages = await hot.outages_of(connection, tenant)
                now = await self._database.fast.now(connection)
                held = await hot.without_penilai(connection, tenant, self._database.packs.day_of(tenant, now))
            packs = self._database.packs
            five, of_six = (Terms(packs, tenant, kalender.of_week(n), outages) for n in (5, 6))
            weeks = Weeks(five, of_six, in_six, held, _rule(packs, tenant, now))
            self._weeks[tenant] = (time.monotonic(), weeks)
        return weeks

    async def _allowed(
        self, connection: Bare, tenant: str, weeks: Weeks, entries: list[Entry]
    ) -> frozenset[UUID] | None:
        """Who of them the Pemda lets enter; None where it lets every pegawai: who is one shows at the writing."""
        listed = frozenset(weeks.rule.value)
        if listed & {EVERYONE, EVERY_PEGAWAI}:
            return None
        actors = {e.actor.id: frozenset(e.actor.peran) for e in entries}
        async with self._database.fast.tenant(connection, tenant):
            held = await hot.roles_held(connection, tenant, actors)
        return frozenset(who for who, peran in actors.items() if listed & (peran | held.get(who, frozenset())))

    async def _arm(self, connection: Bare, tenant: str, drafts: list[Draft]) -> None:
        """The deadlines an entry needs, nearly always armed by an earlier one; before the entry, never after."""
        wanted = {
            (tenant, kind, subject): at
            for term in {id(d.term): d.term for d in drafts}.values()
            for kind, subject, at in term.deadlines
            if (tenant, kind, subject) not in self._armed
        }
        if not wanted:
            return
        async with self._database.fast.tenant(connection, tenant):
            await hot.arm(connection, wanted)
        self._armed.update(wanted)


def _entry(asked: Asked) -> Entry:
    traceparent = asked.traceparent or telemetry.current_traceparent()
    return Entry(asked.actor, asked.key, asked.fingerprint, asked.command, traceparent)


def _rule(packs: Packs, tenant: str, now: datetime) -> Value[tuple[str, ...]]:
    found = row_of(packs.law_at(tenant, now), "activity", OPERATION)
    assert found is not None, "the table is whole: the start would have stopped"
    return found


def _draft(weeks: Weeks, allowed: frozenset[UUID] | None, entry: Entry, now: datetime) -> Draft | Refusal:
    if allowed is not None and entry.actor.id not in allowed:
        return objection_of(weeks.rule)
    try:
        return weeks.terms_of(entry).draft(entry, now, held=entry.actor.id in weeks.held)
    except Refusal as refusal:
        return refusal


def _reply(draft: Draft, one: Judged, other: Terisi | None) -> Told | Refusal:
    if one.verdict == ENTERED:
        return Told(draft.answer, False)
    return Told(one.kept_body, True) if one.verdict == REPLAY else refusal_of(one.verdict, other)
