"""Who gets an account: people of the own PD, activated or reset; people from outside, until a date."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Collection
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import arm
from chassis.ids import new_id
from contracts.refusal import Refusal, rule
from kernel.kalender import end_of
from services.identity import store
from services.identity.commands import usul
from services.identity.commands.account import Passwords
from services.identity.domain import role, states
from services.identity.domain import usul as domain
from services.identity.domain.external import Approval, check_external
from services.identity.domain.states import OWN_PASSWORD
from services.identity.policy import IdentityPolicy
from services.identity.store import admission as accounts
from services.identity.store import granting, tries
from services.identity.store import usul as kept
from services.identity.store.accounts import keep_first_passwords
from services.identity.store.admission import Admitted
from services.identity.store.granting import Pemberian
from services.identity.store.settling import EXPIRES
from services.identity.store.standing import standings

OTHER_PD = rule("identity.account.other_pd", 403, "Hanya akun pegawai pada PD sendiri yang dapat diaktifkan.")
NOT_VALIDATED = rule("identity.account.not_validated", 403, "Data pegawai belum tervalidasi pada SIASN.")
NOT_A_USER = rule("identity.account.not_a_user", 403, "Pengguna e-Kinerja: {users}.")
NIP_AS_NAME = rule("identity.account.nip_as_name", 422, "NIP bukan nama akun tenaga luar.", "login")
NAME_TAKEN = rule("identity.account.name_taken", 409, "Nama akun ini sudah dipakai.")

ADMINISTRATORS = "activate_administrators"


class Activate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Activate, or reset, accounts of one's own PD; each gets a first password to hand over (KUAN P16(d))."""

    nips: Annotated[tuple[Annotated[str, Meta(max_length=40)], ...], Meta(min_length=1, max_length=500)]


class FirstPassword(Struct, frozen=True):
    """Shown once, to be handed to the person."""

    nip: str
    sandi: str


async def activate(
    work: Work, actor: Actor, passwords: Passwords, command: Activate, operation: str = "activate_accounts"
) -> list[FirstPassword]:
    """All or none: people whose data is validated in SIASN (KUAN P11(5)); a Refusal names each who is not.

    Ends their sessions.

    By the administrator of their PD; by the super administrator (`operation` ADMINISTRATORS) only the administrators
    of the PD, whom that role manages (KUAN P1(21)) and nobody of their own PD could activate first.
    """
    people = await accounts.lock_people(work, command.nips)
    found = {one.nip: one for one in people}
    own = await store.bound_to(work, actor, operation)
    users = work.packs.resolve(work.tenant, work.today).section("identity", IdentityPolicy).users.value
    gone = await standings(work, [one.asn_id for one in people])
    shut = {one for one, left in gone.items() if left.is_shut(work.today)}
    against: dict[int, Refusal] = {}
    for n, nip in enumerate(command.nips):
        try:
            _check_may_activate(found.get(nip), own, actor, users, shut)
            if nip not in command.nips[:n]:
                await _check_alone(work, actor, found[nip])
        except Refusal as refusal:
            against[n] = refusal
    if against:
        raise role.of_many(len(command.nips), against)
    if operation == ADMINISTRATORS:
        role.check_administrators([one.peran for one in people])
    given = [FirstPassword(nip, secrets.token_urlsafe(9)) for nip in dict.fromkeys(command.nips)]
    hashes = await asyncio.gather(*(passwords.hash_random(g.sandi) for g in given))
    await keep_first_passwords(work, {found[g.nip].asn_id: h for g, h in zip(given, hashes, strict=True)})
    for g in given:
        person = found[g.nip]
        await tries.free(work, person.asn_id)
        if await store.end_sessions(work, person.asn_id) or person.state == "active":
            await work.audit("password.reset", str(person.asn_id))
        else:
            await work.audit("account.activated", str(person.asn_id))
    return given


async def _check_alone(work: Work, actor: Actor, person: Admitted) -> None:
    """Who holds an office and uses the account gets another first password from two people (docs/decisions/0023)."""
    if await usul.is_guarded(work, person) and not await kept.use(work, person.asn_id, actor.id):
        raise domain.not_alone()


def _check_may_activate(
    person: Admitted | None, own: Collection[str] | None, actor: Actor, users: Collection[str], shut: Collection[UUID]
) -> None:
    if person is None or (own is not None and person.opd not in own):
        raise Refusal(OTHER_PD)
    if own is not None:
        role.check_not_above(person.peran)
    if person.asn_id == actor.id:
        raise Refusal(OWN_PASSWORD)
    if not person.validated:
        raise Refusal(NOT_VALIDATED)
    states.check("account", "shut" if person.asn_id in shut else person.state, "activate")
    if person.jenis not in users:
        raise Refusal(NOT_A_USER, users=", ".join(users))


async def suspend(work: Work, people: Collection[UUID]) -> None:
    """Accounts of people whom SIASN validates no more are pending again, and signed out (KUAN P11(5))."""
    for account_id in await accounts.keep_suspended(work, people):
        await store.end_sessions(work, account_id)
        await work.audit("account.suspended", str(account_id))


class AdmitExternal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An outside expert or support staff with the Bupati's letter, or an outside system with consent; with an end."""

    login: Annotated[str, Meta(pattern=r"^([a-z][a-z0-9._-]{3,62}|[0-9]{18})$", max_length=63)]
    jenis: Literal["external_expert", "external_support", "integrasi"]
    persetujuan: Annotated[str, Meta(max_length=200, description="number of the approval")] = ""
    disetujui_oleh: Annotated[str, Meta(max_length=64, description="whose approval it is: a role")] = ""
    tanggal_persetujuan: date | None = None
    selesai: date | None = None


async def admit_external(work: Work, actor: Actor, passwords: Passwords, command: AdmitExternal) -> FirstPassword:
    """Open an account that closes by itself at its end; one that has closed so is opened again on a new approval."""
    approvers = work.law_of_today().section("identity", IdentityPolicy).external_approval
    approval = Approval(command.persetujuan, command.disetujui_oleh, command.tanggal_persetujuan)
    check_external(
        command.jenis, approval, approvers.value[command.jenis], approvers.pasal, command.selesai, work.today
    )
    if command.login.isdigit() and command.login not in await store.known_by_nip(work, [command.login]):
        raise Refusal(NIP_AS_NAME)
    first = FirstPassword(command.login, secrets.token_urlsafe(12))
    hashed = await passwords.hash_random(first.sandi)
    account = await accounts.keep_external(work, new_id(), command.login, hashed)
    if account is None:
        raise Refusal(NAME_TAKEN)
    await tries.free(work, account)
    said = {"disetujui_oleh": approval.oleh, "tanggal_persetujuan": str(approval.tanggal)}
    given = Pemberian(
        account_id=account, peran=command.jenis, dasar=command.persetujuan, mulai=work.today, selesai=command.selesai,
        syarat=said,
    )  # fmt: skip
    await granting.keep_from_outside(work, given, actor.id)
    await arm(work, EXPIRES, str(account), end_of(command.selesai or work.today, work.zone))
    await work.audit("account.external", str(account), {"dasar": command.persetujuan})
    return first
