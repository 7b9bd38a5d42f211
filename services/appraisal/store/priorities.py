"""Final results of two years beside one another (KON P42)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

_PAIRS = """
SELECT a.asn_id, p.nama, p.opd, p.unit, b.predikat AS sebelumnya, a.predikat AS sekarang FROM appraisal a
JOIN appraisal b ON b.tenant = a.tenant AND b.asn_id = a.asn_id AND b.tahun = a.tahun - 1 AND b.state = 'final'
JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tahun = :tahun AND a.state = 'final'
    AND a.predikat = ANY(CAST(:wanted AS text[])) AND b.predikat = ANY(CAST(:wanted AS text[]))
ORDER BY p.opd, p.unit, p.nama, a.asn_id
"""


class Pair(Struct, frozen=True):
    """Somebody with the predikat of the year before and of the year."""

    asn_id: UUID
    nama: str
    opd: str
    unit: str
    sebelumnya: str
    sekarang: str


async def pairs(work: Work, tahun: int, wanted: Collection[str]) -> list[Pair]:
    """Everybody whose final results of a year and the one before both have one of these predikat."""
    rows = await work.all(_PAIRS, {"tenant": work.tenant, "tahun": tahun, "wanted": sorted(wanted)})
    return [Pair(**row._mapping) for row in rows]
