"""One's own plans by period, beside the SKP (KON P17)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from chassis.reading import keep_group_readings
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Jumlah
from kernel.peran import IN_PD, pds_of, roles_of
from services.activity import store
from services.activity.domain.rencana import Bagian, parents
from services.activity.entry.command import Uraian

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

_PLAN = """
INSERT INTO rencana (tenant, rencana_id, asn_id, periode, mulai, butir_id, uraian, jumlah)
SELECT :tenant, :id, :asn, :periode, :mulai, b.butir_id, :uraian, :jumlah FROM butir b
WHERE b.tenant = :tenant AND b.asn_id = :asn AND b.butir_id = :butir AND :mulai BETWEEN b.mulai AND b.selesai
ON CONFLICT (tenant, asn_id, periode, mulai, butir_id) DO UPDATE SET uraian = EXCLUDED.uraian, jumlah = EXCLUDED.jumlah
RETURNING rencana_id
"""
_OWN = """
SELECT rencana_id, periode, mulai, butir_id, uraian, jumlah FROM rencana
WHERE tenant = :tenant AND asn_id = :asn AND mulai BETWEEN make_date(:tahun, 1, 1) AND make_date(:tahun, 12, 31)
ORDER BY mulai, periode, uraian, rencana_id
"""
_WITHOUT = """
SELECT p.asn_id, p.nama FROM pegawai p WHERE p.tenant = :tenant AND p.validated AND p.status = 'aktif'
  AND (p.opd = ANY(:opd) OR :whole) AND NOT EXISTS (SELECT FROM rencana r WHERE r.tenant = p.tenant
      AND r.asn_id = p.asn_id AND r.mulai BETWEEN make_date(:tahun, 1, 1) AND make_date(:tahun, 12, 31))
ORDER BY p.nama
"""


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


class PlanView(Struct, frozen=True):
    """A plan of one's own; `induk` is the one it is a part of: of the same kinerja, for the next longer period."""

    rencana_id: UUID
    periode: str
    mulai: date
    butir_id: UUID
    uraian: str
    jumlah: int
    induk: UUID | None


class Person(Struct, frozen=True):
    """Somebody without a plan."""

    asn_id: UUID
    nama: str


async def plan(work: Work, actor: Actor, command: Plan) -> Planned:
    """Make or change one's plan for a period."""
    known = store.policy_of(work, command.mulai)[0].plan_periods
    if command.periode not in known.value:
        raise Refusal(NO_PERIOD, known=", ".join(known.value) or "tidak ada", pasal=known.pasal)
    row = await work.one(
        _PLAN,
        {
            "tenant": work.tenant, "id": new_id(), "asn": actor.id, "periode": command.periode,
            "mulai": command.mulai, "butir": command.butir_id, "uraian": command.uraian, "jumlah": command.jumlah,
        },
    )  # fmt: skip
    if row is None:
        raise Refusal(NO_BUTIR, pasal=known.pasal)
    return Planned(row.rencana_id)


async def listed(work: Work, actor: Actor, tahun: int) -> list[PlanView]:
    """One's own plans of a year as a tree, in the order of time."""
    rows = await work.all(_OWN, {"tenant": work.tenant, "asn": actor.id, "tahun": tahun})
    induk = parents([Bagian(r.rencana_id, r.butir_id, r.periode, r.mulai) for r in rows])
    return [PlanView(**row._mapping, induk=induk[row.rencana_id]) for row in rows]


async def without_plan(work: Work, actor: Actor, tahun: int) -> list[Person]:
    """Who has made no plan of any period in a year, for those who help the PD or oversee the Pemda.

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
    values = {"tenant": work.tenant, "opd": opd, "whole": whole, "tahun": tahun}
    return [Person(**row._mapping) for row in await work.all(_WITHOUT, values)]
