"""Reports of a year as rows, and who has not reported (KON P40)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.engine import Row

from chassis.db import Work
from contracts.refusal import Refusal
from services.appraisal.domain import laporan as domain
from services.appraisal.domain.laporan import Baris, Known, Laporan
from services.appraisal.store import tables

_COLUMNS = """
l.laporan_id, l.tahun, l.penilai_id, l.nomor, l.baris::text AS baris, l.submitted_at, l.late, l.pemegang_id,
l.arrived_at, l.version
"""
_KNOWN = """
SELECT a.appraisal_id, a.asn_id, p.nama, a.state = 'final' AS final, a.nilai_kinerja::text AS nilai, a.predikat,
    a.reported_in IS NOT NULL AS reported
FROM appraisal a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tahun = :tahun
    AND (p.atasan_id = :actor OR (:bupati AND p.atasan_id IS NULL AND NOT p.kosong))
ORDER BY p.nama, a.asn_id FOR UPDATE OF a
"""
_NUMBER = """
SELECT coalesce(max(nomor), 0) + 1 AS nomor FROM laporan
WHERE tenant = :tenant AND tahun = :tahun AND penilai_id = :penilai
"""
_REPORTED = """
UPDATE appraisal SET reported_in = :id WHERE tenant = :tenant AND appraisal_id = ANY(CAST(:ids AS uuid[]))
"""
_FIND = f"SELECT {_COLUMNS} FROM laporan l WHERE l.tenant = :tenant AND l.laporan_id = :id"
_LOCK = f"{_FIND} FOR UPDATE"
_MOVE = """
UPDATE laporan SET pemegang_id = :pemegang_id, arrived_at = :arrived_at, version = :version
WHERE tenant = :tenant AND laporan_id = :laporan_id
"""
_SEEN = f"""
SELECT {_COLUMNS}, p.nama AS nama_penilai FROM laporan l
LEFT JOIN pegawai p ON p.tenant = l.tenant AND p.asn_id = l.penilai_id
WHERE l.tenant = :tenant AND l.tahun = :tahun
    AND (:actor IN (l.penilai_id, l.pemegang_id) OR (:everybody AND l.arrived_at IS NOT NULL))
ORDER BY l.submitted_at LIMIT 2000
"""
_MISSING = """
SELECT p.atasan_id AS penilai_id, coalesce(s.nama, '') AS nama, count(*) FILTER (WHERE a.state = 'final') AS final,
    count(*) FILTER (WHERE a.state <> 'final') AS pending
FROM appraisal a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
LEFT JOIN pegawai s ON s.tenant = p.tenant AND s.asn_id = p.atasan_id
WHERE a.tenant = :tenant AND a.tahun = :tahun AND a.reported_in IS NULL AND NOT p.kosong
GROUP BY p.atasan_id, s.nama ORDER BY s.nama, p.atasan_id LIMIT 2000
"""
_LINES = msgspec.json.Decoder(tuple[Baris, ...]).decode


class Missing(msgspec.Struct, frozen=True):
    """A penilai with results of a year that are in no report; None: the Bupati."""

    penilai_id: UUID | None
    nama: str
    final: int
    pending: int


def _laporan(row: Row[Any]) -> Laporan:
    fields = {name: row._mapping[name] for name in Laporan.__struct_fields__}
    return Laporan(**fields | {"baris": _LINES(row.baris)})


async def to_report(work: Work, penilai: UUID, tahun: int, *, bupati: bool) -> list[Known]:
    """The appraisals of a penilai's people, locked, by name."""
    values = {"tenant": work.tenant, "actor": penilai, "tahun": tahun, "bupati": bupati}
    return [Known(**row._mapping) for row in await work.all(_KNOWN, values)]


async def next_number(work: Work, penilai: UUID, tahun: int) -> int:
    """1 for the first report of a penilai on a year, then its supplements."""
    row = await work.one(_NUMBER, {"tenant": work.tenant, "penilai": penilai, "tahun": tahun})
    assert row is not None
    return int(row.nomor)


async def keep_report(work: Work, one: Laporan) -> None:
    """Keep a new report, and that its results are reported."""
    values = msgspec.structs.asdict(one) | {"tenant": work.tenant, "baris": msgspec.to_builtins(one.baris)}
    await work.run(insert(tables.laporan).values(**values))
    ids = [line.appraisal_id for line in one.baris if not line.pending]
    await work.run(_REPORTED, {"tenant": work.tenant, "id": one.laporan_id, "ids": ids})


async def find_report(work: Work, laporan_id: UUID, *, lock: bool = False) -> Laporan:
    """A report; Refusal 404 when it is not there."""
    row = await work.one(_LOCK if lock else _FIND, {"tenant": work.tenant, "id": laporan_id})
    if row is None:
        raise Refusal(domain.NO_REPORT)
    return _laporan(row)


async def move_report(work: Work, one: Laporan) -> None:
    """Write with whom a locked report is now."""
    names = ("laporan_id", "pemegang_id", "arrived_at", "version")
    await work.run(_MOVE, {"tenant": work.tenant, **{name: getattr(one, name) for name in names}})


async def reports_seen(work: Work, actor: UUID, tahun: int, *, everybody: bool) -> list[tuple[Laporan, str]]:
    """Reports of a year: one's own, those that wait for one, and for some all that have arrived; with their penilai."""
    values = {"tenant": work.tenant, "tahun": tahun, "actor": actor, "everybody": everybody}
    return [(_laporan(row), row.nama_penilai or "") for row in await work.all(_SEEN, values)]


async def not_reported(work: Work, tahun: int) -> list[Missing]:
    """Every penilai who has results of a year in no report."""
    return [Missing(**row._mapping) for row in await work.all(_MISSING, {"tenant": work.tenant, "tahun": tahun})]
