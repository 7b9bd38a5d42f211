"""The accounts that an empty installation makes close once their roles are held by personal ones (KUAN 1(25))."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from chassis.db import Work
from services.identity.policy import IdentityPolicy
from services.identity.store.sesi import end_sessions

# People who hold a role today and have signed in with a password of their own, and a second factor where one is asked.
_PERSONAL = """
SELECT count(*) AS n FROM peran r JOIN pegawai p ON p.tenant = r.tenant AND p.asn_id = r.account_id
JOIN account a ON a.tenant = r.tenant AND a.account_id = r.account_id
WHERE r.tenant = :tenant AND r.peran = :peran AND r.mulai <= :today AND (r.selesai IS NULL OR r.selesai >= :today)
  AND a.state = 'active' AND NOT a.must_change AND a.changed_at IS NOT NULL AND (a.totp_confirmed OR NOT :totp)
"""
_CLOSE = """
UPDATE account a SET state = 'disabled' WHERE a.tenant = :tenant AND a.login = :peran AND a.state = 'active'
  AND NOT EXISTS (SELECT FROM pegawai p WHERE p.tenant = a.tenant AND p.asn_id = a.account_id) RETURNING a.account_id
"""
_OPEN = """
UPDATE account SET state = 'active', password_hash = :hash, must_change = true, changed_at = NULL, totp_secret = NULL,
    totp_confirmed = false
WHERE tenant = :tenant AND login = :peran AND state = 'disabled' RETURNING account_id
"""
_ALONE = "SELECT pg_advisory_xact_lock(8)"
_ANY = "SELECT 1 FROM account WHERE tenant = :tenant LIMIT 1"
_ACCOUNT = """
INSERT INTO account (tenant, account_id, login, state, password_hash, must_change)
VALUES (:tenant, :id, :name, 'active', :hash, true)
"""
_ROLE = """
INSERT INTO peran (tenant, account_id, peran, dasar, syarat, mulai, granted_by, granted_at)
VALUES (:tenant, :id, :name, 'pemasangan sistem', '{}', '2019-11-01', :by, :now)
"""
_CLOSED = "SELECT login FROM account WHERE tenant = :tenant AND login = ANY(:logins) AND state = 'disabled'"


async def has_accounts(work: Work) -> bool:
    """Whether a Pemda has any account; no other process makes the first ones until this one is done."""
    await work.run(_ALONE)
    return await work.one(_ANY, {"tenant": work.tenant}) is not None


async def keep_first_account(work: Work, account_id: UUID, name: str, hashed: str) -> None:
    """An account of the installation's own, by the name of its one role, with a first password."""
    values = {"tenant": work.tenant, "id": account_id, "name": name}
    await work.run(_ACCOUNT, values | {"hash": hashed})
    await work.run(_ROLE, values | {"by": UUID(int=0), "now": work.now})
    await work.audit("account.bootstrapped", str(account_id), {"peran": name})


async def close_first(work: Work, held: Collection[str]) -> None:
    """Close the installation's own accounts of these roles where enough people hold them."""
    first = work.law_of_today().section("identity", IdentityPolicy).first_accounts.value
    for peran in sorted(set(held) & set(first)):
        if await _personal(work, peran) < first[peran]:
            continue
        if closed := await work.one(_CLOSE, {"tenant": work.tenant, "peran": peran}):
            await end_sessions(work, closed.account_id)
            await work.audit("account.closed", str(closed.account_id), {"peran": peran})


async def orphaned(work: Work) -> list[str]:
    """The roles whose own account of the installation is closed though nobody holds them any more."""
    if not work.packs.covers(work.tenant, work.today):
        return []
    first = work.law_of_today().section("identity", IdentityPolicy).first_accounts.value
    rows = await work.all(_CLOSED, {"tenant": work.tenant, "logins": list(first)})
    return [row.login for row in rows if not await _personal(work, row.login)]


async def open_again(work: Work, peran: str, password_hash: str) -> None:
    """Open the installation's own account of a role with its first password."""
    opened = await work.one(_OPEN, {"tenant": work.tenant, "peran": peran, "hash": password_hash})
    if opened is not None:
        await work.audit("account.bootstrapped", str(opened.account_id), {"peran": peran})


async def _personal(work: Work, peran: str) -> int:
    totp = peran in work.law_of_today().section("identity", IdentityPolicy).totp_roles.value
    row = await work.one(_PERSONAL, {"tenant": work.tenant, "peran": peran, "today": work.today, "totp": totp})
    return int(row.n) if row else 0
