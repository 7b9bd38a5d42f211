"""What is kept of plans that bind or bound, for telling it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.db import Work
from chassis.retelling import AFTER_UUID
from services.skp.domain.content import Butir, Content
from services.skp.store.rows import content_of

PLANS = f"""
SELECT skp_id::text AS place, skp_id FROM skp
WHERE tenant = :tenant AND skp_id > {AFTER_UUID} AND set_at IS NOT NULL ORDER BY skp_id LIMIT :most FOR UPDATE
"""
_STATE = """
SELECT s.skp_id, s.asn_id, s.tahun, s.mulai, s.selesai, s.state, s.content::text AS content, s.version, s.late,
    s.set_at, s.karena_gangguan, coalesce(nullif(s.closed_sebab, ''), s.sebab) AS ended_by, s.closed_penilai_id,
    s.confirmed_by, s.closed_sebagai, s.set_by, s.set_sebagai, s.atas_nama, s.ditetapkan_pada, p.atasan_id
FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.skp_id = ANY(:ids) ORDER BY s.skp_id
"""
_ADDENDA = """
SELECT skp_id, butir::text AS butir, agreed_at FROM addendum
WHERE tenant = :tenant AND skp_id = ANY(:ids) AND agreed_at IS NOT NULL ORDER BY agreed_at, addendum_id
"""
_MEASURED = """
SELECT DISTINCT ON (skp_id) skp_id, masa, measured_at FROM pengukuran
WHERE tenant = :tenant AND skp_id = ANY(:ids) ORDER BY skp_id, measured_at DESC, masa DESC
"""


class Bound(Struct, frozen=True, kw_only=True):
    """A plan that binds or bound, with its owner's present penilai. `ended_by`: why, once it has ended."""

    skp_id: UUID
    asn_id: UUID
    tahun: int
    mulai: date
    selesai: date
    state: str
    isi: Content
    version: int
    late: bool
    set_at: datetime
    karena_gangguan: bool
    ended_by: str
    closed_penilai_id: UUID | None
    closed_sebagai: str
    confirmed_by: UUID | None
    set_by: UUID | None
    set_sebagai: str
    atas_nama: UUID | None
    ditetapkan_pada: date | None
    atasan_id: UUID | None


class Joined(Struct, frozen=True):
    """A tugas tambahan that joined a plan later."""

    butir: Butir
    agreed_at: datetime


class LastMeasured(Struct, frozen=True):
    """The masa of a plan that was measured last, and when."""

    skp_id: UUID
    masa: str
    measured_at: datetime


async def bound(work: Work, ids: Sequence[UUID]) -> list[Bound]:
    """Some plans as they stand."""
    found = []
    for row in await work.all(_STATE, {"tenant": work.tenant, "ids": list(ids)}):
        fields = {name: value for name, value in row._mapping.items() if name != "content"}
        found.append(Bound(isi=content_of(row), **fields))
    return found


async def agreed_addenda(work: Work, ids: Sequence[UUID]) -> dict[UUID, list[Joined]]:
    """What joined some plans later, in order."""
    found: dict[UUID, list[Joined]] = defaultdict(list)
    for row in await work.all(_ADDENDA, {"tenant": work.tenant, "ids": list(ids)}):
        found[row.skp_id].append(Joined(msgspec.json.decode(row.butir, type=Butir), row.agreed_at))
    return found


async def last_measured(work: Work, ids: Sequence[UUID]) -> dict[UUID, LastMeasured]:
    """Of those that were measured at all."""
    rows = await work.all(_MEASURED, {"tenant": work.tenant, "ids": list(ids)})
    return {row.skp_id: LastMeasured(**row._mapping) for row in rows}
