"""Entering an activity: the hot path. What waits together is written in one statement, once for each key."""

from __future__ import annotations

import time as clock
import zlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timezone
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct

from chassis import telemetry
from chassis.auth import Actor
from chassis.db import Database
from chassis.groupcommit import GroupCommit
from chassis.ids import new_id
from chassis.outbox import pack_headers
from contracts.activity import ActivitySubmitted
from contracts.envelope import body_of, headers_of
from contracts.event import Event, Fact
from contracts.refusal import Refusal, forbidden, lacking, wrong_state
from contracts.vocabulary import Kategori, Uraian
from services.activity import domain
from services.activity.policy import ActivityPolicy

CALENDAR_SECONDS = 5.0


class EnterActivity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One daily activity (KUAN P23(1), (6)). `butir_id` is the kinerja of the SKP it serves; times are local."""

    tanggal: date
    kategori: Kategori
    butir_id: UUID
    uraian: Uraian
    output: Annotated[str, Meta(min_length=1, max_length=500)]
    kuantitas: Annotated[int, Meta(ge=1, le=1_000_000, description="outputs of this activity")]
    mulai: time
    selesai: time
    benar: Annotated[bool, Meta(description="declaration of truth, KUAN P23(1)")]


class EnteredActivity(Struct, frozen=True):
    """The receipt of an entry; `trace` is for the helpdesk."""

    activity_id: UUID
    state: str
    late: bool
    due_on: date | None
    submitted_at: datetime
    trace: str


class Entry(Struct, frozen=True):
    """A request to enter, on its way to the group that commits it."""

    actor: Actor
    key: str
    fingerprint: bytes
    command: EnterActivity
    traceparent: str | None


class Reply(Struct, frozen=True):
    """What the database says: a fresh answer, or the one given before to the same key."""

    body: bytes
    replayed: bool


_WRITE = """
WITH incoming AS (
    SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::date[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::int[],
        $10::time[], $11::time[], $12::timestamptz[], $13::date[], $14::bool[],
        $15::uuid[], $16::text[], $17::bytea[], $18::bytea[], $19::text[], $20::bytea[], $21::bytea[])
    WITH ORDINALITY AS i(activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, submitted_at, due_on, late,
        event_id, type, headers, body, key, fingerprint, answer, n)
), judged AS (
    SELECT i.*, k.fingerprint AS kept, k.body AS kept_body,
        CASE WHEN k.key IS NOT NULL THEN CASE WHEN k.fingerprint = i.fingerprint THEN 'replay' ELSE 'other_body' END
             WHEN p.asn_id IS NULL OR NOT p.validated THEN 'unknown_person'
             WHEN p.status <> 'aktif' THEN 'not_on_duty'
             WHEN b.butir_id IS NULL THEN 'butir'
             WHEN t.periode IS NOT NULL THEN 'closed'
             WHEN EXISTS (SELECT FROM activity a WHERE a.tenant = $1 AND a.asn_id = i.asn_id AND a.tanggal = i.tanggal
                 AND a.state <> 'rejected' AND a.mulai < i.selesai AND i.mulai < a.selesai) THEN 'overlap'
             ELSE 'entered' END AS verdict
    FROM incoming i
    LEFT JOIN idempotency k ON k.tenant = $1 AND k.actor = i.asn_id::text AND k.key = i.key
    LEFT JOIN pegawai p ON p.tenant = $1 AND p.asn_id = i.asn_id
    LEFT JOIN butir b ON b.tenant = $1 AND b.butir_id = i.butir_id AND b.asn_id = i.asn_id
        AND b.kategori = i.kategori AND i.tanggal BETWEEN b.mulai AND b.selesai
    LEFT JOIN bulan_tertutup t ON t.tenant = $1 AND t.periode = to_char(i.tanggal, 'YYYY-MM')
), new_activity AS (
    INSERT INTO activity (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, submitted_at, due_on, late)
    SELECT $1, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,
        mulai, selesai, submitted_at, due_on, late FROM judged WHERE verdict = 'entered'
), new_fact AS (
    INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
    SELECT $1, event_id, type, asn_id::text, activity_id::text, 1, headers, body
    FROM judged WHERE verdict = 'entered' ORDER BY n
), kept AS (
    INSERT INTO idempotency (tenant, actor, key, fingerprint, status, content_type, body)
    SELECT $1, asn_id::text, key, fingerprint, 201, 'application/json', answer FROM judged WHERE verdict = 'entered'
), replayed AS (
    UPDATE idempotency k SET replays = k.replays + 1 FROM judged j
    WHERE j.verdict = 'replay' AND k.tenant = $1 AND k.actor = j.asn_id::text AND k.key = j.key
)
SELECT verdict, kept_body FROM judged ORDER BY n
"""
_ARM = """
INSERT INTO deadline (id, tenant, kind, subject, due_at)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
ON CONFLICT (tenant, kind, subject) DO NOTHING
"""
_CALENDAR = "SELECT tanggal, libur FROM hari_libur WHERE tenant = $1"

_REFUSALS = {
    "other_body": lacking("Kunci ini sudah dipakai untuk permintaan lain.", "implicit", "Idempotency-Key"),
    "unknown_person": forbidden("Data Anda belum tervalidasi pada SIASN sehingga belum dapat mengisi.", "11(5)"),
    "not_on_duty": wrong_state(
        "Anda sedang tidak bertugas (cuti, tugas belajar, atau diberhentikan sementara).", "A30"
    ),
    "butir": lacking("Kinerja yang dirujuk tidak berlaku bagi Anda pada tanggal itu.", "1(31), 23(6)", "butir_id"),
    "closed": wrong_state("Bulan ini sudah ditutup; mintalah administrator PD membukanya.", "A24"),
    "overlap": wrong_state("Jam aktivitas bertumpuk dengan aktivitas lain pada hari yang sama.", "23(1)"),
}


class Entries:
    """Takes entries of every tenant of this process and commits them in groups."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._packs = database.packs
        self._calendars: dict[str, tuple[float, domain.Kalender]] = {}
        self._armed: set[tuple[str, str, str]] = set()
        self._group: GroupCommit[Entry, Reply] = GroupCommit(self._write, lambda e: (e.actor.tenant, e.actor.id))

    async def enter(self, entry: Entry) -> Reply:
        """Commit an entry; Refusal says why not. The same key again gives the first answer."""
        return await self._group.submit(entry)

    async def _write(self, entries: Sequence[Entry]) -> Sequence[Reply | Exception]:
        replies: dict[int, Reply | Exception] = {}
        by_tenant: dict[str, list[int]] = defaultdict(list)
        for n, entry in enumerate(entries):
            by_tenant[entry.actor.tenant].append(n)
        for tenant, numbers in by_tenant.items():
            group = [entries[n] for n in numbers]
            parents = [entry.traceparent for entry in group if entry.traceparent]
            context = telemetry.remote_context(parents[0] if parents else None)
            with telemetry.span(
                "commit entries", parent=context, links=parents[1:], attributes={"entries": len(group)}
            ):
                written = await self._write_tenant(tenant, group)
            replies.update(zip(numbers, written, strict=True))
        return [replies[n] for n in range(len(entries))]

    async def _write_tenant(self, tenant: str, entries: list[Entry]) -> list[Reply | Exception]:
        locks = sorted(zlib.crc32(e.actor.id.bytes) for e in entries)
        async with self._database.hot(tenant, locks) as (connection, now):
            kalender = await self._kalender(connection, tenant)
            drafts = [self._draft(e, now, kalender) for e in entries]
            good = [d for d in drafts if isinstance(d, Draft)]
            rows = await connection.fetch(_WRITE, tenant, *_columns(good)) if good else []
            await self._arm(connection, tenant, good)
        self._database.wake()
        said = iter(zip(good, rows, strict=True))
        return [d if isinstance(d, Refusal) else _reply(*next(said)) for d in drafts]

    async def _kalender(self, connection: Any, tenant: str) -> domain.Kalender:
        read_at, kalender = self._calendars.get(tenant, (-CALENDAR_SECONDS, domain.Kalender({})))
        if clock.monotonic() - read_at > CALENDAR_SECONDS:
            rows = await connection.fetch(_CALENDAR, tenant)
            kalender = domain.Kalender({r["tanggal"]: r["libur"] for r in rows})
            self._calendars[tenant] = (clock.monotonic(), kalender)
        return kalender

    def _draft(self, entry: Entry, now: datetime, kalender: domain.Kalender) -> Draft | Refusal:
        """Everything about an entry that needs no table: the clock of the law, the event, the receipt."""
        command, tenant = entry.command, entry.actor.tenant
        try:
            pack = self._packs.resolve(tenant, command.tanggal)
            policy = pack.section("activity", ActivityPolicy)
            zone = ZoneInfo(pack.head.zone)
            today = now.astimezone(zone).date()
            domain.check_entry(command.tanggal, today, command.mulai, command.selesai)
            if not command.benar:
                raise lacking("Nyatakan bahwa isian ini benar.", "23(1)", "benar")
        except Refusal as refusal:
            return refusal
        due = domain.due_on(today, kalender, policy.verify_clock.value, policy.verify_days.value)
        late = domain.is_late(command.tanggal, today, kalender, policy.late_after_workdays.value)
        event = ActivitySubmitted(
            activity_id=new_id(),
            asn_id=entry.actor.id,
            tanggal=command.tanggal,
            kategori=command.kategori,
            butir_id=command.butir_id,
            kuantitas=command.kuantitas,
            late=late,
            due_on=due,
            submitted_at=now,
        )
        periode = domain.periode_of(command.tanggal)
        closes = domain.closes_on(periode, kalender, policy.close_workday.value)
        return Draft(entry, event, _fact(entry, event, now), zone, closes)

    async def _arm(self, connection: Any, tenant: str, drafts: list[Draft]) -> None:
        """The two deadlines an entry needs; nearly always armed already by an earlier one."""
        wanted: dict[tuple[str, str, str], datetime] = {}
        for draft in drafts:
            if draft.event.due_on:
                at = domain.end_of(draft.event.due_on, draft.zone)
                wanted[tenant, "approval_lapse", draft.event.due_on.isoformat()] = at
            closing = (tenant, "month_close", domain.periode_of(draft.event.tanggal))
            wanted[closing] = domain.end_of(draft.closes_on, draft.zone)
        fresh = {k: v for k, v in wanted.items() if k not in self._armed}
        if fresh:
            tenants, kinds, subjects = zip(*fresh, strict=True)
            await connection.execute(_ARM, [new_id() for _ in fresh], tenants, kinds, subjects, list(fresh.values()))
            self._armed.update(fresh)


