"""Decrees about a person's career: superior, Plt/Plh, status, post; each from a date, recorded against an SK.

By whom is in the pack's table (the pengelola kepegawaian, where a Pemda does not say otherwise); nobody records one
that is about himself or makes himself somebody's pejabat penilai.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.masa import MasaStatus
from contracts.refusal import Refusal, rule
from contracts.vocabulary import JenisJabatan, Kode, StatusPegawai
from kernel.kalender import ONE_DAY
from kernel.penilai import status_on
from services.identity import store
from services.identity.domain import penilai
from services.identity.domain.organisation import wrong_place
from services.identity.domain.pegawai import Pegawai
from services.identity.domain.role import check_in_service, check_other_person
from services.identity.domain.spell import check_spell
from services.identity.policy import IdentityPolicy
from services.identity.store import pelimpahan, terms
from services.identity.store.line import CIRCULAR, alone_with_line, circles_of

SAME_PERSON = rule(
    "identity.delegation.same_person", 422,
    "Plt/Plh adalah orang lain daripada pejabat yang berhalangan.",
    "nip_pelaksana",
)  # fmt: skip
ALREADY_ACTS = rule("identity.delegation.already_acts", 409, "Ia sudah Plt/Plh pejabat ini sampai {until}.")
POST_HAS_ONE = rule("identity.delegation.post_has_one", 409, "Jabatan ini sudah mempunyai {capacity} sampai {until}.")
ENDS_FIRST = rule(
    "identity.spell.ends_first", 422, "Tanggal selesai mendahului tanggal mulai.", "selesai", source="kebijakan"
)
NO_BODY = rule(
    "identity.spell.lembaga", 422, "Lembaga nonstruktural hanya disebut pada status pejabat_negara.", "lembaga"
)
NO_UNIT = rule(
    "identity.unit.unknown", 422, "OPD atau unit tidak dikenal, atau unit itu bukan bagian dari OPD.", source="implicit"
)
NO_PENILAI = rule("identity.superior.no_penilai", 422, "Sebutkan NIP pejabat penilai.", "nip_penilai")

Nomor = Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=200, description="number of the decree")]
BUPATI = "bupati"  # the account of that office, which an empty installation has
NipText = Annotated[str, Meta(max_length=64)]


class Told(Struct, frozen=True):
    """How many people are affected and were told of to the other services."""

    affected: int


class SetPenilai(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From `mulai` on this is the direct superior; without a NIP the post is vacant, or the Bupati appraises."""

    nip: NipText
    mulai: date
    sk: Nomor
    nip_penilai: NipText | None = None
    sebagai: Literal["definitif", "bupati", "kosong"] = "definitif"
    surat_penunjukan: Annotated[str, Meta(max_length=200)] = ""


async def set_penilai(work: Work, actor: Actor, command: SetPenilai) -> Told:
    """Record the pejabat penilai of a person (KUAN P1(24), P11(4); KON P1(26))."""
    person = await store.find(work, command.nip)
    check_other_person(actor.id, person.asn_id)
    superior: Pegawai | None = None
    if command.sebagai == "definitif":
        if command.nip_penilai is None:
            raise Refusal(NO_PENILAI)
        superior = await store.find(work, command.nip_penilai)
        check_other_person(actor.id, superior.asn_id)
        penilai.check_rank(JenisJabatan(superior.jenis_jabatan), command.surat_penunjukan)
    row = {
        "asn_id": person.asn_id, "mulai": command.mulai, "sk": command.sk, "sebagai": command.sebagai,
        "penilai_id": superior.asn_id if superior else None,
    }  # fmt: skip
    await alone_with_line(work)
    if circle := await circles_of(work, [row]):
        since = circle.sejak.isoformat()
        raise Refusal(CIRCULAR, since=since)
    await terms.relate(work, [row])
    await work.audit("penilai.set", str(person.asn_id), {"sk": command.sk, "mulai": str(command.mulai)})
    return await tell_on(work, [person.asn_id, *await terms.below(work, [person.asn_id])], command.mulai)


