"""What of an account has begun or ended by now, written down before it is let in, whenever its deadline comes by."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from chassis.db import Work
from chassis.deadlines import Due
from services.identity.store.people import EFFECT, effect
from services.identity.store.sesi import end_sessions

EXPIRES = "account_expires"
# Subjects of EFFECT are `<account>/<day>`, those of EXPIRES the account.
_OF_ACCOUNT = """
((kind = :effect AND subject >= :id || '/' AND subject < :id || '0') OR (kind = :expires AND subject = :id))
"""
_DUE = f"""
DELETE FROM deadline WHERE tenant = :tenant AND due_at <= :now AND {_OF_ACCOUNT} RETURNING kind, subject, due_at
"""
_NEXT = f"SELECT min(due_at) AS at FROM deadline WHERE tenant = :tenant AND due_at > :now AND {_OF_ACCOUNT}"


async def settle(work: Work, account_id: UUID) -> None:
    """Do what is due for an account: nobody signs in, or goes on, with what has ended."""
    due = await work.all(_DUE, _values(work, account_id))
    asks, work.who = work.who, replace(work.who, actor="system:deadline")
    for kind, act in ((EFFECT, effect), (EXPIRES, expire)):
        if of_kind := [row for row in due if row.kind == kind]:
            await act(work, Due(kind, of_kind[0].subject, of_kind[0].due_at, {}))
    work.who = asks


async def next_change(work: Work, account_id: UUID) -> datetime | None:
    """When something of an account begins or ends next."""
    row = await work.one(_NEXT, _values(work, account_id))
    return row.at if row else None


def _values(work: Work, account_id: UUID) -> dict[str, object]:
    return {
        "tenant": work.tenant, "effect": EFFECT, "expires": EXPIRES, "now": work.now, "id": str(account_id),
    }  # fmt: skip


async def expire(work: Work, due: Due) -> None:
    """The end of an outside account: closed, and signed out everywhere."""
    values = {"tenant": work.tenant, "id": due.subject}
    await work.run(
        "UPDATE account SET state = 'disabled' WHERE tenant = :tenant AND account_id = CAST(:id AS uuid)", values
    )
    await end_sessions(work, UUID(due.subject))
    await work.audit("account.expired", due.subject)
