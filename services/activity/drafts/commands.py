"""Unfinished entries that a person keeps for himself: no submission, no fact, nobody else's to see."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.timeofday import TimeOfDay, read_times
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Kategori
from services.activity import store
from services.activity.domain import states
from services.activity.domain.entry import NOT_DECLARED
from services.activity.domain.isian import Baris
from services.activity.drafts import store as drafts
from services.activity.drafts.store import Kept
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
    kept = await drafts.insert(work, actor.id, json_of(draf), MOST)
    if kept is None:
        raise Refusal(TOO_MANY, most=MOST)
    return _saved(kept)


async def listed(work: Work, actor: Actor) -> list[Saved]:
    """The actor's own, newest first."""
    return [_saved(kept) for kept in await drafts.drafts_of(work, actor.id)]


async def edit(work: Work, actor: Actor, draf_id: UUID, command: EditDraft) -> Saved:
    """Write over the version that was seen; Refusal 409 when somebody (the owner, elsewhere) was sooner."""
    kept = await drafts.write(work, actor.id, draf_id, command.versi, json_of(command.isi()))
    if kept is None:
        await _locked(work, actor, draf_id, command.versi, "edit")
        raise Refusal(NO_DRAFT)
    return _saved(kept)


async def discard(work: Work, actor: Actor, draf_id: UUID) -> None:
    """Throw it away."""
    if not await drafts.delete(work, actor.id, draf_id):
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
    kept = await drafts.lock(work, actor.id, draf_id)
    if kept is None:
        raise Refusal(NO_DRAFT)
    states.check("draft", "seen" if kept.versi == versi else "changed", act)
    return _saved(kept)


def _saved(kept: Kept) -> Saved:
    return Saved(kept.draf_id, kept.versi, msgspec.json.decode(kept.isi, type=Draf), kept.disimpan_at)
