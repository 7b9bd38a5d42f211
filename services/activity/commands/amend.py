"""Changes to what an entry says: by its owner while it is pending or withheld, by the penilai as a correction."""

from __future__ import annotations

import zlib
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.timeofday import TimeOfDay, read_times
from contracts.activity import ActivityCorrected, ActivityEdited
from contracts.refusal import Refusal
from contracts.vocabulary import Kategori
from services.activity import store
from services.activity.commands import decide
from services.activity.commands.decide import Alasan, Versi, check_open_month, locked
from services.activity.domain import entry
from services.activity.domain.standing import Terisi
from services.activity.entry.command import EnterActivity, Output, Uraian
from services.activity.entry.statement import refusal_of
from services.activity.store.messages import Pesan, send

NO_REASON = entry.no_reason("correct")


KEEP = """
INSERT INTO activity_versi (tenant, activity_id, isi_versi, oleh, isi, at, alasan)
VALUES (:tenant, :id, :versi, :oleh, CAST(:isi AS jsonb), :now, :alasan)
"""
_CHANGE = """
UPDATE activity SET kategori = :kategori, butir_id = :butir_id, uraian = :uraian, output = :output,
    kuantitas = :kuantitas, mulai = :mulai, selesai = :selesai, bukti = :bukti, isi_versi = isi_versi + 1
WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal
"""
_CHECK = """
SELECT EXISTS (SELECT FROM butir b WHERE b.tenant = :tenant AND b.butir_id = :butir_id AND b.asn_id = :asn_id
        AND b.kategori = :kategori AND :tanggal BETWEEN b.mulai AND b.selesai) AS butir
"""
_OTHER = """
SELECT a.mulai, a.selesai, a.uraian, a.activity_id FROM activity a WHERE a.tenant = :tenant AND a.asn_id = :asn_id
    AND a.tanggal = :tanggal AND a.activity_id <> :id AND a.state NOT IN ('rejected', 'discarded')
    AND a.mulai < :selesai AND :mulai < a.selesai ORDER BY a.mulai LIMIT 1
"""


class Changed(Struct, frozen=True):
    """The entry as it stands now; `isi_versi` counts what was ever said in it."""

    activity_id: UUID
    state: str
    isi_versi: int
    due_on: date | None


