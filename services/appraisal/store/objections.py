"""Objections as rows, and the files that were frozen with them (KON P48)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import insert, update
from sqlalchemy.engine import Row

from chassis.db import Work
from contracts.refusal import Refusal
from services.appraisal.domain import keberatan as domain
from services.appraisal.domain.keberatan import Keberatan
from services.appraisal.store import tables

_COLUMNS = """
k.keberatan_id, k.appraisal_id, k.asn_id, k.tahun, k.penilai_id, k.alasan, k.bukti, k.filed_at, k.manifest_sha256,
k.decide_by, k.state, k.diminta::text AS diminta, k.penjelasan::text AS penjelasan, k.answer_until, k.hasil,
k.pertimbangan, k.decided_by, k.decided_at, k.version
"""
_FIND = f"SELECT {_COLUMNS} FROM keberatan k WHERE k.tenant = :tenant AND k.keberatan_id = :id"
_OF = "SELECT keberatan_id FROM keberatan WHERE tenant = :tenant AND appraisal_id = :id"
# Of the open ones: where somebody is a party, where the line above the penilai names them, and where that line is not
# known to its end (a vacant post) or ends with the Bupati; who decides of these is looked up one by one.
_OPEN = f"""
WITH RECURSIVE open_one AS MATERIALIZED (
    SELECT {_COLUMNS} FROM keberatan k WHERE k.tenant = :tenant AND k.tahun = :tahun AND k.state = 'filed'
), line AS (
    SELECT o.keberatan_id, p.atasan_id, p.kosong, 1 AS step FROM open_one o
    JOIN pegawai p ON p.tenant = :tenant AND p.asn_id = o.penilai_id
    UNION ALL
    SELECT l.keberatan_id, p.atasan_id, p.kosong, l.step + 1 FROM line l
    JOIN pegawai p ON p.tenant = :tenant AND p.asn_id = l.atasan_id WHERE l.step < 12
)
SELECT o.*, coalesce(p.nama, '') AS nama FROM open_one o
LEFT JOIN pegawai p ON p.tenant = :tenant AND p.asn_id = o.asn_id
WHERE :actor IN (o.asn_id, o.penilai_id) OR :bupati OR EXISTS (
    SELECT FROM line l WHERE l.keberatan_id = o.keberatan_id AND (l.atasan_id = :actor OR l.kosong))
ORDER BY o.decide_by, o.keberatan_id LIMIT 500
"""
_BULAN = """
SELECT periode, by_penilai, by_auto, rejected FROM bulan
WHERE tenant = :tenant AND asn_id = :asn AND periode LIKE :year ORDER BY periode
"""
_FILES = "SELECT nama, isi FROM berkas_keberatan WHERE tenant = :tenant AND keberatan_id = :id ORDER BY nama"
_MOMENTS = msgspec.json.Decoder(dict[str, datetime]).decode
_TEXTS = msgspec.json.Decoder(dict[str, str]).decode


class Bulan(msgspec.Struct, frozen=True):
    """How many activities of a month the penilai verified, the system approved, and were withheld."""

    periode: str
    by_penilai: int
    by_auto: int
    rejected: int


def _keberatan(row: Row[Any]) -> Keberatan:
    fields = {name: row._mapping[name] for name in Keberatan.__struct_fields__}
    fields |= {"bukti": tuple(row.bukti), "diminta": _MOMENTS(row.diminta), "penjelasan": _TEXTS(row.penjelasan)}
    return Keberatan(**fields)


def _values(work: Work, one: Keberatan) -> dict[str, Any]:
    values = msgspec.structs.asdict(one) | {"tenant": work.tenant, "bukti": list(one.bukti)}
    return values | {name: msgspec.to_builtins(values[name]) for name in ("diminta", "penjelasan")}


async def objection_of(work: Work, appraisal_id: UUID) -> UUID | None:
    """The objection to an appraisal, whose row the caller has locked."""
    row = await work.one(_OF, {"tenant": work.tenant, "id": appraisal_id})
    return row.keberatan_id if row else None


async def file_objection(work: Work, one: Keberatan, files: Mapping[str, bytes]) -> None:
    """Keep a new one with its frozen files."""
    await work.run(insert(tables.keberatan).values(**_values(work, one)))
    rows = [
        {"tenant": work.tenant, "keberatan_id": one.keberatan_id, "nama": name, "isi": content}
        for name, content in files.items()
    ]
    await work.run(insert(tables.berkas_keberatan).values(rows))


async def find_objection(work: Work, keberatan_id: UUID, *, lock: bool = False) -> Keberatan:
    """An objection; Refusal 404 when it is not there."""
    row = await work.one(_FIND + (" FOR UPDATE" if lock else ""), {"tenant": work.tenant, "id": keberatan_id})
    if row is None:
        raise Refusal(domain.NO_OBJECTION)
    return _keberatan(row)


async def keep_objection(work: Work, one: Keberatan) -> None:
    """Write an objection that the caller has locked."""
    which = (tables.keberatan.c.tenant == work.tenant) & (tables.keberatan.c.keberatan_id == one.keberatan_id)
    await work.run(update(tables.keberatan).where(which).values(**_values(work, one)))


async def open_objections(work: Work, tahun: int, actor: UUID, *, bupati: bool) -> list[tuple[Keberatan, str]]:
    """Those of a year that wait for a decision and may ask something of somebody, with the name of the appraised."""
    values = {"tenant": work.tenant, "tahun": tahun, "actor": actor, "bupati": bupati}
    return [(_keberatan(row), row.nama) for row in await work.all(_OPEN, values)]


async def months_of(work: Work, asn_id: UUID, tahun: int) -> list[Bulan]:
    """The measured months of a year, in order."""
    rows = await work.all(_BULAN, {"tenant": work.tenant, "asn": asn_id, "year": f"{tahun}-%"})
    return [Bulan(**row._mapping) for row in rows]


async def files_of(work: Work, keberatan_id: UUID) -> dict[str, bytes]:
    """The files that were frozen with an objection, by name."""
    rows = await work.all(_FILES, {"tenant": work.tenant, "id": keberatan_id})
    return {row.nama: bytes(row.isi) for row in rows}
