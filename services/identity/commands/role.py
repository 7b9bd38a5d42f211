"""Roles: granted against a decree, never to oneself; ended the same way. By whom is in the pack's table."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from kernel.kalender import ONE_DAY
from kernel.penilai import status_on
from services.identity import store
from services.identity.domain import role, usul
from services.identity.domain.pegawai import Pegawai
from services.identity.domain.role import Candidate
from services.identity.domain.usul import ALREADY_PROPOSED
from services.identity.policy import IdentityPolicy, Syarat
from services.identity.store import granting, terms
from services.identity.store import usul as kept
from services.identity.store.granting import Pemberian

NO_HOLDER = rule("identity.role.no_holder", 404, "Pegawai yang diberi peran tidak ditemukan.", source="implicit")
NOT_HELD = rule("identity.role.not_held", 404, "Pegawai ini tidak memegang peran itu.", source="implicit")


class Grant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One role for one person; `dasar` is the number of the decree, `syarat` what the role's condition asks for.

    `untuk_opd`: the other PD whose head they act for as Plt or Plh; empty: in their own. `tanggal_dasar`: the date of
    the decree, which a role that needs a second person states.
    """

    nip: Annotated[str, Meta(max_length=64)]
    peran: Annotated[str, Meta(max_length=64)]
    dasar: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=200)]
    mulai: date | None = None
    selesai: date | None = None
    syarat: Annotated[
        dict[Annotated[str, Meta(max_length=50)], Annotated[str, Meta(max_length=200)]], Meta(max_length=20)
    ] = {}
    untuk_opd: Annotated[str, Meta(max_length=64)] = ""
    tanggal_dasar: date | None = None


