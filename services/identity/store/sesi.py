"""Sessions begin, go on and end here; every end is told to the checkers of tokens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

_OPEN = """
INSERT INTO sesi (tenant, sesi_id, account_id, opened_at, expires_at, status)
VALUES (:tenant, :sesi, :account, :now, :expires, :status)
"""
_OWNER = "SELECT account_id FROM sesi WHERE tenant = :tenant AND sesi_id = :sesi"
_LOCK = """
SELECT s.account_id, a.must_change, a.totp_confirmed, a.state, s.generation, s.rotated_at, s.expires_at, s.revoked_at
FROM sesi s JOIN account a ON a.tenant = s.tenant AND a.account_id = s.account_id
WHERE s.tenant = :tenant AND s.sesi_id = :sesi FOR UPDATE OF s
"""
_ROTATE = "UPDATE sesi SET generation = :next, rotated_at = :now WHERE tenant = :tenant AND sesi_id = :sesi"
_LISTED = """
SELECT sesi_id, opened_at, expires_at FROM sesi
WHERE tenant = :tenant AND account_id = :id AND revoked_at IS NULL AND expires_at > :now ORDER BY opened_at DESC
"""

# `revoked_at` is the time of the rules; `ended_at` the machine's, by which tokens end.
_END = """
UPDATE sesi SET revoked_at = :now, ended_at = clock_timestamp()
WHERE tenant = :tenant AND account_id = :id AND revoked_at IS NULL
  AND sesi_id = coalesce(CAST(:only AS uuid), sesi_id) AND sesi_id IS DISTINCT FROM CAST(:but AS uuid)
"""
_OTHER_STATUS = """
UPDATE sesi s SET revoked_at = :now, ended_at = clock_timestamp()
FROM unnest(CAST(:ids AS uuid[]), CAST(:status AS text[])) AS u(account_id, status)
WHERE s.tenant = :tenant AND s.account_id = u.account_id AND s.revoked_at IS NULL AND s.status <> u.status
"""
_ENDED = """
SELECT sesi_id, extract(epoch FROM ended_at)::float8 AS at FROM sesi
WHERE tenant = :tenant AND ended_at > clock_timestamp() - make_interval(secs => :seconds)
"""


class SignedIn(Struct, frozen=True):
    """An account that has signed in, and what it still has to do."""

    account_id: UUID
    must_change: bool
    totp_confirmed: bool


class Sesi(SignedIn, frozen=True):
    """A session with its account (`state`); `generation`: how often its token was renewed, `rotated_at`: when last."""

    state: str
    generation: int
    rotated_at: datetime | None
    expires_at: datetime
    revoked_at: datetime | None


class OpenSession(Struct, frozen=True):
    """A session that is open."""

    sesi_id: UUID
    opened_at: datetime
    expires_at: datetime


async def keep_session(work: Work, session: UUID, account_id: UUID, expires: datetime, status: str) -> None:
    """A session begins now; `status`: of who is in service no more, empty: in service."""
    values = {"sesi": session, "account": account_id, "now": work.now, "expires": expires, "status": status}
    await work.run(_OPEN, {"tenant": work.tenant, **values})


async def owner_of(work: Work, session: UUID) -> UUID | None:
    """Whose session it is; None: there is none."""
    row = await work.one(_OWNER, {"tenant": work.tenant, "sesi": session})
    return row.account_id if row else None


async def lock_session(work: Work, session: UUID) -> Sesi | None:
    """A session, locked; None: there is none."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "sesi": session})
    return Sesi(**row._mapping) if row else None


async def rotate(work: Work, session: UUID, generation: int) -> None:
    """From now on the token of this generation is the session's."""
    await work.run(_ROTATE, {"tenant": work.tenant, "sesi": session, "next": generation, "now": work.now})


async def open_sessions(work: Work, account_id: UUID) -> list[OpenSession]:
    """The sessions of an account that are open, newest first."""
    rows = await work.all(_LISTED, {"tenant": work.tenant, "id": account_id, "now": work.now})
    return [OpenSession(**row._mapping) for row in rows]


async def end_sessions(work: Work, account_id: UUID, *, only: UUID | None = None, but: UUID | None = None) -> int:
    """End a session of an account, or all of them, or all but one; gives how many were open."""
    values = {"tenant": work.tenant, "id": account_id, "only": only, "but": but, "now": work.now}
    return int((await work.run(_END, values)).rowcount)


async def end_of_other_status(work: Work, now: Mapping[UUID, str]) -> None:
    """End sessions opened under another status (of who left the service; empty: in service) than the one of now."""
    values = {"tenant": work.tenant, "ids": list(now), "status": list(now.values()), "now": work.now}
    await work.run(_OTHER_STATUS, values)


async def ended_sessions(work: Work, seconds: int) -> list[tuple[str, float]]:
    """Sessions that ended within so many seconds, and when (Unix time)."""
    rows = await work.all(_ENDED, {"tenant": work.tenant, "seconds": seconds})
    return [(str(row.sesi_id), row.at) for row in rows]
