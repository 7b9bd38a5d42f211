"""An account is blocked at once: a lost telephone, a password that others know, somebody who must not get in now.

And one that belongs to nobody of the staffing data is opened again: activation, by NIP, does not reach it.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Any

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
from services.identity.store import tries
from services.identity.store import usul as kept
from services.identity.store.people import NO_ACCOUNT

OWN_BLOCK = rule(
    "identity.account.own_block", 403, "Akun sendiri tidak dapat dibekukan; akhiri sesi atau ganti kata kunci."
)

_ACCOUNT = """
SELECT a.account_id, a.state, a.changed_at, coalesce(p.opd, '') AS opd, p.asn_id, false AS heads FROM account a
LEFT JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.account_id
WHERE a.tenant = :tenant AND a.login = :login FOR UPDATE OF a
"""


class Block(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The account of a NIP, or of somebody from outside by its name; `alasan` is kept in the trail."""

    login: Annotated[str, Meta(min_length=1, max_length=64)]
    alasan: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=500)]


async def block(work: Work, actor: Actor, command: Block) -> None:
    """Close it and end its sessions; activation (or `reset`) opens it again with a first password.

    By the administrator of the own PD, over the whole Pemda by the super administrator (KUAN P1(21), 16(d)).
    """
    row: Any = await work.one(_ACCOUNT, {"tenant": work.tenant, "login": command.login})
    own = await store.bound_to(work, actor, "block_account")
    if row is None or (own is not None and row.opd not in own):
        raise Refusal(NO_ACCOUNT_HERE)
    if row.account_id == actor.id:
        raise Refusal(OWN_BLOCK)
    if own is not None:
        role.check_not_above(await store.roles_of(work, row.account_id))
    states.check("account", row.state, "block")
    await work.run(
        "UPDATE account SET state = 'blocked' WHERE tenant = :tenant AND account_id = :id",
        {"tenant": work.tenant, "id": row.account_id},
    )
    await store.end_sessions(work, row.account_id)
    await work.audit("account.blocked", str(row.account_id), {"alasan": command.alasan})


class Reset(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The account of the Bupati, of an office of the installation or of somebody from outside, by its name."""

    login: Annotated[str, Meta(min_length=1, max_length=64)]
    alasan: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=500)]


async def reset(work: Work, actor: Actor, passwords: Passwords, command: Reset) -> FirstPassword:
    """A first password for who forgot his or was blocked; his second factor and his sessions end (KUAN P1(21))."""
    row: Any = await work.one(_ACCOUNT, {"tenant": work.tenant, "login": command.login})
    if row is None:
        raise Refusal(NO_ACCOUNT)
    if row.asn_id is not None:
        raise Refusal(BY_OWN_ADMIN)
    if row.account_id == actor.id:
        raise Refusal(OWN_PASSWORD)
    states.check("account", row.state, "activate")
    if await usul.is_guarded(work, row) and not await kept.use(work, row.account_id, actor.id):
        raise domain.not_alone()
    first = FirstPassword(command.login, secrets.token_urlsafe(12))
    await work.run(
        "UPDATE account SET state = 'active', password_hash = :hash, must_change = true,"
        " changed_at = NULL, totp_secret = NULL, totp_confirmed = false"
        " WHERE tenant = :tenant AND account_id = :id",
        {"tenant": work.tenant, "id": row.account_id, "hash": await passwords.hash_random(first.sandi)},
    )
    await store.end_sessions(work, row.account_id)
    await tries.free(work, row.account_id)
    await work.audit("password.reset", str(row.account_id), {"alasan": command.alasan})
    return first
