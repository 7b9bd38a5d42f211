"""The Tim Penilai Kinerja, formed and changed by Keputusan Bupati; its roles come and go with it (KON P36)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct, convert

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.refusal import Refusal, rule
from kernel.kalender import ONE_DAY
from services.identity import store
from services.identity.commands.role import Grant, write
from services.identity.domain import role, tim
from services.identity.domain.pegawai import Pegawai
from services.identity.domain.tim import NO_COMPETENCE
from services.identity.policy import IdentityPolicy, Team
from services.identity.store import teams
from services.identity.store.teams import Anggota, Masa

NO_TEAM = rule("identity.team.unknown", 404, "Tim tidak ditemukan.", source="implicit")
NOT_A_MEMBER = rule(
    "identity.team.not_a_member", 422, "Yang digantikan bukan anggota tim pada tanggal itu.", "nip_lama"
)
STILL_HOLDS = rule("identity.team.still_holds", 409, "Pegawai {nip} masih memegang peran {role}.")
STRANGE_MEMBER = rule("identity.team.strange_member", 422, "Pegawai {nip} tidak ditemukan.", "anggota")

Nomor = Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=200, description="number of the Keputusan Bupati")]
NipText = Annotated[str, Meta(max_length=64)]
Seat = Literal["tim_penilai_ketua", "tim_penilai_sekretaris", "tim_penilai_anggota"]
Kompetensi = Annotated[str, Meta(max_length=200)]


class TeamMember(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who becomes a member, with the competence that is on record."""

    nip: NipText
    peran: Seat
    kompetensi: Kompetensi = ""


class FormTeam(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A team by Keputusan Bupati, from its date or (a renewal) from a later day on."""

    sk: Nomor
    tanggal: date
    anggota: Annotated[tuple[TeamMember, ...], Meta(max_length=50)]
    mulai: date | None = None


class Formed(Struct, frozen=True):
    """The team and its term, both days included."""

    tim_id: UUID
    mulai: date
    selesai: date


async def form(work: Work, actor: Actor, command: FormTeam) -> Formed:
    """Form a team, or the next one; its members hold their roles from the first to the last day."""
    law = _law(work)
    tim.check_known(law)
    people = await _people(work, [m.nip for m in command.anggota])
    _check_others(actor, people)
    mulai = command.mulai or command.tanggal
    former = await teams.last_day_before(work, command.tanggal)
    tim.check_decree(command.tanggal, mulai, work.today)
    tim.check_start(mulai, former)
    tim.check_composition([_member(people[m.nip], m.peran, m.kompetensi) for m in command.anggota], law)
    made = Formed(new_id(), mulai, tim.term_end(mulai, law.masa_tahun))
    await teams.keep_team(work, Masa(made.tim_id, mulai, made.selesai), command.sk, command.tanggal, actor.id)
    for member in command.anggota:
        await _join(work, actor, made, people[member.nip], member, command.sk, command.tanggal)
    await work.audit("team.formed", str(made.tim_id), {"sk": command.sk})
    await store.tell(work, [p.asn_id for p in people.values()])
    await store.tell_team(work, made.tim_id)
    return made


class ReplaceMember(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody takes a member's place from `mulai` on, by Keputusan Bupati of `tanggal` (KON P36(5))."""

    sk: Nomor
    tanggal: date
    mulai: date
    nip_lama: NipText
    nip_baru: NipText
    kompetensi: Kompetensi = ""


async def replace(work: Work, actor: Actor, tim_id: UUID, command: ReplaceMember) -> Formed:
    """The new member serves the rest of the term in the same role (reading B44); the team stays what P36 asks for."""
    team = await teams.lock_team(work, tim_id)
    if team is None:
        raise Refusal(NO_TEAM)
    person = (await _people(work, [command.nip_baru]))[command.nip_baru]
    _check_others(actor, {command.nip_baru: person})
    present = await teams.serving(work, tim_id, command.mulai)
    old = next((m for m in present if m.nip == command.nip_lama), None)
    if old is None:
        raise Refusal(NOT_A_MEMBER)
    tim.check_decree(command.tanggal, command.mulai, work.today)
    tim.check_replacement(command.mulai, old.mulai, old.selesai)
    peran = convert(old.peran, Seat)
    fresh = TeamMember(nip=command.nip_baru, peran=peran, kompetensi=command.kompetensi)
    stay = [_member(m, m.peran, m.kompetensi) for m in present if m.nip != old.nip]
    _check_after(stay, _member(person, fresh.peran, fresh.kompetensi), _law(work))
    await _leave(work, tim_id, old, command.mulai)
    rest = Formed(tim_id, command.mulai, team.selesai)
    await _join(work, actor, rest, person, fresh, command.sk, command.tanggal)
    await work.audit("team.member_replaced", str(tim_id), {"sk": command.sk})
    await store.tell(work, [old.asn_id, person.asn_id])
    await store.tell_team(work, tim_id)
    return rest


def _check_after(stay: Sequence[tim.Member], fresh: tim.Member, law: Team) -> None:
    if not fresh.kompetensi.strip():
        raise Refusal(NO_COMPETENCE, field="kompetensi")
    tim.check_composition([*stay, fresh], law)


async def _leave(work: Work, tim_id: UUID, old: Anggota, mulai: date) -> None:
    await teams.keep_left(work, old, tim_id, mulai - ONE_DAY)
    await store.takes_effect(work, old.asn_id, mulai)


async def _join(
    work: Work, actor: Actor, term: Formed, person: Pegawai, member: TeamMember, sk: str, tanggal: date
) -> None:
    one = Anggota(person.asn_id, member.peran, member.kompetensi, term.mulai, term.selesai, person.nip, person.opd)
    await teams.keep_member(work, one, term.tim_id, sk, tanggal)
    given = Grant(
        nip=member.nip, peran=member.peran, dasar=sk, mulai=term.mulai, selesai=term.selesai,
        syarat={"kompetensi": member.kompetensi},
    )  # fmt: skip
    if not await write(work, actor, person.asn_id, given):
        raise Refusal(STILL_HOLDS, nip=member.nip, role=member.peran)


def _check_others(actor: Actor, people: Mapping[str, Pegawai]) -> None:
    """Nobody makes himself a member; asked before what the team is."""
    for person in people.values():
        role.check_other_person(actor.id, person.asn_id)


def _law(work: Work) -> Team:
    return work.packs.resolve(work.tenant, work.today).section("identity", IdentityPolicy).team.value


def _member(person: Pegawai | Anggota, peran: str, kompetensi: str) -> tim.Member:
    return tim.Member(nip=person.nip, peran=peran, opd=person.opd, kompetensi=kompetensi)


async def _people(work: Work, nips: list[str]) -> dict[str, Pegawai]:
    people = await store.known_by_nip(work, nips)
    if missing := [nip for nip in nips if nip not in people]:
        raise Refusal(STRANGE_MEMBER, nip=missing[0])
    return people
