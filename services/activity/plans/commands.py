"""One's own plans by period, beside the SKP (KON P17)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_group_readings
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Jumlah
from kernel.peran import IN_PD, pds_of, roles_of
from services.activity import store
from services.activity.domain.words import Uraian
from services.activity.plans import store as plans

NO_PERIOD = rule("activity.plan.period", 422, "Periode rencana: {known}.", "periode", source="value")
NO_BUTIR = rule(
    "activity.plan.butir",
    422,
    "Kinerja yang dirujuk tidak berlaku bagi Anda pada tanggal itu.",
    "butir_id",
    source="value",
)
NO_PLANS = rule(
    "activity.plan.not_known", 409, "Peraturan Pemda ini tidak mengenal rencana per periode.", source="value"
)
NOT_OVERSEER = rule("activity.plan.not_overseer", 403, "Daftar ini untuk pengelola dan pimpinan.")


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one means to do in a period that begins at `mulai`; more than the target is fine."""

    periode: Annotated[str, Meta(max_length=20)]
    mulai: date
    butir_id: UUID
    uraian: Uraian
    jumlah: Jumlah


class Planned(Struct, frozen=True):
    """The plan that stands."""

    rencana_id: UUID


async def plan(work: Work, actor: Actor, command: Plan) -> Planned:
    """Make or change one's plan for a period."""
    known = store.policy_of(work, command.mulai)[0].plan_periods
    if command.periode not in known.value:
        raise Refusal(NO_PERIOD, known=", ".join(known.value) or "tidak ada", pasal=known.pasal)
    one = plans.Rencana(command.periode, command.mulai, command.butir_id, command.uraian, command.jumlah)
    kept = await plans.keep(work, actor.id, one)
    if kept is None:
        raise Refusal(NO_BUTIR, pasal=known.pasal)
    return Planned(kept)


async def listed(work: Work, actor: Actor, tahun: int) -> list[plans.PlanView]:
    """One's own plans of a year as a tree, in the order of time."""
    return await plans.of_year(work, actor.id, tahun)


async def without_plan(work: Work, actor: Actor, tahun: int) -> list[plans.Person]:
    """Who has made no plan of any period in a year, for people who help the PD or oversee the Pemda.

    Where the law knows no such plans nobody lacks one.
    """
    reader = await store.actor_person(work, actor.id)
    whole = bool({"pengelola_e_kinerja", "inspektorat"} & set(reader.peran))
    if not whole and not IN_PD & roles_of(reader):
        raise Refusal(NOT_OVERSEER)
    known = store.policy_of(work, work.today)[0].plan_periods
    if not known.value:
        raise Refusal(NO_PLANS, pasal=known.pasal)
    opd = pds_of(reader)
    await keep_group_readings(work, "plans.read", None if whole else opd, "mengawasi perencanaan", tahun=tahun)
    return await plans.without(work, opd, tahun, whole=whole)
