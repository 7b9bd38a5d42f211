"""The lines of a file that were not taken."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from chassis.db import Work
from services.activity.domain.isian import Tolakan

_KEEP = """
INSERT INTO impor_tolakan (tenant, impor_id, baris, kolom, alasan, pasal, ganda)
SELECT :tenant, CAST(:id AS uuid), * FROM unnest(CAST(:baris AS int[]), CAST(:kolom AS text[]),
    CAST(:alasan AS text[]), CAST(:pasal AS text[]), CAST(:ganda AS bool[]))
"""
_LIST = """
SELECT baris, kolom, alasan, pasal, ganda FROM impor_tolakan WHERE tenant = :tenant AND impor_id = :id
  AND baris > :after ORDER BY baris LIMIT :limit
"""


async def keep_refused(work: Work, impor_id: UUID, refused: Sequence[Tolakan]) -> None:
    """Keep why lines were not taken; each line of a file is refused once."""
    if not refused:
        return
    columns = {name: [getattr(t, name) for t in refused] for name in Tolakan.__struct_fields__}
    await work.run(_KEEP, {"tenant": work.tenant, "id": impor_id, **columns})


async def refused_of(work: Work, impor_id: UUID, after: int, limit: int) -> list[Tolakan]:
    """The refused lines of a file after a row of it, in its order."""
    rows = await work.all(_LIST, {"tenant": work.tenant, "id": impor_id, "after": after, "limit": limit})
    return [Tolakan(**row._mapping) for row in rows]
