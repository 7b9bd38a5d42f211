"""Results beside one another: the distribution of units and the ranking (KON P31(8), P41)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Row

from chassis.db import Work
from contracts.vocabulary import Predikat
from services.appraisal.domain.peringkat import Peringkat, Tempat
from services.appraisal.domain.ranking import Result
from services.appraisal.store import tables

# who is exempt from an SKP is no part of the population (B23)
_UNITS = """
SELECT p.opd, p.unit, a.predikat, r.alasan FROM pegawai p
LEFT JOIN appraisal a ON a.tenant = p.tenant AND a.asn_id = p.asn_id AND a.tahun = :tahun
LEFT JOIN alasan_distribusi r ON r.tenant = p.tenant AND r.tahun = :tahun AND r.unit = p.unit
WHERE p.tenant = :tenant AND p.status <> ALL(CAST(:exempt AS text[])) AND (:everybody OR p.opd = :opd)
ORDER BY p.opd, p.unit
"""
_REASON = """
INSERT INTO alasan_distribusi (tenant, tahun, unit, alasan, oleh, pada)
VALUES (:tenant, :tahun, :unit, :alasan, :oleh, :now)
ON CONFLICT (tenant, tahun, unit) DO UPDATE SET alasan = EXCLUDED.alasan, oleh = EXCLUDED.oleh, pada = EXCLUDED.pada
"""
_HAS_UNIT = "SELECT EXISTS (SELECT FROM pegawai WHERE tenant = :tenant AND opd = :opd AND unit = :unit) AS known"
_RESULTS = """
SELECT a.asn_id, p.nama, p.opd, p.unit, a.predikat, a.nilai_kinerja AS nilai FROM appraisal a
JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tahun = :tahun AND a.state = 'final' AND a.nilai_kinerja IS NOT NULL
"""
_RANKED = """
SELECT peringkat_id, tahun, state, urutan::text AS urutan, proposed_by, proposed_at, set_by, set_at, keputusan, version
FROM peringkat WHERE tenant = :tenant AND tahun = :tahun
"""
_LOCK_RANKED = f"{_RANKED} FOR UPDATE"
_PLACES = msgspec.json.Decoder(tuple[Tempat, ...]).decode


class Seat(msgspec.Struct, frozen=True):
    """A person of a unit: their predikat, None while nothing is signed; the unit's reason where it gave one."""

    opd: str
    unit: str
    predikat: str | None
    alasan: str | None


async def seats(work: Work, tahun: int, *, exempt: Collection[str], opd: str | None, everybody: bool) -> list[Seat]:
    """Everybody of the units of a PD, or of all, by unit."""
    values = {
        "tenant": work.tenant, "tahun": tahun, "exempt": sorted(exempt), "opd": opd or "", "everybody": everybody,
    }  # fmt: skip
    return [Seat(**row._mapping) for row in await work.all(_UNITS, values)]


async def has_unit(work: Work, opd: str, unit: str) -> bool:
    """Whether somebody serves in a unit of a PD."""
    row = await work.one(_HAS_UNIT, {"tenant": work.tenant, "opd": opd, "unit": unit})
    return row is not None and bool(row.known)


async def keep_reason(work: Work, tahun: int, unit: str, alasan: str, oleh: UUID) -> None:
    """Keep why a unit's distribution lies outside the bands; the last reason holds."""
    values = {"tenant": work.tenant, "tahun": tahun, "unit": unit, "alasan": alasan, "oleh": oleh, "now": work.now}
    await work.run(_REASON, values)


async def final_results(work: Work, tahun: int) -> list[Result]:
    """Every final result of a year that has a number."""
    rows = await work.all(_RESULTS, {"tenant": work.tenant, "tahun": tahun})
    return [Result(**{**row._mapping, "predikat": Predikat(row.predikat)}) for row in rows]


async def find_ranking(work: Work, tahun: int, *, lock: bool = False) -> Peringkat | None:
    """The ranking of a year."""
    row = await work.one(_LOCK_RANKED if lock else _RANKED, {"tenant": work.tenant, "tahun": tahun})
    return _peringkat(row) if row else None


def _peringkat(row: Row[Any]) -> Peringkat:
    fields = {name: row._mapping[name] for name in Peringkat.__struct_fields__}
    return Peringkat(**fields | {"urutan": _PLACES(row.urutan)})


async def keep_ranking(work: Work, one: Peringkat) -> bool:
    """Write a ranking, new (version 1) or locked; False where somebody else wrote the first one meanwhile."""
    values = msgspec.structs.asdict(one) | {"urutan": msgspec.to_builtins(one.urutan)}
    if one.version == 1:
        fresh = insert(tables.peringkat).values(tenant=work.tenant, **values).on_conflict_do_nothing()
        return await work.one(fresh.returning(tables.peringkat.c.peringkat_id)) is not None
    which = (tables.peringkat.c.tenant == work.tenant) & (tables.peringkat.c.peringkat_id == one.peringkat_id)
    await work.run(update(tables.peringkat).where(which).values(**values))
    return True
