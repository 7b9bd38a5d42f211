"""The years of the staffing data: reconciled with SIASN, closed; and which units reported theirs (KON P50)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

_FORGET = "DELETE FROM selisih WHERE tenant = :tenant AND tahun = :tahun"
_DIFFERENCE = """
INSERT INTO selisih (tenant, tahun, nip, jenis, rincian) VALUES (:tenant, :tahun, :nip, :jenis, :rincian)
"""
_RECONCILED = """
INSERT INTO tahun_data (tenant, tahun, reconciled_at, reconciled_by) VALUES (:tenant, :tahun, :now, :actor)
ON CONFLICT (tenant, tahun) DO UPDATE SET reconciled_at = EXCLUDED.reconciled_at, reconciled_by = EXCLUDED.reconciled_by
"""
_OPEN = """
SELECT nip, jenis, rincian FROM selisih WHERE tenant = :tenant AND tahun = :tahun AND jawaban IS NULL
ORDER BY jenis, nip
"""
_ANSWER = """
UPDATE selisih SET jawaban = :alasan, dijawab_oleh = :actor WHERE tenant = :tenant AND tahun = :tahun
  AND nip = :nip AND jawaban IS NULL RETURNING nip
"""
_CLOSE = "UPDATE tahun_data SET closed_at = :now, closed_by = :actor WHERE tenant = :tenant AND tahun = :tahun"
_LOCK = """
SELECT closed_at IS NOT NULL AS closed, reconciled_by, (SELECT count(*) FROM selisih s
    WHERE s.tenant = t.tenant AND s.tahun = t.tahun AND s.jawaban IS NULL) AS open
FROM tahun_data t WHERE tenant = :tenant AND tahun = :tahun FOR UPDATE
"""
_UNITS = """
WITH RECURSIVE pd AS (
    SELECT kode, kode AS opd FROM opd WHERE tenant = :tenant AND induk = ''
    UNION ALL SELECT o.kode, pd.opd FROM opd o JOIN pd ON pd.kode = o.induk WHERE o.tenant = :tenant)
SELECT pd.opd, pd.kode, l.opd IS NOT NULL AS lapor FROM pd
LEFT JOIN laporan_unit l ON l.tenant = :tenant AND l.opd = pd.kode AND l.tahun = :tahun ORDER BY pd.opd, pd.kode
"""
_REPORT = """
INSERT INTO laporan_unit AS l (tenant, tahun, opd, oleh, at, version) VALUES (:tenant, :tahun, :opd, :actor, :now, 1)
ON CONFLICT (tenant, tahun, opd) DO UPDATE SET oleh = EXCLUDED.oleh, at = EXCLUDED.at, version = l.version + 1
RETURNING version
"""


class Tahunan(Struct, frozen=True):
    """A year: whether it is closed, who reconciled it last, how many differences are open."""

    closed: bool
    reconciled_by: UUID
    open: int


class Selisih(Struct, frozen=True):
    """A difference with SIASN that nobody has answered. `rincian`: what differs, a JSON as text."""

    nip: str
    jenis: str
    rincian: str


class UnitLapor(Struct, frozen=True):
    """A unit of a PD, the PD itself counted as one, and whether it reported."""

    opd: str
    kode: str
    lapor: bool


async def lock_year(work: Work, tahun: int) -> Tahunan | None:
    """None: not yet reconciled."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "tahun": tahun})
    return Tahunan(**row._mapping) if row else None


async def keep_reconciled(work: Work, tahun: int, by: UUID, found: Iterable[Selisih]) -> None:
    """What a file differed in takes the place of what was open before."""
    key = {"tenant": work.tenant, "tahun": tahun}
    await work.run(_FORGET, key)
    rows = [key | {"nip": one.nip, "jenis": one.jenis, "rincian": one.rincian} for one in found]
    await work.many(_DIFFERENCE, rows)
    await work.run(_RECONCILED, key | {"now": work.now, "actor": by})


async def open_differences(work: Work, tahun: int) -> list[Selisih]:
    """Of a year, by kind and number."""
    return [Selisih(**row._mapping) for row in await work.all(_OPEN, {"tenant": work.tenant, "tahun": tahun})]


async def keep_answered(work: Work, tahun: int, nip: str, alasan: str, by: UUID) -> bool:
    """Whether a difference of this number was open."""
    values = {"tenant": work.tenant, "tahun": tahun, "nip": nip, "alasan": alasan, "actor": by}
    return await work.one(_ANSWER, values) is not None


async def keep_closed(work: Work, tahun: int, by: UUID) -> None:
    """The data of a year are closed now."""
    await work.run(_CLOSE, {"tenant": work.tenant, "tahun": tahun, "now": work.now, "actor": by})


async def keep_report(work: Work, tahun: int, opd: str, by: UUID) -> int:
    """A PD or unit has reported; the version of that fact."""
    values = {"tenant": work.tenant, "tahun": tahun, "opd": opd, "actor": by, "now": work.now}
    (row,) = await work.all(_REPORT, values)
    return int(row.version)


async def units_of_year(work: Work, tahun: int) -> list[UnitLapor]:
    """Every unit by PD, and whether it reported for a year."""
    return [UnitLapor(**row._mapping) for row in await work.all(_UNITS, {"tenant": work.tenant, "tahun": tahun})]
