"""What reporting keeps of the facts of others: one statement a batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work, json_of


def _upsert(table: str, keys: str, columns: str) -> str:
    names = [c.strip() for c in f"{keys}, {columns}".split(",")]
    sets = ", ".join(f"{c.strip()} = EXCLUDED.{c.strip()}" for c in columns.split(","))
    values = ", ".join(f":{n}" for n in names)
    return (
        f"INSERT INTO {table} (tenant, {', '.join(names)}) VALUES (:tenant, {values})"
        f" ON CONFLICT (tenant, {keys}) DO UPDATE SET {sets}"
    )


_OPD = _upsert("opd", "kode", "nama, induk")
_BULAN = _upsert("bulan", "asn_id, periode", "submitted, by_penilai, by_auto, rejected, pending")
_NILAI = _upsert("nilai", "asn_id, tahun", "nilai_kinerja, predikat")
_SLIP = _upsert("slip", "asn_id, periode", "status, total")
_BERJALAN = """
INSERT INTO bulan_berjalan AS b (tenant, asn_id, periode, submitted, by_penilai, by_auto, rejected)
SELECT :tenant, * FROM json_to_recordset(CAST(:months AS json))
    AS m (asn_id uuid, periode text, submitted int, by_penilai int, by_auto int, rejected int)
ON CONFLICT (tenant, asn_id, periode) DO UPDATE SET submitted = b.submitted + EXCLUDED.submitted,
    by_penilai = b.by_penilai + EXCLUDED.by_penilai, by_auto = b.by_auto + EXCLUDED.by_auto,
    rejected = b.rejected + EXCLUDED.rejected
"""


class Moved(Struct, frozen=True):
    """By how much the counts of a person's month change."""

    asn_id: UUID
    periode: str
    submitted: int
    by_penilai: int
    by_auto: int
    rejected: int


async def keep_units(work: Work, rows: Sequence[dict[str, Any]]) -> None:
    """`kode`, `nama`, `induk`."""
    await _keep(work, _OPD, rows)


async def keep_months(work: Work, rows: Sequence[dict[str, Any]]) -> None:
    """`asn_id`, `periode`, and the counts of a closed month."""
    await _keep(work, _BULAN, rows)


async def keep_results(work: Work, rows: Sequence[dict[str, Any]]) -> None:
    """`asn_id`, `tahun`, `nilai_kinerja`, `predikat`."""
    await _keep(work, _NILAI, rows)


async def keep_slips(work: Work, rows: Sequence[dict[str, Any]]) -> None:
    """`asn_id`, `periode`, `status`, `total`."""
    await _keep(work, _SLIP, rows)


async def add_to_months(work: Work, moved: Sequence[Moved]) -> None:
    """Add to the months in progress; in one order for all, so that two lanes never wait for each other."""
    await work.run(_BERJALAN, {"tenant": work.tenant, "months": json_of(moved)})


async def _keep(work: Work, statement: str, rows: Sequence[dict[str, Any]]) -> None:
    await work.many(statement, [{"tenant": work.tenant, **row} for row in rows])
