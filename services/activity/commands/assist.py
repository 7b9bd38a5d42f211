"""Help with the keyboard: the administrator of the PD writes an entry, the owner confirms it (KUAN P16(b), A7)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.refusal import Refusal
from services.activity import store
from services.activity.commands import decide, helping
from services.activity.commands.amend import content_of
from services.activity.commands.decide import Decided
from services.activity.domain import clock, entry, facts
from services.activity.domain.activity import Activity
from services.activity.domain.words import Alasan
from services.activity.entry.command import EnterActivity
from services.activity.entry.judge import check
from services.activity.entry.terms import terms_of
from services.activity.evidence import store as evidence
from services.activity.evidence.waiting import accept_waiting
from services.activity.outages import store as outages
from services.activity.store import entries, helped
from services.activity.store.standing import lock_people, standing


class EnterFor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry for somebody of the own PD, and why they do not write it themselves."""

    asn_id: UUID
    alasan: Alasan
    isi: EnterActivity


async def enter_for(work: Work, actor: Actor, command: EnterFor) -> Decided:
    """Write it for them; it counts, and its clock starts, when they confirm."""
    isi = command.isi
    owner = await helping.check_help(work, actor, command.asn_id, isi.tanggal)
    entry.check_said(command.alasan, helping.NO_REASON_TO_HELP)
    said = content_of(isi)
    await lock_people(work, [owner.asn_id])
    with helping.inside("isi"):
        stands = await standing(work, [owner.asn_id], isi.tanggal, isi.tanggal)
        check(stands, await terms_of(work), said.line(owner.asn_id, isi.tanggal), work.now)
    activity_id = new_id()
    await helped.insert_helped(work, activity_id, owner.asn_id, isi.tanggal, said, actor.id, owner.jabatan)
    await helping.tell_of_help(work, actor, activity_id, owner.asn_id, isi.tanggal, command.alasan, 1)
    return Decided(activity_id, "assisted")


class ConfirmActivity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The owner stands in for what was written for them (KUAN P23(1))."""

    benar: bool


async def confirm(work: Work, actor: Actor, activity_id: UUID, command: ConfirmActivity) -> Decided:
    """It is their entry from now on."""
    one = await entries.lock_activity(work, activity_id)
    entry.check_owner(one.asn_id, actor.id)
    entry.check_allowed(one.state, one.cara, "confirm")
    if not command.benar:
        raise Refusal(entry.NOT_DECLARED)
    await decide.check_open_month(work, one)
    if before := await helped.before_help(work, one):
        await helping.accept(work, one, before)
    else:
        await _submit(work, one)
    await accept_waiting(work, one, one.version + 1)
    return Decided(activity_id, "submitted")


async def _submit(work: Work, one: Activity) -> None:
    """What was written for its owner from the start is entered now, and late if it is late now."""
    due = await decide.restart(work, one)
    policy = store.policy_of(work, one.tanggal)[0]
    kalender = await store.kalender(work, one.asn_id)
    on_time = clock.on_time_until(one.tanggal, kalender, policy.late_after_workdays.value)
    late = work.today > await outages.last_day(work, on_time, kalender)
    await helped.keep_submitted(work, one, late=late)
    event = facts.submitted(one.activity_id, one.asn_id, one, work.now, late=late, due_on=due)
    await work.record(event, one.version + 1)


class ConfirmActivities(ConfirmActivity, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The owner stands in for several entries at once: all or none."""

    ids: Annotated[tuple[UUID, ...], Meta(min_length=1, max_length=200)]


class Confirmed(Struct, frozen=True):
    """How many entries are theirs now."""

    confirmed: int


async def confirm_all(work: Work, actor: Actor, command: ConfirmActivities) -> Confirmed:
    """Each as `confirm` takes it."""
    ids = dict.fromkeys(command.ids)
    for activity_id in ids:
        await confirm(work, actor, activity_id, command)
    return Confirmed(len(ids))


async def discard(work: Work, actor: Actor, activity_id: UUID) -> Decided:
    """The owner does not stand in for it; nothing of it counts."""
    one = await entries.lock_activity(work, activity_id)
    entry.check_owner(one.asn_id, actor.id)
    entry.check_allowed(one.state, one.cara, "discard")
    waiting = await evidence.waiting_of(work, activity_id)
    await evidence.remove_evidence(work, actor.id, [file.lampiran_id for file in waiting])
    if before := await helped.before_help(work, one):
        return await helping.take_back(work, one, before)
    await helped.keep_discarded(work, one)
    await work.record(facts.discarded(one), one.version + 1)
    return Decided(activity_id, "discarded")
