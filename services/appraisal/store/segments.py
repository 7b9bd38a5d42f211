"""The segments of a year as appraisal knows them, and what they make of an appraisal that is open."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.db import Work
from services.appraisal.domain import segmen
from services.appraisal.domain.segmen import Segmen
from services.appraisal.policy import AppraisalPolicy

_OF_YEAR = """
SELECT skp_id, mulai, selesai, sebab, penilai_id, capaian, belum, measured_on, confirmed, is_kept, target, asn_id
FROM segmen WHERE tenant = :tenant AND asn_id = ANY(CAST(:ids AS uuid[])) AND tahun = :tahun ORDER BY mulai, selesai
"""


async def of_year(work: Work, ids: list[UUID], tahun: int) -> list[Any]:
    """The rows of some people's segments of a year, in their order."""
    return await work.all(_OF_YEAR, {"tenant": work.tenant, "ids": ids, "tahun": tahun})


def segmen_of(row: Any) -> Segmen:
    fields = dict(row._mapping)
    del fields["target"], fields["asn_id"]
    return Segmen(**fields | {"belum": tuple(row.belum)})


async def segments(work: Work, asn_id: UUID, tahun: int) -> list[Segmen]:
    """Somebody's segments of a year, laid out."""
    return segmen.laid_out(segmen_of(row) for row in await of_year(work, [asn_id], tahun))


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
    rows = await of_year(work, [asn_id], tahun)
    laid = segmen.laid_out(map(segmen_of, rows))
    if not laid:
        return
    known = {one.skp_id for one in laid}
    policy = work.packs.resolve(work.tenant, laid[-1].mulai).section("appraisal", AppraisalPolicy)
    target = "; ".join(r.target for r in rows if r.skp_id in known and r.target)
    await work.run(
        "UPDATE appraisal SET capaian = :capaian, target = coalesce(nullif(:target, ''), target)"
        " WHERE tenant = :tenant AND asn_id = :asn AND tahun = :tahun",
        key | {"capaian": segmen.value(laid, policy.segment_basis.value), "target": target},
    )
