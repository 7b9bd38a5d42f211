"""The second factor of an account: its wrapped secret, and the step of its last code."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

_LOCK = """
SELECT account_id, login, totp_secret, totp_confirmed, totp_step FROM account
WHERE tenant = :tenant AND account_id = :id FOR UPDATE
"""
_SECRET = "UPDATE account SET totp_secret = :secret, totp_step = 0 WHERE tenant = :tenant AND account_id = :id"
_CONFIRMED = "UPDATE account SET totp_confirmed = true WHERE tenant = :tenant AND account_id = :id"
_RECOVERY = "UPDATE account SET pemulihan = :digests WHERE tenant = :tenant AND account_id = :id"
_USE = """
UPDATE account SET pemulihan = array_remove(pemulihan, :digest)
WHERE tenant = :tenant AND account_id = :id AND :digest = ANY(pemulihan) RETURNING cardinality(pemulihan) AS left
"""
_STEP = "UPDATE account SET totp_step = :step WHERE tenant = :tenant AND account_id = :id"


class Enrolled(Protocol):
    """An account with what its codes are told by; the secret is wrapped, None where none is enrolled."""

    @property
    def account_id(self) -> UUID: ...
    @property
    def totp_secret(self) -> bytes | None: ...
    @property
    def totp_step(self) -> int: ...


class Factor(Struct, frozen=True, kw_only=True):
    """The second factor of an account, locked."""

    account_id: UUID
    login: str
    totp_secret: bytes | None
    totp_confirmed: bool
    totp_step: int


async def lock(work: Work, account_id: UUID) -> Factor | None:
    """None where the account is gone."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "id": account_id})
    return Factor(**row._mapping) if row else None


async def keep_secret(work: Work, account_id: UUID, wrapped: bytes) -> None:
    """A fresh secret; no code of it was used yet."""
    await work.run(_SECRET, {"tenant": work.tenant, "id": account_id, "secret": wrapped})


async def keep_confirmed(work: Work, account_id: UUID) -> None:
    """The secret has arrived at its owner's."""
    await work.run(_CONFIRMED, {"tenant": work.tenant, "id": account_id})


async def use_step(work: Work, account_id: UUID, step: int) -> None:
    """The code of a step is used up, and so is every earlier one."""
    await work.run(_STEP, {"tenant": work.tenant, "id": account_id, "step": step})


async def keep_recovery(work: Work, account_id: UUID, digests: list[bytes]) -> None:
    """The digests of fresh recovery codes; those of before count no more."""
    await work.run(_RECOVERY, {"tenant": work.tenant, "id": account_id, "digests": digests})


async def use_recovery(work: Work, account_id: UUID, digest: bytes) -> int | None:
    """Use a recovery code up; how many are left, None where it is none of them."""
    row = await work.one(_USE, {"tenant": work.tenant, "id": account_id, "digest": digest})
    return int(row.left) if row else None
