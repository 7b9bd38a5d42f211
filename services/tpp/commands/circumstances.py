"""What about a person changes the pay: recorded by its decree, ended, taken back."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.refusal import Refusal
from contracts.vocabulary import Nip, Periode
from kernel.kalender import first_of
from services.tpp.domain import keadaan as rules
from services.tpp.domain.keadaan import OWN, Keadaan
from services.tpp.policy import KeadaanPolicy
from services.tpp.store import circumstances, policies

Kode = Annotated[str, Meta(pattern=r"\S", max_length=40, description="a circumstance that the TPP policy names")]
Nomor = Annotated[str, Meta(pattern=r"\S", max_length=100, description="number of the decree or letter")]
Catatan = Annotated[str, Meta(max_length=1000)]
Alasan = Annotated[str, Meta(pattern=r"\S", max_length=1000, description="why it ends, or why it was wrong")]


class RecordCircumstance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sanction, LHKPN, leave, study, CPNS or a post as Plt; `selesai` None: as long as the policy says, or open."""

    nip: Nip
    kode: Kode
    mulai: Periode
    selesai: Periode | None = None
    nomor: Nomor
    tanggal: date
    catatan: Catatan = ""


class EndCircumstance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Its last month is `selesai`; None: it was recorded by mistake and is taken back."""

    selesai: Periode | None = None
    alasan: Alasan


class CircumstanceState(Struct, frozen=True):
    """A circumstance as it is now."""

    keadaan_id: UUID
    mulai: str
    selesai: str | None
    dibatalkan: bool


async def record(work: Work, actor: Actor, command: RecordCircumstance) -> CircumstanceState:
    """Keep it; the next run of each month that it concerns computes with it."""
    asn_id = await circumstances.person_of(work, command.nip)
    if asn_id == actor.id:
        raise Refusal(OWN)
    known = await kinds(work, command.mulai)
    rules.check_kind(command.kode, command.mulai, known)
    new = Keadaan(
        keadaan_id=new_id(), asn_id=asn_id, kode=command.kode, mulai=command.mulai, nomor=command.nomor,
        selesai=command.selesai or rules.last_month(command.mulai, known[command.kode].months),
    )  # fmt: skip
    rules.check_new(new, await circumstances.known_of(work, asn_id), command.tanggal, work.today)
    await circumstances.record(work, actor, new, command.tanggal, command.catatan)
    await work.audit("tpp.circumstance_recorded", str(asn_id), {"kode": new.kode, "keadaan": str(new.keadaan_id)})
    return CircumstanceState(new.keadaan_id, new.mulai, new.selesai, False)


async def end(work: Work, actor: Actor, keadaan_id: UUID, command: EndCircumstance) -> CircumstanceState:
    """End it, or take it back; months that were paid with it are paid the difference by the next run."""
    one = await circumstances.one_of(work, keadaan_id)
    if one.asn_id == actor.id:
        raise Refusal(OWN)
    rules.check_end(one, command.selesai)
    await circumstances.end(work, actor, keadaan_id, command.selesai, command.alasan)
    detail = {"kode": one.kode, "keadaan": str(keadaan_id), "selesai": command.selesai}
    await work.audit("tpp.circumstance_ended", str(one.asn_id), detail)
    back = command.selesai is None
    return CircumstanceState(keadaan_id, one.mulai, one.selesai if back else command.selesai, back)


async def kinds(work: Work, periode: str) -> dict[str, KeadaanPolicy]:
    """The circumstances that the policy of a month knows; Refusal 409 without a policy."""
    first = first_of(periode)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    policy = (await policies.in_force(work, periode, last)).policy
    return {kode: value.value for kode, value in policy.circumstances.items()}
