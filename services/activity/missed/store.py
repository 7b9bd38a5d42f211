"""Days that stayed empty in a closed month: missed, judged, or filled after all (a negative version)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.db import Work
from chassis.retelling import AFTER_DATE, AFTER_UUID
from services.activity.missed.rules import Day, Finding
from services.activity.store.rows import span_of

_MISSED = """
INSERT INTO hari_kosong AS h (tenant, asn_id, tanggal, version)
SELECT :tenant, * , 1 FROM unnest(CAST(:asn AS uuid[]), CAST(:tanggal AS date[]))
ON CONFLICT (asn_id, tanggal, tenant) DO UPDATE SET version = 1 - h.version, sengaja = NULL, tanggapan = NULL,
    alasan = NULL, penilai_id = NULL WHERE h.version < 0 RETURNING asn_id, tanggal, version
"""
_FILLED = """
UPDATE hari_kosong SET version = -version - 1 WHERE tenant = :tenant AND asn_id = :asn AND version > 0
  AND tanggal >= :first AND tanggal < :after AND tanggal <> ALL(:still) RETURNING asn_id, tanggal, -version AS version
"""
_STILL = """
SELECT asn_id, tanggal, version FROM hari_kosong
WHERE tenant = :tenant AND version > 0 AND tanggal >= :first AND tanggal < :after
"""
_LOCK = """
SELECT asn_id, tanggal, version, CASE WHEN version < 0 THEN 'filled' WHEN sengaja IS NULL THEN 'missed'
    ELSE 'judged' END AS state
FROM hari_kosong WHERE tenant = :tenant AND asn_id = :asn AND tanggal = :tanggal FOR UPDATE
"""
_JUDGE = """
UPDATE hari_kosong SET sengaja = :sengaja, tanggapan = :tanggapan, alasan = :alasan, penilai_id = :penilai,
    cara_didengar = :cara, didengar_pada = :pada, dinas_luar = :dinas, surat_tugas = :surat, sebagai = :sebagai,
    version = version + 1 WHERE tenant = :tenant AND asn_id = :asn AND tanggal = :tanggal
"""
# a place of two: the person, then the day
_ASN, _DAY = "split_part(:after, ':', 1)", "split_part(:after, ':', 2)"
RETOLD = f"""
SELECT asn_id || ':' || tanggal AS place, asn_id, tanggal, sengaja, penilai_id, alasan, version,
    cara_didengar, didengar_pada, dinas_luar, sebagai FROM hari_kosong
WHERE tenant = :tenant
AND (asn_id, tanggal) > ({AFTER_UUID.replace(":after", _ASN)}, {AFTER_DATE.replace(":after", _DAY)})
ORDER BY asn_id, tanggal LIMIT :most FOR UPDATE
"""


def read(row: Any) -> tuple[Day, Finding | None]:
    """A day and the finding on it; a negative version says that it was filled after all."""
    state = "filled" if row.version < 0 else "missed" if row.sengaja is None else "judged"
    day = Day(asn_id=row.asn_id, tanggal=row.tanggal, version=abs(row.version), state=state)
    if state != "judged":
        return day, None
    fields = {name: getattr(row, name) for name in Finding.__struct_fields__}
    return day, Finding(**fields | {"alasan": row.alasan or ""})


async def keep_missed(work: Work, days: Iterable[tuple[UUID, date]]) -> list[Day]:
    """These days are missed; gives those that were not missed before, each with its version."""
    found = list(days)
    columns = {"asn": [asn for asn, _ in found], "tanggal": [day for _, day in found]}
    return [Day(**row._mapping) for row in await work.all(_MISSED, {"tenant": work.tenant, **columns})]


async def keep_filled(work: Work, periode: str, asn_id: UUID, still: Sequence[date]) -> list[Day]:
    """Missed days of somebody in a month, but those that are `still`, are missing no more."""
    rows = await work.all(_FILLED, span_of(work, periode) | {"asn": asn_id, "still": list(still)})
    return [Day(**row._mapping) for row in rows]


async def missed_in(work: Work, periode: str) -> list[Day]:
    """The missed days of a month."""
    return [Day(**row._mapping) for row in await work.all(_STILL, span_of(work, periode))]


async def lock_missed(work: Work, asn_id: UUID, tanggal: date) -> Day | None:
    """A day that was missed once, locked."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "asn": asn_id, "tanggal": tanggal})
    return Day(**row._mapping) if row else None


async def keep_judged(work: Work, day: Day, finding: Finding, tanggapan: str, surat_tugas: str) -> None:
    """The finding on a missed day, what the person answered, and the order of their travel."""
    values = {
        "tenant": work.tenant, "asn": day.asn_id, "tanggal": day.tanggal, "sengaja": finding.sengaja,
        "alasan": finding.alasan, "penilai": finding.penilai_id, "sebagai": finding.sebagai,
        "cara": finding.cara_didengar, "pada": finding.didengar_pada, "dinas": finding.dinas_luar,
        "tanggapan": tanggapan, "surat": surat_tugas,
    }  # fmt: skip
    await work.run(_JUDGE, values)