class GrantRoles(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Several grants at once, all or none (KUAN P1(21))."""

    grants: Annotated[tuple[Grant, ...], Meta(min_length=1, max_length=1000)]


class Granted(Struct, frozen=True):
    """How many roles were given that were not held before; `usulan`: proposals that wait for a second person."""

    granted: int
    usulan: tuple[UUID, ...] = ()


async def grant(work: Work, actor: Actor, command: GrantRoles) -> Granted:
    """Grant and tell the other services who holds what now; a Refusal of several says which (`grants[2].nip`)."""
    policy = work.law_of_today().section("identity", IdentityPolicy)
    people = await store.known_by_nip(work, list({g.nip for g in command.grants}))
    touched: list[UUID] = []
    proposed: list[UUID] = []
    for n, wanted in enumerate(command.grants):
        try:
            person = await check(work, actor, wanted, people.get(wanted.nip), policy)
            if wanted.peran in policy.second_person.value.peran:
                proposed.append(await _propose(work, actor, person.asn_id, wanted, policy))
                continue
        except Refusal as refusal:
            if len(command.grants) > 1:
                refusal.field = f"grants[{n}].{refusal.field or 'nip'}"
            raise
        if await write(work, actor, person.asn_id, wanted):
            touched.append(person.asn_id)
    await store.tell(work, sorted(set(touched)))
    return Granted(len(touched), tuple(proposed))


async def _propose(work: Work, actor: Actor, account: UUID, wanted: Grant, policy: IdentityPolicy) -> UUID:
    """Keep it for another person to confirm (docs/decisions/0023)."""
    usul.check_decree(wanted.dasar, wanted.tanggal_dasar, policy.decree_form.value, work.today)
    if await kept.is_waiting(work, usul.PERAN, account, wanted):
        raise Refusal(ALREADY_PROPOSED)
    made = await kept.keep(work, usul.PERAN, account, actor.id, wanted, "")
    await work.audit("role.proposed", str(account), {"peran": wanted.peran, "dasar": wanted.dasar})
    return made


async def check(work: Work, actor: Actor, wanted: Grant, person: Pegawai | None, policy: IdentityPolicy) -> Pegawai:
    """The person who may get this role; a Refusal names the field of the grant."""
    if person is None:
        raise Refusal(NO_HOLDER)
    role.check_grant(actor.id, person.asn_id, wanted.peran, policy.roles.value)
    role.check_no_team_role(wanted.peran, policy.team.value)
    first = max(wanted.mulai or work.today, work.today)
    spells = (await terms.spells_of(work, [person.asn_id])).get(person.asn_id, [])
    role.check_in_service(status_on(spells, first), policy.vacating_statuses.value, "nip")
    syarat = policy.role_conditions.value.get(wanted.peran)
    candidate = await _candidate(work, person, first)
    role.check_conditions(wanted.peran, syarat, candidate, wanted.syarat, wanted.selesai)
    await _check_acts_for(work, wanted, syarat, candidate.opd)
    await _check_follows(work, person.asn_id, wanted, candidate.opd)
    return person


async def _candidate(work: Work, person: Pegawai, day: date) -> Candidate:
    """Who gets a role, in the post of its first day, as far as that is known."""
    post = await granting.place_on(work, person.asn_id, day) or person
    return Candidate(
        opd=post.opd, unit=post.unit, jenis_jabatan=post.jenis_jabatan, memimpin_unit=post.memimpin_unit,
        kepala_pd=tuple(await granting.heads_of_pd(work, post.opd)),
    )  # fmt: skip


async def _check_acts_for(work: Work, wanted: Grant, syarat: Syarat | None, own: str) -> None:
    """Another PD is named only by who acts for its head."""
    if wanted.untuk_opd:
        named = wanted.untuk_opd if await granting.is_pd(work, wanted.untuk_opd) else ""
        role.check_acts_for(wanted.peran, syarat, named, own, wanted.syarat, wanted.selesai)


async def _check_follows(work: Work, account: UUID, wanted: Grant, opd: str) -> None:
    """What runs still in another PD is not carried on in the next: it ends there, and the next is given then."""
    running = await granting.runs_in(work, account, wanted.peran, wanted.untuk_opd, wanted.mulai or work.today)
    if running is not None and not wanted.untuk_opd:
        role.check_same_pd(wanted.peran, running, opd)


async def write(work: Work, actor: Actor, account: UUID, wanted: Grant) -> bool:
    """Keep a grant and have it told on its days; whether it was not held already."""
    mulai = wanted.mulai or work.today
    given = Pemberian(
        account_id=account, peran=wanted.peran, dasar=wanted.dasar, mulai=mulai, selesai=wanted.selesai,
        syarat=wanted.syarat, untuk=wanted.untuk_opd,
    )  # fmt: skip
    if not await granting.keep_granted(work, given, actor.id):
        return False
    await work.audit("role.granted", str(account), {"peran": wanted.peran, "dasar": wanted.dasar})
    for day in (mulai, wanted.selesai + ONE_DAY if wanted.selesai else None):
        await store.takes_effect(work, account, day)
    return True


class RevokeRole(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role ends at once; `dasar` is the number of the decree or the reason; `untuk_opd`: as it was granted."""

    nip: Annotated[str, Meta(max_length=64)]
    peran: Annotated[str, Meta(max_length=64)]
    dasar: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=200)]
    untuk_opd: Annotated[str, Meta(max_length=64)] = ""


async def revoke(work: Work, command: RevokeRole) -> None:
    """End a role today, for all services; who held it signs in anew, so that no token of before carries it on."""
    person = await store.find(work, command.nip)
    policy = work.packs.resolve(work.tenant, work.today).section("identity", IdentityPolicy)
    role.check_no_team_role(command.peran, policy.team.value)
    if not await granting.keep_revoked(work, person.asn_id, command.peran, command.untuk_opd):
        raise Refusal(NOT_HELD)
    await store.end_sessions(work, person.asn_id)
    await work.audit("role.revoked", str(person.asn_id), {"peran": command.peran, "dasar": command.dasar})
    await store.tell(work, [person.asn_id])
