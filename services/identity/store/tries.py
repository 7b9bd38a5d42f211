"""Failed sign-ins of an account by the mark of the address they came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

_PLACES = """
SELECT alamat, failures, until, known FROM percobaan
WHERE tenant = :tenant AND account_id = :id AND alamat = ANY(:places)
"""
_COUNT = """
INSERT INTO percobaan AS p (tenant, account_id, alamat, failures, at) VALUES (:tenant, :id, :place, 1, :now)
ON CONFLICT (tenant, account_id, alamat) DO UPDATE SET failures = p.failures + 1, at = EXCLUDED.at RETURNING failures
"""
_WAIT = "UPDATE percobaan SET until = :until WHERE tenant = :tenant AND account_id = :id AND alamat = :place"
_KNOWN = """
INSERT INTO percobaan (tenant, account_id, alamat, failures, known, at) VALUES (:tenant, :id, :place, 0, true, :now)
ON CONFLICT (tenant, account_id, alamat) DO UPDATE SET failures = 0, until = NULL, known = true, at = EXCLUDED.at
"""
_FREE = "DELETE FROM percobaan WHERE tenant = :tenant AND account_id = :id"
_UNTIL = "SELECT max(until) AS until FROM percobaan WHERE tenant = :tenant AND account_id = :id AND until > :now"


class Place(Struct, frozen=True):
    """An address: failures since the last success, until when it waits, whether the account has signed in from it."""

    failures: int
    until: datetime | None
    known: bool


async def places(work: Work, account_id: UUID, marks: Sequence[bytes]) -> dict[bytes, Place]:
    """What is kept of these addresses."""
    rows = await work.all(_PLACES, {"tenant": work.tenant, "id": account_id, "places": list(marks)})
    return {bytes(row.alamat): Place(row.failures, row.until, row.known) for row in rows}


async def count(work: Work, account_id: UUID, mark: bytes) -> int:
    """One failure more; gives how many there are."""
    values = {"tenant": work.tenant, "id": account_id, "place": mark, "now": work.now}
    return int((await work.run(_COUNT, values)).scalar_one())


async def wait_until(work: Work, account_id: UUID, mark: bytes, until: datetime) -> None:
    """The account is not tried from there before then."""
    await work.run(_WAIT, {"tenant": work.tenant, "id": account_id, "place": mark, "until": until})


async def forget_failures(work: Work, account_id: UUID, mark: bytes) -> None:
    """The account has signed in from there."""
    await work.run(_KNOWN, {"tenant": work.tenant, "id": account_id, "place": mark, "now": work.now})


async def free(work: Work, account_id: UUID) -> None:
    """Forget all of it: the account has a new password from an administrator."""
    await work.run(_FREE, {"tenant": work.tenant, "id": account_id})


async def waits_until(work: Work, account_id: UUID) -> datetime | None:
    """Until when some address waits; None when none does."""
    row = await work.one(_UNTIL, {"tenant": work.tenant, "id": account_id, "now": work.now})
    return row.until if row else None