class Delegate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody acts for an official within the dates. `nip_pemberi`: who signed; empty: the Bupati."""

    nip_pejabat: NipText
    nip_pelaksana: NipText
    sebagai: Literal["plt", "plh"]
    mulai: date
    selesai: date
    sk: Nomor
    nip_pemberi: NipText | None = None


async def delegate(work: Work, actor: Actor, command: Delegate) -> Told:
    """Record a Plt or Plh, appointed by the superior of the absent official (KON P34(5), reading A28)."""
    pejabat, pelaksana = await store.find(work, command.nip_pejabat), await store.find(work, command.nip_pelaksana)
    check_other_person(actor.id, pelaksana.asn_id)
    check_other_person(actor.id, pejabat.asn_id)
    pemberi = (await store.find(work, command.nip_pemberi)).asn_id if command.nip_pemberi else None
    relations = await terms.relations_of(work, [pejabat.asn_id])
    superior = penilai.next_superior(relations, pejabat.asn_id, command.mulai)
    penilai.check_delegation(pejabat.asn_id, pemberi, superior, command.mulai, command.selesai)
    await _check_acts(work, pejabat.asn_id, pelaksana.asn_id, command)
    acts = pelimpahan.Acts(pejabat.asn_id, pelaksana.asn_id, command.mulai, command.selesai)
    await pelimpahan.insert(work, acts, command.sebagai, command.sk)
    await work.audit("penilai.delegated", str(pejabat.asn_id), {"sk": command.sk, "sebagai": command.sebagai})
    below = await terms.below(work, [pejabat.asn_id])
    return await tell_on(work, below, command.mulai, command.selesai + ONE_DAY)


async def _check_acts(work: Work, pejabat: UUID, pelaksana: UUID, command: Delegate) -> None:
    """Who acts is another one, in service on the first day, and not already acting for this official."""
    if pejabat == pelaksana:
        raise Refusal(SAME_PERSON)
    policy = work.packs.resolve(work.tenant, work.today).section("identity", IdentityPolicy)
    status = status_on((await terms.spells_of(work, [pelaksana])).get(pelaksana, []), command.mulai)
    check_in_service(status, policy.vacating_statuses.value, "nip_pelaksana")
    acts = pelimpahan.Acts(pejabat, pelaksana, command.mulai, command.selesai)
    if (until := await pelimpahan.acts_until(work, acts)) is not None:
        raise Refusal(ALREADY_ACTS, until=until.isoformat())
    if (other := await pelimpahan.other_until(work, acts)) is not None:
        capacity, until = other
        raise Refusal(POST_HAS_ONE, capacity=capacity, until=until.isoformat())


class SetStatus(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A status from `mulai` to `selesai` (none: until further notice).

    `nip`: `bupati` for the Bupati, whom no staffing data holds. `lembaga`: of pejabat_negara, the lembaga nonstruktural
    that they lead or are a member of (KON P14).
    """

    nip: NipText
    status: StatusPegawai
    mulai: date
    sk: Nomor
    selesai: date | None = None
    lembaga: Annotated[str, Meta(max_length=200)] = ""


async def set_status(work: Work, actor: Actor, command: SetStatus) -> Told:
    """Record leave, study, dismissal, retirement; a superior who has left a post leaves it vacant (A22, A30).

    Of the Bupati: when the office is absent and steps in for nobody (KON P34(4)).
    """
    if command.selesai is not None and command.selesai < command.mulai:
        raise Refusal(ENDS_FIRST)
    if command.lembaga.strip() and command.status is not StatusPegawai.PEJABAT_NEGARA:
        raise Refusal(NO_BODY)
    is_bupati = command.nip == BUPATI
    person = (await store.account_of(work, BUPATI)) if is_bupati else (await store.find(work, command.nip)).asn_id
    check_other_person(actor.id, person)
    held = (await terms.spells_of(work, [person])).get(person, [])
    check_spell(held, MasaStatus(mulai=command.mulai, selesai=command.selesai, status=command.status))
    row = {
        "asn_id": person, "mulai": command.mulai, "selesai": command.selesai, "sk": command.sk,
        "status": command.status.value, "lembaga": command.lembaga.strip(),
    }  # fmt: skip
    await terms.spell(work, [row])
    await work.audit("status.set", str(person), {"status": command.status.value, "sk": command.sk})
    after = command.selesai + ONE_DAY if command.selesai else command.mulai
    below = await terms.below(work, [person], bupati=is_bupati)
    return await tell_on(work, below if is_bupati else [person, *below], command.mulai, after)


class Place(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post from `mulai` on; the superior in it is set by its own decree."""

    nip: NipText
    mulai: date
    sk: Nomor
    jabatan: Annotated[str, Meta(min_length=1, max_length=200)]
    jenis_jabatan: JenisJabatan
    kelas_jabatan: Annotated[int, Meta(ge=1, le=17)]
    opd: Kode
    unit: Kode
    memimpin_unit: bool = False


async def place(work: Work, actor: Actor, command: Place) -> Told:
    """Record a mutation or promotion (KUAN P23(3), KON P15(3), P26)."""
    person = await store.find(work, command.nip)
    check_other_person(actor.id, person.asn_id)
    if column := wrong_place(command.opd, command.unit, await store.units_above(work)):
        raise Refusal(NO_UNIT, field=column)
    fields = ("mulai", "sk", "jabatan", "kelas_jabatan", "opd", "unit", "memimpin_unit")
    row = {name: getattr(command, name) for name in fields}
    await terms.place(
        work, [row | {"asn_id": person.asn_id, "tmt": None, "jenis_jabatan": command.jenis_jabatan.value}]
    )
    await work.audit("post.set", str(person.asn_id), {"sk": command.sk, "opd": command.opd})
    return await tell_on(work, [person.asn_id], command.mulai)


async def tell_on(work: Work, ids: list[UUID], *days: date) -> Told:
    """Tell now, and again on each later day on which something of it begins or ends."""
    for asn_id in ids:
        for day in days:
            await store.takes_effect(work, asn_id, day)
    await store.tell(work, ids)
    return Told(len(ids))
