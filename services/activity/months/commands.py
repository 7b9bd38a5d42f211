"""A closed month, opened again for one person."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import arm
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Periode
from services.activity import store
from services.activity.domain import clock, entry, states
from services.activity.domain.words import Alasan
from services.activity.months.store import Opening, open_for

NO_REASON_TO_OPEN = entry.no_reason("month")

NOT_OPENER = rule("activity.month.not_opener", 403, "Hanya administrator PD untuk pegawai lain pada PD yang sama.")
REOPENED = rule("activity.month.reopened", 409, "Bulan ini sedang dibuka.")


class OpenMonth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person's closed month, with the reason and the document that calls for it (reading A24)."""

    asn_id: UUID
    periode: Periode
    alasan: Alasan
    dokumen: Annotated[str, Meta(min_length=3, max_length=200, pattern=r"\S")]


class Opened(Struct, frozen=True):
    """A month that is open again, and its last day."""

    periode: str
    sampai: date


async def open_month(work: Work, actor: Actor, command: OpenMonth) -> Opened:
    """By the administrator of the own PD, for some working days."""
    admin, owner = await store.actor_person(work, actor.id), await store.person(work, command.asn_id)
    if "admin_pd" not in admin.peran or admin.opd != owner.opd or admin.asn_id == owner.asn_id:
        raise Refusal(NOT_OPENER)
    entry.check_said(command.alasan, NO_REASON_TO_OPEN)
    first = clock.first_of(command.periode)
    states.check("month", await store.month_state(work, owner.asn_id, first), "open")
    policy, zone, _ = store.policy_of(work, first)
    until = (await store.kalender(work)).after(work.today, policy.reopen_workdays.value)
    opening = Opening(command.periode, until, command.alasan.strip(), command.dokumen)
    if not await open_for(work, owner.asn_id, opening, actor.id):
        raise Refusal(REOPENED)
    await arm(work, "month_reclose", f"{owner.asn_id}/{command.periode}", clock.end_of(until, zone))
    await work.audit("month.opened", str(owner.asn_id), {"periode": command.periode, "dokumen": command.dokumen})
    return Opened(command.periode, until)
