"""An account is blocked at once: a lost telephone, a password that others know, somebody who must not get in now."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import forbidden, unknown
from services.identity import store
from services.identity.domain import states

_ACCOUNT = """
SELECT a.account_id, a.state, coalesce(p.opd, '') AS opd FROM account a
LEFT JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.account_id
WHERE a.tenant = :tenant AND a.login = :login FOR UPDATE OF a
"""


class Block(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The account of a NIP, or of somebody from outside by its name; `alasan` is kept in the trail."""

    login: Annotated[str, Meta(min_length=1, max_length=64)]
    alasan: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=500)]


async def block(work: Work, actor: Actor, command: Block) -> None:
    """Close it and end its sessions; activation opens it again with a first password and without second factor.

    By the administrator of the own PD, over the whole Pemda by the super administrator (KUAN P1(21), 16(d)).
    """
    row: Any = await work.one(_ACCOUNT, {"tenant": work.tenant, "login": command.login})
    own = await store.bound_to(work, actor, "block_account")
    if row is None or (own is not None and row.opd not in own):
        raise unknown("Akun itu tidak ditemukan, atau bukan akun PD Anda.")
    if row.account_id == actor.id:
        raise forbidden("Akun sendiri tidak dapat dibekukan; akhiri sesi atau ganti kata kunci.", "KUAN 1(25)")
    states.check("account", row.state, "block")
    await work.run(
        "UPDATE account SET state = 'blocked' WHERE tenant = :tenant AND account_id = :id",
        {"tenant": work.tenant, "id": row.account_id},
    )
    await store.end_sessions(work, row.account_id)
    await work.audit("account.blocked", str(row.account_id), {"alasan": command.alasan})
