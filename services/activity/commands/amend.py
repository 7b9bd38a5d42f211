"""Changes to what an entry says: by its owner while it is pending or withheld, by the penilai as a correction."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.timeofday import TimeOfDay, read_times
from contracts.refusal import Refusal
from contracts.vocabulary import Kategori
from services.activity import store
from services.activity.commands import decide
from services.activity.commands.decide import Versi, check_open_month, locked
from services.activity.domain import decision, entry, facts
from services.activity.domain.activity import Activity, Content
from services.activity.domain.verdicts import OF_A_CHANGE, refusal_of
from services.activity.domain.words import Alasan, Output, Uraian
from services.activity.entry.command import EnterActivity
from services.activity.messages.store import Pesan, send
from services.activity.store import entries
from services.activity.store.standing import lock_people, standing


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
    one = await entries.lock_activity(work, activity_id)
    entry.check_owner(one.asn_id, actor.id)
    entry.check_seen(one.isi_versi, command.versi)
    entry.check_allowed(one.state, one.cara, "edit")
    store.check_clock(work, one)
    if not command.benar:
        raise Refusal(entry.NOT_DECLARED)
    if command.tanggal != one.tanggal:
        raise Refusal(entry.OTHER_DAY)
    entry.check_entry(command.tanggal, work.today, command.mulai, command.selesai)
    await check_open_month(work, one)
    said = content_of(command)
    await rewrite(work, one, actor.id, said, "")
    due = await decide.restart(work, one)
    await work.record(facts.edited(one, said, one.isi_versi + 1, one.state, due), one.version + 1)
    return Changed(activity_id, "submitted", one.isi_versi + 1, due)


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
    """The penilai corrects what is short or mistaken, and says why (KUAN P17(c)); `versi`: the one they have seen."""

    uraian: Uraian
    output: Output
    alasan: Alasan
    versi: Versi = None


async def correct(work: Work, actor: Actor, activity_id: UUID, command: CorrectActivity) -> Changed:
    """Correct and approve in one act; both versions stay, the owner gets the difference (reading A25)."""
    ((one, by),) = await locked(work, actor, [activity_id], "correct", {activity_id: command.versi})
    said = content_of(command)
    decided = decision.correct(one, by, said, command.alasan, work.now)
    entry.check_entry(one.tanggal, work.today, command.mulai, command.selesai)
    await check_open_month(work, one)
    await rewrite(work, one, actor.id, said, command.alasan)
    await decide.keep(work, [(one, decided)])
    text = f"{command.alasan.strip()} ({one.isi.differences(said)})"
    await send(work, [Pesan(jenis="dikoreksi", isi=text, tentang=str(activity_id), kepada=one.asn_id, dari=actor.id)])
    return Changed(activity_id, "approved", one.isi_versi + 1, one.due_on)


def content_of(command: EnterActivity | Isi) -> Content:
    """What an entry is to say."""
    return Content(**{name: getattr(command, name) for name in Content.__struct_fields__})


async def rewrite(work: Work, one: Activity, oleh: UUID, said: Content, alasan: str) -> None:
    """Keep what was said, write what is said now; Refusal when the database knows better."""
    await check_stored(work, one, said)
    await entries.keep_version(work, one, oleh, one.isi, alasan)
    await entries.keep_content(work, one, said)


async def check_stored(work: Work, one: Activity, said: Content) -> None:
    """The rules that need the database, under the lock that new entries of the same person take as well."""
    known = store.policy_of(work, one.tanggal)[0].categories
    entry.check_category(said.kategori.value, known.value, known.pasal)
    await lock_people(work, [one.asn_id])
    stands = await standing(work, [one.asn_id], one.tanggal, one.tanggal, but=one.activity_id)
    if found := stands.objection(said.line(one.asn_id, one.tanggal), OF_A_CHANGE):
        verdict, other = found
        raise refusal_of(verdict.name, other)
