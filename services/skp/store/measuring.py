"""How far an SKP is measured: what came of it, what that makes, and what of it is still to be measured."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from services.skp.domain import masa as periods
from services.skp.domain import segmen
from services.skp.domain.content import Content
from services.skp.domain.masa import Masa
from services.skp.domain.measure import mean_capaian
from services.skp.domain.skp import Segment
from services.skp.domain.target import Ukuran, ukuran_of
from services.skp.policy import SkpPolicy
from services.skp.store.rows import realised

_MEASURED = "SELECT masa FROM pengukuran WHERE tenant = :tenant AND skp_id = :skp"
_WRITE = """
INSERT INTO realisasi (tenant, skp_id, masa, butir_id, jumlah, bukti, measured_at)
VALUES (:tenant, :skp, :masa, :butir, :jumlah, :bukti, :now) ON CONFLICT (tenant, skp_id, masa, butir_id)
DO UPDATE SET jumlah = EXCLUDED.jumlah, bukti = EXCLUDED.bukti, measured_at = EXCLUDED.measured_at
"""
_DONE = """
INSERT INTO pengukuran (tenant, skp_id, masa, capaian, measured_at) VALUES (:tenant, :skp, :masa, :capaian, :now)
ON CONFLICT (tenant, skp_id, masa) DO UPDATE SET capaian = EXCLUDED.capaian, measured_at = EXCLUDED.measured_at
"""
_UNCONFIRM = "UPDATE skp SET confirmed_by = NULL, confirmed_at = NULL WHERE tenant = :tenant AND skp_id = :skp"


class Standing(Struct, frozen=True):
    """`total`: realisation with evidence; `capaian` in per cent, unrounded; `measured`: masa; `missing`: of a segment
    that has ended, the masa still to be measured."""

    total: dict[UUID, int]
    capaian: Decimal
    measured: frozenset[str]
    missing: tuple[str, ...]


def masa_of(row: Segment, policy: SkpPolicy) -> tuple[Masa, ...]:
    """The masa that an SKP takes part in, cut where it begins and ends."""
    return periods.within(periods.masa_of(row.tahun, policy.measure_periods.value), row.mulai, row.selesai)


def outside_of(row: Segment, policy: SkpPolicy) -> dict[str, Masa]:
    """The masa of its year that an SKP takes no part in, by their names.

    What was measured in one before it was known that the SKP had ended stays on record and counts for nothing of it.
    """
    inside = {m.nama for m in masa_of(row, policy)}
    whole = periods.masa_of(row.tahun, policy.measure_periods.value)
    return {m.nama: m for m in whole if m.nama not in inside}


def against(row: Segment, isi: Content, policy: SkpPolicy) -> dict[UUID, Ukuran]:
    """What each butir of an SKP is measured against; of a segment that has ended, its part."""
    ukuran = {b.butir_id: (ukuran_of(b.target), b.bulanan) for b in isi.butir if b.butir_id}
    return segmen.parts(ukuran, row.mulai, row.selesai, policy.segment_target.value)


async def standing(work: Work, row: Segment, isi: Content, policy: SkpPolicy, also: str = "") -> Standing:
    """How far an SKP is; `also`: a masa that is being measured now."""
    ukuran = against(row, isi, policy)
    carried = {butir for butir, one in ukuran.items() if not one.adds_up}
    given = await realised(work, row.skp_id)
    outside = outside_of(row, policy)
    total = periods.year_total([one for one in given if one[0] not in outside], row.tahun, carried=carried)
    capaian = mean_capaian([(total.get(b), one) for b, one in ukuran.items()], policy.capaian_max.value)
    rows = await work.all(_MEASURED, {"tenant": work.tenant, "skp": row.skp_id})
    done = frozenset({r.masa for r in rows} | ({also} if also else set()))
    missing = periods.missing(masa_of(row, policy), done, row.tahun) if row.state == "closed" else ()
    return Standing(total, capaian, done, missing)


async def keep_realisation(work: Work, skp_id: UUID, masa: str, given: Iterable[dict[str, Any]]) -> None:
    """What came of some butir in a masa (each: butir, jumlah, bukti); the later word holds."""
    base = {"tenant": work.tenant, "skp": skp_id, "masa": masa, "now": work.now}
    await work.many(_WRITE, [base | each for each in given])


async def keep_measured(work: Work, skp_id: UUID, masa: str, capaian: Decimal) -> None:
    """A masa is measured; what the penilai had closed waits for them again."""
    base = {"tenant": work.tenant, "skp": skp_id}
    await work.run(_DONE, base | {"masa": masa, "capaian": capaian, "now": work.now})
    await work.run(_UNCONFIRM, base)
