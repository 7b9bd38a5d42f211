"""The reference lists of a PD (KUAN P16(a))."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import structs

from chassis.db import Work
from chassis.retelling import AFTER_UUID
from services.activity.references.rules import Reference

_TAKEN = """
SELECT 1 FROM rujukan WHERE tenant = :tenant AND opd = :opd AND kode = :kode AND rujukan_id <> :id LIMIT 1
"""
_NEW = """
INSERT INTO rujukan (tenant, rujukan_id, opd, nama, satuan, aktif, jabatan, mulai, selesai, kode, version)
VALUES (:tenant, :id, :opd, :nama, :satuan, :aktif, :jabatan, :mulai, :selesai, :kode, 1) RETURNING version
"""
_CHANGE = """
UPDATE rujukan SET nama = :nama, satuan = :satuan, aktif = :aktif, mulai = :mulai, selesai = :selesai,
    kode = :kode, version = version + 1
WHERE tenant = :tenant AND rujukan_id = :id AND opd = :opd AND jabatan IS NOT DISTINCT FROM CAST(:jabatan AS text)
RETURNING version
"""
_LISTED = """
SELECT rujukan_id, nama, satuan, aktif, jabatan, mulai, selesai, kode FROM rujukan
WHERE tenant = :tenant AND opd = :opd ORDER BY nama
"""
RETOLD = f"""
SELECT rujukan_id::text AS place, rujukan_id, opd, nama, satuan, aktif, jabatan, mulai, selesai, kode, version
FROM rujukan WHERE tenant = :tenant AND rujukan_id > {AFTER_UUID} ORDER BY rujukan_id LIMIT :most FOR UPDATE
"""


async def is_taken(work: Work, opd: str, kode: str, rujukan_id: UUID) -> bool:
    """Whether another item of the PD has a code."""
    values = {"tenant": work.tenant, "opd": opd, "kode": kode, "id": rujukan_id}
    return await work.one(_TAKEN, values) is not None


async def keep(work: Work, opd: str, item: Reference, *, new: bool) -> int | None:
    """An item of a PD as it is now; its version, None where the PD has none of that id and post."""
    values = {"tenant": work.tenant, "id": item.rujukan_id, "opd": opd, **structs.asdict(item)}
    row = await work.one(_NEW if new else _CHANGE, values)
    return row.version if row else None


async def of_opd(work: Work, opd: str) -> list[Reference]:
    """The list of a PD, by name."""
    return [Reference(**row._mapping) for row in await work.all(_LISTED, {"tenant": work.tenant, "opd": opd})]


def read(row: Any) -> tuple[Reference, str, int]:
    """A row for retelling: the item, its PD, its version."""
    return Reference(*(getattr(row, name) for name in Reference.__struct_fields__)), row.opd, row.version
