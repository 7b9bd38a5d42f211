"""Proposals: what one person alone does not do is proposed by one and confirmed by another (docs/decisions/0023)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.identity import store
from services.identity.commands import role
from services.identity.domain import usul as domain
from services.identity.domain.states import NO_ACCOUNT_HERE
from services.identity.domain.usul import ALREADY_PROPOSED, OWN_RESET
from services.identity.policy import IdentityPolicy
from services.identity.store import accounts
from services.identity.store import usul as kept
from services.identity.store.admission import Admitted

NOT_NEEDED = rule(
    "identity.proposal.not_needed", 409,
    "Akun ini tidak memerlukan orang kedua; atur ulang langsung.",
    source="kebijakan",
)  # fmt: skip
ALREADY_HELD = rule("identity.proposal.already_held", 409, "Peran ini sudah dipegang.", source="kebijakan")


class ProposeReset(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A first password for who holds an office and cannot get in any more; `alasan` is kept in the trail."""

    login: Annotated[str, Meta(min_length=1, max_length=64)]
    alasan: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=500)]


class Proposed(Struct, frozen=True):
    """The proposal that waits for another person."""

    usul_id: UUID


async def propose_reset(work: Work, actor: Actor, command: ProposeReset) -> Proposed:
    """By the administrator of the own PD, over the whole Pemda by the super administrator; the owner is told."""
    found = await accounts.find_account(work, command.login)
    own = await store.bound_to(work, actor, "propose_reset")
    if found is None or (own is not None and found.opd not in own):
        raise Refusal(NO_ACCOUNT_HERE)
    if found.account_id == actor.id:
        raise Refusal(OWN_RESET)
    if not await is_guarded(work, found):
        raise Refusal(NOT_NEEDED)
    if await kept.is_waiting(work, domain.RESET, found.account_id, {}):
        raise Refusal(ALREADY_PROPOSED)
    made = await kept.keep(work, domain.RESET, found.account_id, actor.id, {}, command.alasan)
    await work.audit("reset.proposed", str(found.account_id), {"usul": str(made), "alasan": command.alasan})
    return Proposed(made)


async def is_guarded(work: Work, found: accounts.Akun | Admitted) -> bool:
    """Whether an account gets a first password from two people alone."""
    guarded = work.law_of_today().section("identity", IdentityPolicy).second_person.value.akun
    held = await store.roles_of(work, found.account_id) | (frozenset({"kepala_pd"}) if found.heads else frozenset())
    return domain.needs_two(held, guarded, in_use=found.changed_at is not None)


async def confirm(work: Work, actor: Actor, usul_id: UUID) -> None:
    """As another person: a role is given, looked at anew; a reset may be done within a day by who proposed it."""
    proposal = await kept.find(work, usul_id)
    by = work.law_of_today().section("identity", IdentityPolicy).second_person.value.oleh
    held = await store.roles_of(work, actor.id)
    domain.check_confirmer(proposal.jenis, actor.id, proposal.diusulkan_oleh, proposal.account_id, held, by)
    domain.check_step(proposal.state, "confirm")
    if proposal.jenis == domain.PERAN:
        await _give(work, replace(actor, id=proposal.diusulkan_oleh), proposal)
        await kept.move(work, proposal, "used", actor.id)
        return
    await kept.move(work, proposal, "confirmed", actor.id)
    await work.audit("reset.confirmed", str(proposal.account_id), {"usul": str(usul_id)})


async def _give(work: Work, proposer: Actor, proposal: kept.Usul) -> None:
    wanted = msgspec.json.decode(proposal.isi, type=role.Grant)
    people = await store.known_by_nip(work, [wanted.nip])
    policy = work.law_of_today().section("identity", IdentityPolicy)
    await role.check(work, proposer, wanted, people.get(wanted.nip), policy)
    if not await role.write(work, proposer, proposal.account_id, wanted):
        raise Refusal(ALREADY_HELD)
    await store.tell(work, [proposal.account_id])


async def discard(work: Work, actor: Actor, usul_id: UUID) -> None:
    """Call it off: who proposed it, whom it is about, who could confirm it."""
    proposal = await kept.find(work, usul_id)
    oversees = await store.reaches(work, actor, "confirm_proposal", "")
    domain.check_discarder(actor.id, proposal.diusulkan_oleh, proposal.account_id, oversees)
    domain.check_step(proposal.state, "discard")
    await kept.move(work, proposal, "discarded", actor.id)
    await work.audit("proposal.discarded", str(proposal.account_id), {"usul": str(usul_id)})
