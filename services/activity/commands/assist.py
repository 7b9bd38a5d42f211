"""Help with the keyboard: the administrator of the PD writes an entry, the owner confirms it (KUAN P16(b), A7)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.activity import ActivityDiscarded, ActivitySubmitted
from contracts.refusal import Refusal
from contracts.vocabulary import Kategori
from services.activity import store
from services.activity.commands import decide, evidence, helping
from services.activity.commands.amend import FIELDS, fields_of
from services.activity.commands.decide import Alasan, Decided
from services.activity.domain import clock, entry
from services.activity.domain.isian import Baris
from services.activity.entry.command import EnterActivity
from services.activity.entry.judge import check
from services.activity.entry.terms import terms_of
from services.activity.store import lampiran
from services.activity.store.standing import lock_people, standing

_WRITE = """
INSERT INTO activity (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas, mulai,
    selesai, submitted_at, late, state, entered_by, bukti, jabatan, benar)
VALUES (:tenant, :id, :asn_id, :tanggal, :kategori, :butir_id, :uraian, :output, :kuantitas, :mulai,
    :selesai, :now, false, 'assisted', :actor, :bukti, :jabatan, false)
"""


class EnterFor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry for somebody of the own PD, and why he does not write it himself."""

    asn_id: UUID
    alasan: Alasan
    isi: EnterActivity


async def enter_for(work: Work, actor: Actor, command: EnterFor) -> Decided:
    """Write it for him; it counts, and its clock starts, when he confirms."""
    isi = command.isi
    owner = await helping.check_help(work, actor, command.asn_id, isi.tanggal)
    entry.check_said(command.alasan, helping.NO_REASON_TO_HELP)
    fields = fields_of(isi)
    line = Baris(0, owner.asn_id, isi.tanggal, isi.kategori, *(getattr(isi, name) for name in FIELDS[1:]))
    await lock_people(work, [owner.asn_id])
    with helping.inside("isi"):
        check(await standing(work, [owner.asn_id], isi.tanggal, isi.tanggal), await terms_of(work), line, work.now)
    activity_id = new_id()
    await work.run(
        _WRITE,
        {
            "tenant": work.tenant, "id": activity_id, "asn_id": owner.asn_id, "tanggal": isi.tanggal,
            "now": work.now, "actor": actor.id, "jabatan": owner.jabatan, **fields,
        },
    )  # fmt: skip
    await helping.tell_of_help(work, actor, activity_id, owner.asn_id, isi.tanggal, command.alasan, 1)
    return Decided(activity_id, "assisted")


class ConfirmActivity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The owner stands in for what was written for him (KUAN P23(1))."""

    benar: bool


async def confirm(work: Work, actor: Actor, activity_id: UUID, command: ConfirmActivity) -> Decided:
    """It is his entry from now on."""
    row = (await store.lock_activities(work, [activity_id]))[0]
    entry.check_owner(row.asn_id, actor.id)
    entry.check_allowed(row.state, row.cara, "confirm")
    if not command.benar:
        raise Refusal(entry.NOT_DECLARED)
    await decide.check_open_month(work, row)
    if await helping.was_his(work, row):
        done = await helping.accept(work, row)
        await evidence.accept_waiting(work, row, row.version + 1)
        return done
    due = await decide.restart(work, row)
    policy = store.policy_of(work, row.tanggal)[0]
    kalender, today = await store.kalender(work, row.asn_id), work.today
    on_time = clock.on_time_until(row.tanggal, kalender, policy.late_after_workdays.value)
    late = today > await store.last_day(work, on_time, kalender)
    await work.run(
        "UPDATE activity SET submitted_at = :now, late = :late"
        " WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal",
        {"tenant": work.tenant, "id": activity_id, "tanggal": row.tanggal, "now": work.now, "late": late},
    )
    event = ActivitySubmitted(
        activity_id=activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        kategori=Kategori(row.kategori),
        butir_id=row.butir_id,
        kuantitas=row.kuantitas,
        late=late,
        due_on=due,
        submitted_at=work.now,
    )
    await work.record(event, row.version + 1)
    await evidence.accept_waiting(work, row, row.version + 1)
    return Decided(activity_id, "submitted")


class ConfirmActivities(ConfirmActivity, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The owner stands in for several entries at once: all or none."""

    ids: Annotated[tuple[UUID, ...], Meta(min_length=1, max_length=200)]


class Confirmed(Struct, frozen=True):
    """How many entries are his now."""

    confirmed: int


async def confirm_all(work: Work, actor: Actor, command: ConfirmActivities) -> Confirmed:
    """Each as `confirm` takes it."""
    ids = dict.fromkeys(command.ids)
    for activity_id in ids:
        await confirm(work, actor, activity_id, command)
    return Confirmed(len(ids))


async def discard(work: Work, actor: Actor, activity_id: UUID) -> Decided:
    """The owner does not stand in for it; nothing of it counts."""
    row = (await store.lock_activities(work, [activity_id]))[0]
    entry.check_owner(row.asn_id, actor.id)
    entry.check_allowed(row.state, row.cara, "discard")
    waiting = await lampiran.waiting_of(work, activity_id)
    await lampiran.remove_attachments(work, actor.id, [file.lampiran_id for file in waiting])
    if before := await helping.was_his(work, row):
        return await helping.take_back(work, row, before)
    await work.run(
        "UPDATE activity SET state = 'discarded', version = version + 1"
        " WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal",
        {"tenant": work.tenant, "id": activity_id, "tanggal": row.tanggal},
    )
    event = ActivityDiscarded(activity_id=activity_id, asn_id=row.asn_id, tanggal=row.tanggal)
    await work.record(event, row.version + 1)
    return Decided(activity_id, "discarded")
