"""An account at its sign-in, and its password: the one of now, and the hashes of those before."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from services.identity.store.sesi import SignedIn

_NAMED = "SELECT account_id, password_hash FROM account WHERE tenant = :tenant AND login = :login"
_LOCK = """
SELECT account_id, must_change, totp_confirmed, state, password_hash, changed_at, totp_secret, totp_step FROM account
WHERE tenant = :tenant AND login = :login FOR UPDATE
"""
_EXPIRED = "UPDATE account SET must_change = true WHERE tenant = :tenant AND account_id = :id"
_LAST_ROLE = """
SELECT CASE WHEN bool_and(selesai IS NOT NULL) THEN max(selesai) END AS selesai FROM peran
WHERE tenant = :tenant AND account_id = :id
"""
_OWN = "SELECT login, password_hash FROM account WHERE tenant = :tenant AND account_id = :id"
_FORMER = """
SELECT password_hash FROM sandi_lama WHERE tenant = :tenant AND account_id = :id ORDER BY until DESC LIMIT :most
"""
_LAY_ASIDE = """
INSERT INTO sandi_lama (tenant, account_id, until, password_hash) VALUES (:tenant, :id, :now, :old)
"""
_CHANGE = """
UPDATE account SET password_hash = :hash, must_change = false, changed_at = :now
WHERE tenant = :tenant AND account_id = :id
"""


class Named(Struct, frozen=True):
    """Who signs in by a name; without a password yet: None."""

    account_id: UUID
    password_hash: str | None


class SigningIn(SignedIn, frozen=True):
    """An account that is about to sign in. `changed_at`: when its owner set the password."""

    state: str
    password_hash: str | None
    changed_at: datetime | None
    totp_secret: bytes | None
    totp_step: int


class OwnPassword(Struct, frozen=True):
    """The name and the hash of one's own account."""

    login: str
    password_hash: str | None


async def named(work: Work, login: str) -> Named | None:
    """The account of a name; None: nobody signs in by it."""
    row = await work.one(_NAMED, {"tenant": work.tenant, "login": login})
    return Named(**row._mapping) if row else None


async def lock_named(work: Work, login: str) -> SigningIn | None:
    """The account of a name, locked, with all that a sign-in asks; None: nobody signs in by it."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "login": login})
    return SigningIn(**row._mapping) if row else None


async def keep_expired(work: Work, account_id: UUID) -> None:
    """The password has expired: its owner has to change it."""
    await work.run(_EXPIRED, {"tenant": work.tenant, "id": account_id})


async def last_role_ends(work: Work, account_id: UUID) -> date | None:
    """The last day of the last role of an account; None: one has no end, or there was none."""
    row = await work.one(_LAST_ROLE, {"tenant": work.tenant, "id": account_id})
    return row.selesai if row else None


async def own(work: Work, account_id: UUID, *, lock: bool = False) -> OwnPassword | None:
    """Of an account by its id."""
    row = await work.one(_OWN + (" FOR UPDATE" if lock else ""), {"tenant": work.tenant, "id": account_id})
    return OwnPassword(**row._mapping) if row else None


async def former_hashes(work: Work, account_id: UUID, most: int) -> list[str]:
    """The hashes of the last passwords before the present one, newest first."""
    rows = await work.all(_FORMER, {"tenant": work.tenant, "id": account_id, "most": most})
    return [row.password_hash for row in rows]


async def keep_changed(work: Work, account_id: UUID, old: str, new: str) -> None:
    """The owner has another password from now on; the old hash is laid aside. Both are hashes."""
    values = {"tenant": work.tenant, "id": account_id, "now": work.now}
    await work.run(_LAY_ASIDE, values | {"old": old})
    await work.run(_CHANGE, values | {"hash": new})
