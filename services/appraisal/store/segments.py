"""The segments of a year as appraisal knows them, and what they make of an appraisal that is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.engine import Row

from chassis.db import Work
from contracts.skp import RealisasiMeasured, SkpClosed, SkpSet
from services.appraisal.domain import segmen
from services.appraisal.domain.segmen import Segmen
from services.appraisal.policy import AppraisalPolicy

_OF_YEAR = """
SELECT skp_id, mulai, selesai, sebab, penilai_id, capaian, belum, measured_on, confirmed, is_kept, target, asn_id
FROM segmen WHERE tenant = :tenant AND asn_id = ANY(CAST(:ids AS uuid[])) AND tahun = :tahun ORDER BY mulai, selesai
"""
_BEGUN = """
INSERT INTO segmen AS s (tenant, skp_id, asn_id, tahun, mulai, selesai, penilai_id, target)
VALUES (:tenant, :skp_id, :asn_id, :tahun, :mulai, :selesai, :penilai, :target)
ON CONFLICT (tenant, skp_id) DO UPDATE SET mulai = EXCLUDED.mulai, target = EXCLUDED.target,
    selesai = CASE WHEN s.sebab = '' THEN EXCLUDED.selesai ELSE s.selesai END
"""
_ENDED = """
INSERT INTO segmen (tenant, skp_id, asn_id, tahun, mulai, selesai, sebab, penilai_id)
VALUES (:tenant, :skp_id, :asn_id, :tahun, :mulai, :selesai, :sebab, :penilai)
ON CONFLICT (tenant, skp_id) DO UPDATE SET selesai = EXCLUDED.selesai, sebab = EXCLUDED.sebab,
    penilai_id = EXCLUDED.penilai_id RETURNING tahun
"""
# told before segments were: what it is of is known from its setting
_ENDED_KNOWN = """
UPDATE segmen SET selesai = :selesai, sebab = :sebab WHERE tenant = :tenant AND skp_id = :skp_id RETURNING tahun
"""
_MEASURED = """
INSERT INTO segmen (tenant, skp_id, asn_id, tahun, mulai, selesai, capaian, belum, measured_on)
VALUES (:tenant, :skp_id, :asn_id, :tahun, :mulai, :selesai, :capaian, :belum, :on)
ON CONFLICT (tenant, skp_id) DO UPDATE SET capaian = EXCLUDED.capaian, belum = EXCLUDED.belum,
    measured_on = CASE WHEN :retold THEN coalesce(segmen.measured_on, EXCLUDED.measured_on)
        ELSE EXCLUDED.measured_on END,
    confirmed = :retold AND segmen.confirmed AND segmen.capaian = EXCLUDED.capaian
"""


async def of_year(work: Work, ids: Sequence[UUID], tahun: int) -> dict[UUID, list[Segmen]]:
    """Some people's segments of a year, laid out, by person."""
    known: dict[UUID, list[Segmen]] = {}
    for row in await work.all(_OF_YEAR, {"tenant": work.tenant, "ids": list(ids), "tahun": tahun}):
        known.setdefault(row.asn_id, []).append(_segmen(row))
    return {asn_id: segmen.laid_out(found) for asn_id, found in known.items()}


def _segmen(row: Row[Any]) -> Segmen:
    fields = {name: row._mapping[name] for name in Segmen.__struct_fields__}
    return Segmen(**fields | {"belum": tuple(row.belum)})


async def segments(work: Work, asn_id: UUID, tahun: int) -> list[Segmen]:
    """Somebody's segments of a year, laid out."""
    return (await of_year(work, [asn_id], tahun)).get(asn_id, [])


async def begin_segment(work: Work, event: SkpSet, target: str) -> None:
    """An SKP is set: from its first to its last day it is a segment."""
    values = {
        "tenant": work.tenant, "skp_id": event.skp_id, "asn_id": event.asn_id, "tahun": event.tahun,
        "mulai": event.mulai, "selesai": event.selesai, "penilai": event.penilai_id, "target": target,
    }  # fmt: skip
    await work.run(_BEGUN, values)


async def end_segment(work: Work, event: SkpClosed) -> int | None:
    """An SKP has ended; its year, None where it is not known."""
    values = {
        "tenant": work.tenant, "skp_id": event.skp_id, "asn_id": event.asn_id, "tahun": event.tahun,
        "mulai": event.mulai, "selesai": event.selesai, "sebab": event.sebab, "penilai": event.penilai_id,
    }  # fmt: skip
    row = await work.one(_ENDED if event.tahun and event.mulai else _ENDED_KNOWN, values)
    return int(row.tahun) if row else None


async def measure_segment(work: Work, event: RealisasiMeasured, *, retold: bool) -> None:
    """What the owner measured is of one segment; measuring opens again what was closed."""
    values = {
        "tenant": work.tenant, "skp_id": event.skp_id, "asn_id": event.asn_id, "tahun": event.tahun,
        "mulai": event.mulai or date(event.tahun, 1, 1), "selesai": event.selesai or date(event.tahun, 12, 31),
        "capaian": Decimal(event.capaian), "belum": list(event.belum), "on": event.measured_on, "retold": retold,
    }  # fmt: skip
    await work.run(_MEASURED, values)


async def confirm_segment(work: Work, skp_id: UUID) -> None:
    """Its own penilai has closed a segment."""
    await work.run(
        "UPDATE segmen SET confirmed = true WHERE tenant = :tenant AND skp_id = :skp",
        {"tenant": work.tenant, "skp": skp_id},
    )


async def refresh(work: Work, asn_id: UUID, tahun: int) -> None:
    """An appraisal that is open says what its segments say now; a signed one stays as it is (KON P25(1), P26)."""
    key = {"tenant": work.tenant, "asn": asn_id, "tahun": tahun}
    row = await work.one(
        "SELECT appraisal_id, pack FROM appraisal WHERE tenant = :tenant AND asn_id = :asn AND tahun = :tahun"
        " AND state = 'opened' FOR UPDATE",
        key,
    )
    if row is None:
        return
    rows = await work.all(_OF_YEAR, {"tenant": work.tenant, "ids": [asn_id], "tahun": tahun})
    laid = segmen.laid_out(map(_segmen, rows))
    if not laid:
        return
    known = {one.skp_id for one in laid}
    policy = work.packs.resolve_plan(work.tenant, laid[-1].mulai).section("appraisal", AppraisalPolicy)
    target = "; ".join(r.target for r in rows if r.skp_id in known and r.target)
    await work.run(
        "UPDATE appraisal SET capaian = :capaian, target = coalesce(nullif(:target, ''), target)"
        " WHERE tenant = :tenant AND asn_id = :asn AND tahun = :tahun",
        key | {"capaian": segmen.value(laid, policy.segment_basis.value), "target": target},
    )