class EditActivity(EnterActivity, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an entry says from now on; `versi`: the one that was seen."""

    versi: Versi = None


async def edit(work: Work, actor: Actor, activity_id: UUID, command: EditActivity) -> Changed:
    """The owner changes a pending entry, or sends a withheld one again: a fresh clock (KUAN P18(a), A25)."""
    row = (await store.lock_activities(work, [activity_id]))[0]
    entry.check_owner(row.asn_id, actor.id)
    entry.check_seen(row.isi_versi, command.versi)
    entry.check_allowed(row.state, row.cara, "edit")
    store.check_clock(work, row)
    if not command.benar:
        raise Refusal(entry.NOT_DECLARED)
    if command.tanggal != row.tanggal:
        raise Refusal(entry.OTHER_DAY)
    entry.check_entry(command.tanggal, work.today, command.mulai, command.selesai)
    await check_open_month(work, row)
    await rewrite(work, row, actor.id, fields_of(command), "")
    due = await decide.restart(work, row)
    event = ActivityEdited(
        activity_id=activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        kategori=command.kategori,
        butir_id=command.butir_id,
        kuantitas=command.kuantitas,
        isi_versi=row.isi_versi + 1,
        dari=row.state,
        due_on=due,
    )
    await work.record(event, row.version + 1)
    return Changed(activity_id, "submitted", row.isi_versi + 1, due)


class Isi(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an entry says of its day, as it was sent."""

    kategori: Kategori
    butir_id: UUID
    uraian: str
    output: str
    kuantitas: Annotated[int, Meta(ge=1, le=1_000_000)]
    mulai: TimeOfDay
    selesai: TimeOfDay
    bukti: Annotated[str, Meta(max_length=500)] | None = None

    def __post_init__(self) -> None:
        read_times(self, "mulai", "selesai")


class CorrectActivity(Isi, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai corrects what is short or mistaken, and says why (KUAN P17(c)); `versi`: the one he has seen."""

    uraian: Uraian
    output: Output
    alasan: Alasan
    versi: Versi = None


async def correct(work: Work, actor: Actor, activity_id: UUID, command: CorrectActivity) -> Changed:
    """Correct and approve in one act; both versions stay, the owner gets the difference (reading A25)."""
    (row,), sebagai = await locked(work, actor, [activity_id], "correct", {activity_id: command.versi})
    entry.check_said(command.alasan, NO_REASON)
    entry.check_entry(row.tanggal, work.today, command.mulai, command.selesai)
    await check_open_month(work, row)
    fields = fields_of(command)
    before = await rewrite(work, row, actor.id, fields, command.alasan)
    corrected = ActivityCorrected(
        activity_id=activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        penilai_id=actor.id,
        butir_id=command.butir_id,
        kuantitas=command.kuantitas,
        isi_versi=row.isi_versi + 1,
        alasan=command.alasan.strip(),
        sebagai=sebagai[activity_id],
    )
    await work.run(
        "UPDATE activity SET state = 'approved', cara = 'penilai', version = version + 2, decided_at = :now,"
        " penilai_id = :penilai, diputus_sebagai = :sebagai"
        " WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal",
        {"tenant": work.tenant, "id": activity_id, "tanggal": row.tanggal, "now": work.now, "penilai": actor.id}
        | {"sebagai": sebagai[activity_id]},
    )
    approval = msgspec.structs.replace(
        decide.approved(row, actor, work, sebagai), butir_id=command.butir_id, kuantitas=command.kuantitas
    )
    await work.record_all([(corrected, row.version + 1), (approval, row.version + 2)])
    diff = "; ".join(f"{name}: {before[name]} → {fields[name]}" for name in fields if before[name] != fields[name])
    said = f"{command.alasan.strip()} ({diff})"
    await send(work, [Pesan(jenis="dikoreksi", isi=said, tentang=str(activity_id), kepada=row.asn_id, dari=actor.id)])
    return Changed(activity_id, "approved", row.isi_versi + 1, row.due_on)


FIELDS = ("kategori", "butir_id", "uraian", "output", "kuantitas", "mulai", "selesai", "bukti")


def fields_of(command: EnterActivity | Isi) -> dict[str, Any]:
    """What an entry says, as its columns."""
    return {name: getattr(command, name) for name in FIELDS} | {"kategori": command.kategori.value}


async def rewrite(work: Work, row: Any, oleh: UUID, fields: dict[str, Any], alasan: str) -> dict[str, Any]:
    """Keep what was said, write what is said now; Refusal when the database knows better. Returns the former."""
    await check_stored(work, row.asn_id, row.tanggal, row.activity_id, fields)
    before = {name: getattr(row, name) for name in FIELDS}
    values = {"tenant": work.tenant, "id": row.activity_id, "now": work.now}
    await work.run(KEEP, {**values, "versi": row.isi_versi, "oleh": oleh, "isi": json_of(before), "alasan": alasan})
    await work.run(_CHANGE, {**values, **fields, "tanggal": row.tanggal})
    return before


async def check_stored(work: Work, asn_id: UUID, tanggal: date, activity_id: UUID, fields: dict[str, Any]) -> None:
    """The rules that need the database, under the lock that new entries of the same person take as well."""
    known = store.policy_of(work, tanggal)[0].categories
    entry.check_category(fields["kategori"], known.value, known.pasal)
    await work.run("SELECT pg_advisory_xact_lock(:lock)", {"lock": zlib.crc32(asn_id.bytes)})
    values = {"tenant": work.tenant, "asn_id": asn_id, "tanggal": tanggal, "id": activity_id, **fields}
    found = await work.one(_CHECK, values)
    if found is None or not found.butir:
        raise refusal_of("butir")
    if other := await work.one(_OTHER, values):
        raise refusal_of("overlap", Terisi(**other._mapping))
