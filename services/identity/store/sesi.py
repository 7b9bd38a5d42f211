"""Sessions end here: by whatever way, and told to those who check tokens."""

from __future__ import annotations

from uuid import UUID

from chassis.db import Work

# `revoked_at` is the time of the rules; `ended_at` the machine's, by which tokens end.
_END = """
UPDATE sesi SET revoked_at = :now, ended_at = clock_timestamp()
WHERE tenant = :tenant AND account_id = :id AND revoked_at IS NULL
  AND sesi_id = coalesce(CAST(:only AS uuid), sesi_id) AND sesi_id IS DISTINCT FROM CAST(:but AS uuid)
"""
_ENDED = """
SELECT sesi_id, extract(epoch FROM ended_at)::float8 AS at FROM sesi
WHERE tenant = :tenant AND ended_at > clock_timestamp() - make_interval(secs => :seconds)
"""


async def end_sessions(work: Work, account_id: UUID, *, only: UUID | None = None, but: UUID | None = None) -> int:
    """End a session of an account, or all of them, or all but one; gives how many were open."""
    values = {"tenant": work.tenant, "id": account_id, "only": only, "but": but, "now": work.now}
    return int((await work.run(_END, values)).rowcount)


async def ended_sessions(work: Work, seconds: int) -> list[tuple[str, float]]:
    """Sessions that ended within so many seconds, and when (Unix time)."""
    rows = await work.all(_ENDED, {"tenant": work.tenant, "seconds": seconds})
    return [(str(row.sesi_id), row.at) for row in rows]
