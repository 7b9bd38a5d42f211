"""Accounts of people as they are let in: activated or reset, suspended, and those from outside."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

_LOCK = """
SELECT p.asn_id, p.nip, coalesce((SELECT t.opd FROM penempatan t WHERE t.tenant = p.tenant AND t.asn_id = p.asn_id
    AND t.mulai <= :today ORDER BY t.mulai DESC LIMIT 1), p.opd) AS opd,
    p.jenis, p.validated, a.state, a.changed_at, p.memimpin_unit AND p.unit = p.opd AS heads,
    ARRAY(SELECT r.peran FROM peran r
    WHERE r.tenant = p.tenant AND r.account_id = p.asn_id AND r.mulai <= :today
      AND (r.selesai IS NULL OR r.selesai >= :today)) AS peran
FROM pegawai p JOIN account a ON a.tenant = p.tenant AND a.account_id = p.asn_id
WHERE p.tenant = :tenant AND p.nip = ANY(:nips) ORDER BY p.nip FOR UPDATE OF a
"""
_SUSPEND = """
UPDATE account SET state = 'pending' WHERE tenant = :tenant AND state = 'active'
  AND account_id = ANY(CAST(:ids AS uuid[])) RETURNING account_id
"""
_EXTERNAL = """
INSERT INTO account (tenant, account_id, login, state, password_hash, must_change)
VALUES (:tenant, :id, :login, 'active', :hash, true) ON CONFLICT (tenant, login) DO UPDATE
SET state = 'active', password_hash = EXCLUDED.password_hash, must_change = true, totp_secret = NULL,
    totp_confirmed = false
WHERE account.state = 'disabled' RETURNING account_id
"""


class Admitted(Struct, frozen=True):
    """A person with their account, in the PD of today; `changed_at`: when they set a password, `peran`: held today."""

    asn_id: UUID
    nip: str
    opd: str
    jenis: str
    validated: bool
    state: str
    changed_at: datetime | None
    heads: bool
    peran: list[str]

    @property
    def account_id(self) -> UUID:
        return self.asn_id


async def lock_people(work: Work, nips: Collection[str]) -> list[Admitted]:
    """The people of some numbers, their accounts locked, in the order of the numbers."""
    values = {"tenant": work.tenant, "nips": list(nips), "today": work.today}
    return [Admitted(**row._mapping) for row in await work.all(_LOCK, values)]


async def keep_suspended(work: Work, people: Collection[UUID]) -> list[UUID]:
    """Active accounts of these people are pending again; gives those that were active."""
    rows = await work.all(_SUSPEND, {"tenant": work.tenant, "ids": list(people)})
    return [row.account_id for row in rows]


async def keep_external(work: Work, account_id: UUID, login: str, hashed: str) -> UUID | None:
    """An account from outside opens, or one of this name that has closed opens again; None: the name is taken."""
    values = {"tenant": work.tenant, "id": account_id, "login": login, "hash": hashed}
    row = await work.one(_EXTERNAL, values)
    return row.account_id if row else None
