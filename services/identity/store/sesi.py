"""Sessions end here: by whatever way, and told to those who check tokens."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from chassis.db import Work

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


async def end_sessions(work: Work, account_id: UUID, *, only: UUID | None = None, but: UUID | None = None) -> int:
    """End a session of an account, or all of them, or all but one; gives how many were open."""
    values = {"tenant": work.tenant, "id": account_id, "only": only, "but": but, "now": work.now}
    return int((await work.run(_END, values)).rowcount)


async def end_of_other_status(work: Work, now: Mapping[UUID, str]) -> None:
    """End sessions opened under another status (of who is in service no more; empty: in service) than that of now."""
    values = {"tenant": work.tenant, "ids": list(now), "status": list(now.values()), "now": work.now}
    await work.run(_OTHER_STATUS, values)


async def ended_sessions(work: Work, seconds: int) -> list[tuple[str, float]]:
    """Sessions that ended within so many seconds, and when (Unix time)."""
    rows = await work.all(_ENDED, {"tenant": work.tenant, "seconds": seconds})
    return [(str(row.sesi_id), row.at) for row in rows]
