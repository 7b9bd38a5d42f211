"""Proposals: what one person alone does not do is proposed by one and confirmed by another (docs/decisions/0023)."""

from __future__ import annotations

from typing import Annotated, Any
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
from services.identity.store import usul as kept

NOT_NEEDED = rule(
    "identity.proposal.not_needed", 409,
    "Akun ini tidak memerlukan orang kedua; atur ulang langsung.",
    source="kebijakan",
)  # fmt: skip
ALREADY_HELD = rule("identity.proposal.already_held", 409, "Peran ini sudah dipegang.", source="kebijakan")

_ACCOUNT = """
SELECT a.account_id, a.changed_at, coalesce(p.opd, '') AS opd, p.asn_id, p.memimpin_unit AND p.unit = p.opd AS heads
FROM account a LEFT JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.account_id
WHERE a.tenant = :tenant AND a.login = :login
"""


class ProposeReset(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A first password for who holds an office and cannot get in any more; `alasan` is kept in the trail."""

    login: Annotated[str, Meta(min_length=1, max_length=64)]
    alasan: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=500)]


class Proposed(Struct, frozen=True):
    """The proposal that waits for another person."""

    usul_id: UUID


async def propose_reset(work: Work, actor: Actor, command: ProposeReset) -> Proposed:
    """By the administrator of the own PD, over the whole Pemda by the super administrator; the owner is told."""
    row: Any = await work.one(_ACCOUNT, {"tenant": work.tenant, "login": command.login})
    own = await store.bound_to(work, actor, "propose_reset")
    if row is None or (own is not None and row.opd not in own):
        raise Refusal(NO_ACCOUNT_HERE)
    if row.account_id == actor.id:
        raise Refusal(OWN_RESET)
    if not await is_guarded(work, row):
        raise Refusal(NOT_NEEDED)
    if await kept.is_waiting(work, domain.RESET, row.account_id, {}):
        raise Refusal(ALREADY_PROPOSED)
    made = await kept.keep(work, domain.RESET, row.account_id, actor.id, {}, command.alasan)
    await work.audit("reset.proposed", str(row.account_id), {"usul": str(made), "alasan": command.alasan})
    return Proposed(made)


async def is_guarded(work: Work, row: Any) -> bool:
    """Whether an account (with `account_id`, `changed_at`, `heads`) gets a first password from two people alone."""
    guarded = work.law_of_today().section("identity", IdentityPolicy).second_person.value.akun
    held = await store.roles_of(work, row.account_id) | (frozenset({"kepala_pd"}) if row.heads else frozenset())
    return domain.needs_two(held, guarded, in_use=row.changed_at is not None)


async def confirm(work: Work, actor: Actor, usul_id: UUID) -> None:
    """As another person: a role is given, looked at anew; a reset may be done within a day by who proposed it."""
    row = await kept.find(work, usul_id)
    by = work.law_of_today().section("identity", IdentityPolicy).second_person.value.oleh
    held = await store.roles_of(work, actor.id)
    domain.check_confirmer(row.jenis, actor.id, row.diusulkan_oleh, row.account_id, held, by)
    domain.check_step(row.state, "confirm")
    if row.jenis == domain.PERAN:
        await _give(work, replace(actor, id=row.diusulkan_oleh), row)
        await kept.move(work, row, "used", actor.id)
        return
    await kept.move(work, row, "confirmed", actor.id)
    await work.audit("reset.confirmed", str(row.account_id), {"usul": str(usul_id)})


async def _give(work: Work, proposer: Actor, row: Any) -> None:
    wanted = msgspec.json.decode(row.isi, type=role.Grant)
    people = await store.known_by_nip(work, [wanted.nip])
    policy = work.law_of_today().section("identity", IdentityPolicy)
    await role.check(work, proposer, wanted, people.get(wanted.nip), policy)
    if not await role.write(work, proposer, row.account_id, wanted):
        raise Refusal(ALREADY_HELD)
    await store.tell(work, [row.account_id])


async def discard(work: Work, actor: Actor, usul_id: UUID) -> None:
    """Call it off: who proposed it, whom it is about, who could confirm it."""
    row = await kept.find(work, usul_id)
    oversees = await store.reaches(work, actor, "confirm_proposal", "")
    domain.check_discarder(actor.id, row.diusulkan_oleh, row.account_id, oversees)
    domain.check_step(row.state, "discard")
    await kept.move(work, row, "discarded", actor.id)
    await work.audit("proposal.discarded", str(row.account_id), {"usul": str(usul_id)})
