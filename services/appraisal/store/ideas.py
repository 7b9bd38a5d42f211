"""New ideas as rows, and the line of superiors above somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.engine import Row

from chassis.db import Work
from services.appraisal.domain.ide import Above, Ide

_COLUMNS = """
i.ide_id, i.appraisal_id, i.asn_id, i.tahun, i.uraian, i.manfaat, i.dokumen, i.recommended_by, i.recommended_at,
i.state, i.decided_by, i.decided_at, i.alasan, i.version
"""
_FIND = f"SELECT {_COLUMNS} FROM ide i WHERE i.tenant = :tenant AND i.appraisal_id = :id FOR UPDATE"
_KEEP = """
INSERT INTO ide (tenant, ide_id, appraisal_id, asn_id, tahun, state, uraian, manfaat, dokumen, recommended_by,
    recommended_at, decided_by, decided_at, alasan, version)
VALUES (:tenant, :ide_id, :appraisal_id, :asn_id, :tahun, :state, :uraian, :manfaat, :dokumen, :recommended_by,
    :recommended_at, :decided_by, :decided_at, :alasan, :version)
ON CONFLICT (tenant, appraisal_id) DO UPDATE SET state = EXCLUDED.state, uraian = EXCLUDED.uraian,
    manfaat = EXCLUDED.manfaat, dokumen = EXCLUDED.dokumen, recommended_by = EXCLUDED.recommended_by,
    recommended_at = EXCLUDED.recommended_at, decided_by = EXCLUDED.decided_by, decided_at = EXCLUDED.decided_at,
    alasan = EXCLUDED.alasan, version = EXCLUDED.version
"""
_ACCEPTED = """
SELECT EXISTS (SELECT FROM ide WHERE tenant = :tenant AND appraisal_id = :id AND state = 'accepted') AS accepted
"""
# a line of a Pemda is never longer than twelve steps
_LINE = """
WITH RECURSIVE line AS (
    SELECT p.atasan_id AS asn_id, 1 AS step FROM pegawai p WHERE p.tenant = :tenant AND p.asn_id = :id
    UNION ALL
    SELECT p.atasan_id, l.step + 1 FROM line l JOIN pegawai p ON p.tenant = :tenant AND p.asn_id = l.asn_id
    WHERE l.step < 12
)
SELECT l.asn_id, p.memimpin_unit FROM line l JOIN pegawai p ON p.tenant = :tenant AND p.asn_id = l.asn_id
ORDER BY l.step
"""
# one's own, those one recommended or decided, and what waits in the own PD or, for the Bupati, anywhere
_SEEN = f"""
SELECT {_COLUMNS}, p.nama FROM ide i JOIN pegawai p ON p.tenant = i.tenant AND p.asn_id = i.asn_id
WHERE i.tenant = :tenant AND i.tahun = :tahun AND (:actor IN (i.asn_id, i.recommended_by, i.decided_by)
    OR (i.state = 'recommended' AND (:bupati OR EXISTS (SELECT FROM pegawai mine
        WHERE mine.tenant = i.tenant AND mine.asn_id = :actor AND mine.memimpin_unit))))
ORDER BY i.recommended_at LIMIT 500
"""


def _ide(row: Row[Any]) -> Ide:
    return Ide(**{name: row._mapping[name] for name in Ide.__struct_fields__})


async def lock_idea(work: Work, appraisal_id: UUID) -> Ide | None:
    """The idea beside an appraisal, locked."""
    row = await work.one(_FIND, {"tenant": work.tenant, "id": appraisal_id})
    return _ide(row) if row else None


async def keep_idea(work: Work, one: Ide) -> None:
    """Write an idea, new or locked."""
    await work.run(_KEEP, msgspec.structs.asdict(one) | {"tenant": work.tenant})


async def has_idea(work: Work, appraisal_id: UUID) -> bool:
    """Whether a new idea was set."""
    row = await work.one(_ACCEPTED, {"tenant": work.tenant, "id": appraisal_id})
    return row is not None and bool(row.accepted)


async def line_above(work: Work, asn_id: UUID) -> list[Above]:
    """The superiors of somebody today, from the nearest up; it ends where a post is the Bupati's or vacant."""
    return [
        Above(row.asn_id, row.memimpin_unit) for row in await work.all(_LINE, {"tenant": work.tenant, "id": asn_id})
    ]


async def ideas_seen(work: Work, actor: UUID, tahun: int, *, bupati: bool) -> list[tuple[Ide, str]]:
    """Ideas that may concern somebody, each with the name of its author, the earliest first."""
    values = {"tenant": work.tenant, "tahun": tahun, "actor": actor, "bupati": bupati}
    return [(_ide(row), row.nama) for row in await work.all(_SEEN, values)]
