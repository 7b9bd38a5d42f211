"""Entries of every tenant of this process, committed in groups."""

from __future__ import annotations

import time
import zlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from chassis import telemetry
from chassis.db import Database
from chassis.groupcommit import GroupCommit
from chassis.hot import Asked, Told
from chassis.ids import new_id
from contracts.refusal import Refusal
from services.activity.domain.clock import Kalender
from services.activity.entry.command import Entry
from services.activity.entry.draft import Draft, Terms
from services.activity.entry.statement import ARM, REPLAYED, WRITE, columns, refusal_of

CALENDAR_SECONDS = 5.0
_CALENDAR = "SELECT tanggal, libur FROM hari_libur WHERE tenant = $1"
_ANY_SIX = "SELECT EXISTS (SELECT FROM pegawai WHERE tenant = $1 AND hari_kerja = 6)"
_SIX = "SELECT asn_id FROM pegawai WHERE tenant = $1 AND asn_id = ANY($2::uuid[]) AND hari_kerja = 6"


class Weeks(Struct, frozen=True):
    """The terms of a Pemda for units of five and, where it has any, of six working days."""

    five: Terms
    six: Terms | None


class Entries:
    """Takes entries one by one, commits what waits together."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._weeks: dict[str, tuple[float, Weeks]] = {}
        self._armed: set[tuple[str, str, str]] = set()
        self._group: GroupCommit[Entry, Told] = GroupCommit(self._write, lambda e: (e.actor.tenant, e.actor.id))

    async def enter(self, asked: Asked) -> Told:
        """Commit an entry; Refusal says why not. The same key again gives the first answer."""
        traceparent = telemetry.current_traceparent()
        return await self._group.submit(Entry(asked.actor, asked.key, asked.fingerprint, asked.command, traceparent))

    async def _write(self, entries: Sequence[Entry]) -> Sequence[Told | Exception]:
        replies: dict[int, Told | Exception] = {}
        by_tenant: dict[str, list[int]] = defaultdict(list)
        for n, entry in enumerate(entries):
            by_tenant[entry.actor.tenant].append(n)
        for tenant, numbers in by_tenant.items():
            group = [entries[n] for n in numbers]
            parents = [
                entry.traceparent for entry in group if entry.traceparent and telemetry.is_sampled(entry.traceparent)
            ]
            context = telemetry.remote_context(parents[0] if parents else None)
            with telemetry.span(
                "commit entries", parent=context, links=parents[1:], attributes={"entries": len(group)}
            ):
                written = await self._write_tenant(tenant, group)
            replies.update(zip(numbers, written, strict=True))
        return [replies[n] for n in range(len(entries))]

    async def _write_tenant(self, tenant: str, entries: list[Entry]) -> list[Told | Exception]:
        locks = sorted(zlib.crc32(e.actor.id.bytes) for e in entries)
        async with self._database.hot(tenant, locks) as (connection, now):
            weeks = await self._weeks_of(connection, tenant)
            six = await connection.fetch(_SIX, tenant, [e.actor.id for e in entries]) if weeks.six else ()
            of_six = {row["asn_id"] for row in six}
            terms = [weeks.six if weeks.six and e.actor.id in of_six else weeks.five for e in entries]
            drafts = [_draft(t, e, now) for t, e in zip(terms, entries, strict=True)]
            good = [d for d in drafts if isinstance(d, Draft)]
            rows = await connection.fetch(WRITE, tenant, *columns(good)) if good else []
            said = [_reply(d, row) for d, row in zip(good, rows, strict=True)]
            armed = await self._arm(connection, tenant, good)
            await _note_replays(connection, tenant, good, said)
        self._armed.update(armed)
        self._database.wake()
        replies = iter(said)
        return [next(replies) if isinstance(d, Draft) else d for d in drafts]

    async def _weeks_of(self, connection: Any, tenant: str) -> Weeks:
        read_at, weeks = self._weeks.get(tenant, (-CALENDAR_SECONDS, None))
        if weeks is None or time.monotonic() - read_at > CALENDAR_SECONDS:
            rows = await connection.fetch(_CALENDAR, tenant)
            kalender = Kalender({r["tanggal"]: r["libur"] for r in rows})
            any_six = await connection.fetchval(_ANY_SIX, tenant)
            packs = self._database.packs
            six = Terms(packs, tenant, kalender.of_week(6)) if any_six else None
            weeks = Weeks(Terms(packs, tenant, kalender), six)
            self._weeks[tenant] = (time.monotonic(), weeks)
        return weeks

    async def _arm(self, connection: Any, tenant: str, drafts: list[Draft]) -> set[tuple[str, str, str]]:
        """The two deadlines an entry needs; nearly always armed already by an earlier one. Returns the new ones."""
        wanted = {
            (tenant, kind, subject): at
            for term in {id(d.term): d.term for d in drafts}.values()
            for kind, subject, at in term.deadlines
            if (tenant, kind, subject) not in self._armed
        }
        if wanted:
            tenants, kinds, subjects = zip(*wanted, strict=True)
            await connection.execute(ARM, [new_id() for _ in wanted], tenants, kinds, subjects, list(wanted.values()))
        return set(wanted)


def _draft(terms: Terms, entry: Entry, now: datetime) -> Draft | Refusal:
    try:
        return terms.draft(entry, now)
    except Refusal as refusal:
        return refusal


def _reply(draft: Draft, row: Any) -> Told | Refusal:
    verdict = row["verdict"]
    if verdict == "entered":
        return Told(draft.answer, False)
    return Told(row["kept_body"], True) if verdict == "replay" else refusal_of(verdict)


async def _note_replays(connection: Any, tenant: str, drafts: list[Draft], said: list[Told | Refusal]) -> None:
    """A replay writes: the answer is given only after a commit that the standby has as well."""
    keys = [
        (str(d.entry.actor.id), d.entry.key)
        for d, reply in zip(drafts, said, strict=True)
        if isinstance(reply, Told) and reply.replayed
    ]
    if keys:
        await connection.execute(REPLAYED, tenant, [actor for actor, _ in keys], [key for _, key in keys])
