"""The organisation of a Pemda: its PD and the units in them, as a file brings them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from chassis.db import Work
from services.identity.domain.facts import unit_recorded
from services.identity.domain.unit import Unit

_UNITS = "SELECT kode, nama, induk, jenis, hari_kerja FROM opd WHERE tenant = :tenant"
_NAMED = f"{_UNITS} AND kode = ANY(CAST(:codes AS text[]))"
_KEEP = """
INSERT INTO opd AS o (tenant, kode, nama, induk, jenis, hari_kerja, version)
VALUES (:tenant, :kode, :nama, :induk, :jenis, :hari_kerja, 1)
ON CONFLICT (tenant, kode) DO UPDATE SET nama = EXCLUDED.nama, induk = EXCLUDED.induk, jenis = EXCLUDED.jenis,
    hari_kerja = EXCLUDED.hari_kerja, version = o.version + 1
WHERE (o.nama, o.induk, o.jenis, o.hari_kerja)
    IS DISTINCT FROM (EXCLUDED.nama, EXCLUDED.induk, EXCLUDED.jenis, EXCLUDED.hari_kerja)
RETURNING version
"""
_PEOPLE = """
SELECT asn_id FROM pegawai WHERE tenant = :tenant
  AND (unit = ANY(CAST(:units AS text[])) OR opd = ANY(CAST(:units AS text[])))
"""


async def all_units(work: Work) -> dict[str, Unit]:
    """The whole organisation by code."""
    return {row.kode: Unit(**row._mapping) for row in await work.all(_UNITS, {"tenant": work.tenant})}


async def units_named(work: Work, codes: Collection[str]) -> dict[str, Unit]:
    """The units of some codes, as far as they are known."""
    rows = await work.all(_NAMED, {"tenant": work.tenant, "codes": list(codes)})
    return {row.kode: Unit(**row._mapping) for row in rows}


async def keep_unit(work: Work, unit: Unit) -> bool:
    """Keep a unit, and tell it where it is new or different; whether it is."""
    fields = {name: getattr(unit, name) for name in Unit.__struct_fields__}
    row = await work.one(_KEEP, {"tenant": work.tenant, **fields})
    if row is not None:
        await work.record(unit_recorded(unit), row.version)
    return row is not None


async def people_of(work: Work, units: Collection[str]) -> list[UUID]:
    """The people whose post is in one of these PD or units."""
    return [row.asn_id for row in await work.all(_PEOPLE, {"tenant": work.tenant, "units": list(units)})]
