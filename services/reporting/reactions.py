"""What reporting does when others report facts: keep the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from chassis.db import Work
from contracts.activity import MonthMeasured
from contracts.appraisal import AppraisalFinalized
from contracts.event import Fact
from contracts.identity import OpdRecorded, PegawaiRecorded
from contracts.tpp import TppSlipIssued


def _upsert(table: str, keys: str, columns: str) -> str:
    names = [c.strip() for c in f"{keys}, {columns}".split(",")]
    sets = ", ".join(f"{c.strip()} = EXCLUDED.{c.strip()}" for c in columns.split(","))
    values = ", ".join(f":{n}" for n in names)
    return (
        f"INSERT INTO {table} (tenant, {', '.join(names)}) VALUES (:tenant, {values})"
        f" ON CONFLICT (tenant, {keys}) DO UPDATE SET {sets}"
    )


_OPD = _upsert("opd", "kode", "nama, induk")
_PEGAWAI = _upsert("pegawai", "asn_id", "opd, validated, peran")
_BULAN = _upsert("bulan", "asn_id, periode", "submitted, by_penilai, by_auto, rejected, pending")
_NILAI = _upsert("nilai", "asn_id, tahun", "nilai_kinerja, predikat")
_SLIP = _upsert("slip", "asn_id, periode", "status, total")


async def know_opd(work: Work, facts: Sequence[Fact[OpdRecorded]]) -> None:
    """Keep the names of the organisation."""
    rows = [{"kode": f.event.kode, "nama": f.event.nama, "induk": f.event.induk} for f in facts]
    await work.many(_OPD, [{"tenant": work.tenant, **row} for row in rows])


async def know_pegawai(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep who belongs where; no name."""
    rows = [
        {"asn_id": e.asn_id, "opd": e.opd, "validated": e.validated, "peran": list(e.peran)}
        for e in (fact.event for fact in facts)
    ]
    await work.many(_PEGAWAI, [{"tenant": work.tenant, **row} for row in rows])


async def count_month(work: Work, facts: Sequence[Fact[MonthMeasured]]) -> None:
    """Keep the counts of a closed month."""
    rows = [
        {
            "asn_id": e.asn_id, "periode": e.periode, "submitted": e.submitted, "by_penilai": e.approved_by_penilai,
            "by_auto": e.approved_auto, "rejected": e.rejected, "pending": e.pending,
        }
        for e in (fact.event for fact in facts)
    ]  # fmt: skip
    await work.many(_BULAN, [{"tenant": work.tenant, **row} for row in rows])


async def keep_result(work: Work, facts: Sequence[Fact[AppraisalFinalized]]) -> None:
    """Keep the final result of a year."""
    rows = [
        {
            "asn_id": e.asn_id, "tahun": e.tahun,
            "nilai_kinerja": None if e.nilai_kinerja is None else Decimal(e.nilai_kinerja),
            "predikat": e.predikat.value if e.predikat else None,
        }
        for e in (fact.event for fact in facts)
    ]  # fmt: skip
    await work.many(_NILAI, [{"tenant": work.tenant, **row} for row in rows])


async def keep_slip(work: Work, facts: Sequence[Fact[TppSlipIssued]]) -> None:
    """Keep what a slip comes to."""
    rows = [
        {"asn_id": e.asn_id, "periode": e.periode, "status": e.status, "total": e.total}
        for e in (fact.event for fact in facts)
    ]
    await work.many(_SLIP, [{"tenant": work.tenant, **row} for row in rows])