class Draft(Struct, frozen=True):
    """An entry that stands up to the rules, with its fact, ready to be written."""

    entry: Entry
    event: ActivitySubmitted
    fact: Fact[Event]
    zone: ZoneInfo
    closes_on: date


def _fact(entry: Entry, event: ActivitySubmitted, now: datetime) -> Fact[Event]:
    return Fact(
        id=new_id(),
        tenant=entry.actor.tenant,
        subject=event.subject(),
        key=event.key(),
        version=1,
        occurred_at=now.astimezone(timezone.utc),
        actor=str(entry.actor.id),
        correlation=_trace(entry.traceparent) or str(event.activity_id),
        traceparent=entry.traceparent,
        event=event,
    )


def _trace(traceparent: str | None) -> str:
    return traceparent[3:35] if traceparent else ""


def _answer(draft: Draft) -> bytes:
    event = draft.event
    return msgspec.json.encode(
        EnteredActivity(
            activity_id=event.activity_id,
            state="submitted",
            late=event.late,
            due_on=event.due_on,
            submitted_at=event.submitted_at,
            trace=_trace(draft.entry.traceparent),
        )
    )


def _columns(drafts: list[Draft]) -> list[list[Any]]:
    """The drafts as the arrays that the statement takes, in its order."""
    rows = [
        (
            d.event.activity_id, d.event.asn_id, d.event.tanggal, d.event.kategori.value, d.event.butir_id,
            c.uraian, c.output, c.kuantitas, c.mulai, c.selesai, d.event.submitted_at, d.event.due_on, d.event.late,
            d.fact.id, d.event.type_name(), pack_headers(headers_of(d.fact)), body_of(d.event),
            d.entry.key, d.entry.fingerprint, _answer(d),
        )
        for d in drafts
        for c in (d.entry.command,)
    ]  # fmt: skip
    return [list(column) for column in zip(*rows, strict=True)]


def _reply(draft: Draft, row: Any) -> Reply | Exception:
    verdict = row["verdict"]
    if verdict == "entered":
        return Reply(_answer(draft), False)
    if verdict == "replay":
        return Reply(row["kept_body"], True)
    told = _REFUSALS[verdict]
    return Refusal(told.message, told.pasal, told.status, told.field)


def entry_from(actor: Actor, key: str, fingerprint: bytes, command: EnterActivity) -> Entry:
    return Entry(actor, key, fingerprint, command, telemetry.current_traceparent())


__all__ = ["Entries", "Entry", "EnterActivity", "EnteredActivity", "Reply", "entry_from"]
