"""Unfinished entries that a person keeps for himself: no submission, no fact, nobody else's to see."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from chassis.timeofday import TimeOfDay, read_times
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Kategori
from services.activity import store
from services.activity.domain import states
from services.activity.domain.entry import NOT_DECLARED
from services.activity.domain.isian import Baris
from services.activity.entry.command import EnteredActivity
from services.activity.entry.judge import check
from services.activity.entry.terms import terms_of
from services.activity.entry.write import write
from services.activity.store.standing import lock_people, standing

TOO_MANY = rule(
    "activity.draft.too_many", 409, "Paling banyak {most} draf; kirim atau hapus dahulu.", source="implicit"
)
NO_DRAFT = rule("activity.draft.unknown", 404, "Draf tidak ditemukan.", source="implicit")
UNFINISHED = rule("activity.draft.unfinished", 422, "Belum diisi: {missing}.")

MOST = 200
_NEEDED = ("tanggal", "kategori", "butir_id", "uraian", "output", "kuantitas", "mulai", "selesai")
_COLUMNS = "draf_id, version AS versi, isi::text AS isi, disimpan_at"
_SAVE = f"""
INSERT INTO draf (tenant, draf_id, asn_id, version, isi, disimpan_at)
SELECT :tenant, :id, :actor, 1, CAST(:isi AS jsonb), :now
WHERE (SELECT count(*) FROM draf WHERE tenant = :tenant AND asn_id = :actor) < :most RETURNING {_COLUMNS}
"""
_EDIT = f"""
UPDATE draf SET isi = CAST(:isi AS jsonb), version = version + 1, disimpan_at = :now
WHERE tenant = :tenant AND draf_id = :id AND asn_id = :actor AND version = :versi RETURNING {_COLUMNS}
"""
_OWN = f"SELECT {_COLUMNS} FROM draf WHERE tenant = :tenant AND asn_id = :actor"
_DISCARD = "DELETE FROM draf WHERE tenant = :tenant AND draf_id = :id AND asn_id = :actor"


class Draf(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What there is of an entry so far; any member may be missing."""

    tanggal: date | None = None
    kategori: Kategori | None = None
    butir_id: UUID | None = None
    uraian: Annotated[str, Meta(max_length=2000)] | None = None
    output: Annotated[str, Meta(max_length=500)] | None = None
    kuantitas: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    mulai: TimeOfDay | None = None
    selesai: TimeOfDay | None = None
    bukti: Annotated[str, Meta(max_length=500)] | None = None

    def __post_init__(self) -> None:
        read_times(self, "mulai", "selesai")


class EditDraft(Draf, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a draft says from now on, over the version that one has seen."""

    versi: Annotated[int, Meta(ge=1, le=2**31 - 1)]

    def isi(self) -> Draf:
        """The draft without the version."""
        return Draf(**{name: getattr(self, name) for name in Draf.__struct_fields__})


class Saved(Struct, frozen=True):
    """A draft as it is kept; `versi` counts its changes."""

    draf_id: UUID
    versi: int
    isi: Draf
    disimpan_at: datetime


class SubmitDraft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The version one has seen, and the declaration of truth (KUAN P23(1))."""

    versi: int
    benar: bool


async def save(work: Work, actor: Actor, draf: Draf) -> Saved:
    """Keep a draft; there is an end to how many."""
    await store.actor_person(work, actor.id)
    row = await work.one(_SAVE, {**_values(work, actor, new_id()), "isi": json_of(draf), "most": MOST})
    if row is None:
        raise Refusal(TOO_MANY, most=MOST)
    return _saved(row)


async def listed(work: Work, actor: Actor) -> list[Saved]:
    """The actor's own, newest first."""
    rows = await work.all(f"{_OWN} ORDER BY disimpan_at DESC, draf_id", {"tenant": work.tenant, "actor": actor.id})
    return [_saved(row) for row in rows]


async def edit(work: Work, actor: Actor, draf_id: UUID, command: EditDraft) -> Saved:
    """Write over the version that was seen; Refusal 409 when somebody (he himself, elsewhere) was sooner."""
    written = {"isi": json_of(command.isi()), "versi": command.versi}
    row = await work.one(_EDIT, {**_values(work, actor, draf_id), **written})
    if row is None:
        await _locked(work, actor, draf_id, command.versi, "edit")
        raise Refusal(NO_DRAFT)
    return _saved(row)


async def discard(work: Work, actor: Actor, draf_id: UUID) -> None:
    """Throw it away."""
    if not (await work.run(_DISCARD, _values(work, actor, draf_id))).rowcount:
        raise Refusal(NO_DRAFT)


async def submit(work: Work, actor: Actor, draf_id: UUID, command: SubmitDraft) -> EnteredActivity:
    """Enter it as an entry of now, judged as any; the draft goes in the same transaction."""
    isi = (await _locked(work, actor, draf_id, command.versi, "submit")).isi
    line = _line(actor, isi)
    if not command.benar:
        raise Refusal(NOT_DECLARED)
    await lock_people(work, [actor.id])
    stands = await standing(work, [actor.id], line.tanggal, line.tanggal)
    term = check(stands, await terms_of(work), line, work.now)
    held = await store.vacant_of(work, [actor.id], work.today)
    (activity_id,) = await write(work, stands, [(line, term)], None, held)
    await discard(work, actor, draf_id)
    due = None if held else term.due_on
    return EnteredActivity(activity_id, "submitted", term.late, due, work.now, work.who.correlation)


def _line(actor: Actor, isi: Draf) -> Baris:
    """The draft as an entry; Refusal 422 names what it lacks."""
    missing = [name for name in _NEEDED if not _said(getattr(isi, name))]
    if missing:
        raise Refusal(UNFINISHED, missing=", ".join(missing), field=missing[0])
    return msgspec.convert([0, actor.id, *(getattr(isi, name) for name in _NEEDED), isi.bukti], Baris)


def _said(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


async def _locked(work: Work, actor: Actor, draf_id: UUID, versi: int, act: str) -> Saved:
    row = await work.one(f"{_OWN} AND draf_id = :id FOR UPDATE", _values(work, actor, draf_id))
    if row is None:
        raise Refusal(NO_DRAFT)
    states.check("draft", "seen" if row.versi == versi else "changed", act)
    return _saved(row)


def _values(work: Work, actor: Actor, draf_id: UUID) -> dict[str, Any]:
    return {"tenant": work.tenant, "id": draf_id, "actor": actor.id, "now": work.now}


def _saved(row: Any) -> Saved:
    return Saved(row.draf_id, row.versi, msgspec.json.decode(row.isi, type=Draf), row.disimpan_at)
