"""The imports of staffing data: who prepared which, and what waits for another person's confirmation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

_LISTED = """
SELECT i.impor_id, i.state, i.prepared_at, i.prepared_by, p.nama, i.rows_total, i.rows_applied,
    coalesce((i.preview->>'added')::int, 0) AS added, coalesce((i.preview->>'changed')::int, 0) AS changed,
    coalesce((i.preview->>'removed')::int, 0) AS removed,
    coalesce(jsonb_array_length(i.preview->'refused'), 0) AS refused
FROM impor i LEFT JOIN pegawai p ON p.tenant = i.tenant AND p.asn_id = i.prepared_by
WHERE i.tenant = :tenant ORDER BY i.prepared_at DESC, i.impor_id DESC LIMIT 100
"""


class ImportLine(Struct, frozen=True):
    """An import; `state` received, reading, prepared (waits for a confirmation), applying, confirmed,
    discarded or refused."""

    impor_id: UUID
    state: str
    prepared_at: datetime
    prepared_by: UUID
    nama: str | None
    rows_total: int
    rows_applied: int
    added: int
    changed: int
    removed: int
    refused: int


async def listed(work: Work) -> list[ImportLine]:
    """The last hundred, newest first."""
    return [ImportLine(**row._mapping) for row in await work.all(_LISTED, {"tenant": work.tenant})]
