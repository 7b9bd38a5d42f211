"""Accounts by the name that they sign in with: closed at once, and opened again with a first password."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

_FIND = """
SELECT a.account_id, a.state, a.changed_at, coalesce(p.opd, '') AS opd, p.asn_id,
    coalesce(p.memimpin_unit AND p.unit = p.opd, false) AS heads
FROM account a LEFT JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.account_id
WHERE a.tenant = :tenant AND a.login = :login
"""
_LOCK = f"{_FIND} FOR UPDATE OF a"
_BLOCK = "UPDATE account SET state = 'blocked' WHERE tenant = :tenant AND account_id = :id"
_FIRST = """
UPDATE account SET state = 'active', password_hash = :hash, must_change = true, changed_at = NULL, totp_secret = NULL,
    totp_confirmed = false WHERE tenant = :tenant AND account_id = :id
"""


class Akun(Struct, frozen=True, kw_only=True):
    """An account, and whose it is. `changed_at`: when its owner set a password; `heads`: the owner leads a PD."""

    account_id: UUID
    state: str
    changed_at: datetime | None
    opd: str
    asn_id: UUID | None
    heads: bool


async def find_account(work: Work, login: str, *, lock: bool = False) -> Akun | None:
    """None where nobody signs in by that name."""
    row = await work.one(_LOCK if lock else _FIND, {"tenant": work.tenant, "login": login})
    return Akun(**row._mapping) if row else None


async def keep_blocked(work: Work, account_id: UUID) -> None:
    """Nobody gets in by it any more."""
    await work.run(_BLOCK, {"tenant": work.tenant, "id": account_id})


async def keep_first_passwords(work: Work, hashes: Mapping[UUID, str]) -> None:
    """Each account opens with a first password (its hash), and without a second factor."""
    await work.many(_FIRST, [{"tenant": work.tenant, "id": one, "hash": hashed} for one, hashed in hashes.items()])
