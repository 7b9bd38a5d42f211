"""An account is blocked at once: a lost telephone, a password that others know, somebody who must not get in now.

And one that belongs to nobody of the staffing data is opened again: activation, by NIP, does not reach it.
"""

from __future__ import annotations

import secrets
from typing import Annotated

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.identity import store
from services.identity.commands import usul
from services.identity.commands.account import Passwords
from services.identity.commands.admission import FirstPassword
from services.identity.domain import role, states
from services.identity.domain import usul as domain
from services.identity.domain.role import BY_OWN_ADMIN
from services.identity.domain.states import NO_ACCOUNT_HERE, OWN_PASSWORD
from services.identity.store import accounts, tries
from services.identity.store import usul as kept
from services.identity.store.people import NO_ACCOUNT

OWN_BLOCK = rule(
    "identity.account.own_block", 403, "Akun sendiri tidak dapat dibekukan; akhiri sesi atau ganti kata kunci."
)


class Block(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The account of a NIP, or of somebody from outside by its name; `alasan` is kept in the trail."""

    login: Annotated[str, Meta(min_length=1, max_length=64)]
    alasan: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=500)]


async def block(work: Work, actor: Actor, command: Block) -> None:
    """Close it and end its sessions; activation (or `reset`) opens it again with a first password.

    By the administrator of the own PD, over the whole Pemda by the super administrator (KUAN P1(21), 16(d)).
    """
    found = await accounts.find_account(work, command.login, lock=True)
    own = await store.bound_to(work, actor, "block_account")
    if found is None or (own is not None and found.opd not in own):
        raise Refusal(NO_ACCOUNT_HERE)
    if found.account_id == actor.id:
        raise Refusal(OWN_BLOCK)
    if own is not None:
        role.check_not_above(await store.roles_of(work, found.account_id))
    states.check("account", found.state, "block")
    await accounts.keep_blocked(work, found.account_id)
    await store.end_sessions(work, found.account_id)
    await work.audit("account.blocked", str(found.account_id), {"alasan": command.alasan})


class Reset(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The account of the Bupati, of an office of the installation or of somebody from outside, by its name."""

    login: Annotated[str, Meta(min_length=1, max_length=64)]
    alasan: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=500)]


async def reset(work: Work, actor: Actor, passwords: Passwords, command: Reset) -> FirstPassword:
    """A first password for who forgot theirs or was blocked; second factor and sessions end (KUAN P1(21))."""
    found = await accounts.find_account(work, command.login, lock=True)
    if found is None:
        raise Refusal(NO_ACCOUNT)
    if found.asn_id is not None:
        raise Refusal(BY_OWN_ADMIN)
    if found.account_id == actor.id:
        raise Refusal(OWN_PASSWORD)
    states.check("account", found.state, "activate")
    if await usul.is_guarded(work, found) and not await kept.use(work, found.account_id, actor.id):
        raise domain.not_alone()
    first = FirstPassword(command.login, secrets.token_urlsafe(12))
    await accounts.keep_first_passwords(work, {found.account_id: await passwords.hash_random(first.sandi)})
    await store.end_sessions(work, found.account_id)
    await tries.free(work, found.account_id)
    await work.audit("password.reset", str(found.account_id), {"alasan": command.alasan})
    return first
