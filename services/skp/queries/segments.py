"""Segments of a year: SKPs that bound and ended; one's own, and those that one closes (KON P26)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from services.skp import store
from services.skp.domain.content import Content
from services.skp.policy import SkpPolicy
from services.skp.queries.lists import MEMUTUS


class SegmenView(Struct, frozen=True):
    """A segment, who closes it (none: the Bupati, or nobody where the post was vacant), and how far it is.

    `capaian` in per cent, a decimal as text, none while nothing is measured; `belum`: masa still to be measured.
    """

    skp_id: UUID
    asn_id: UUID
    nama: str
    mulai: date
    selesai: date
    sebab: str
    penilai_id: UUID | None
    capaian: str | None
    belum: tuple[str, ...]
    confirmed_at: datetime | None


_LIST = """
SELECT s.skp_id, s.asn_id, p.nama, s.tahun, s.mulai, s.selesai, s.state, s.closed_sebab, s.closed_penilai_id,
    s.confirmed_at, s.content::text AS content
FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.tahun = :tahun AND s.state = 'closed' AND s.set_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM skp n WHERE n.tenant = s.tenant AND n.perubahan_dari = s.skp_id
        AND n.set_at IS NOT NULL AND n.mulai <= s.mulai)
    AND (:actor IN (s.asn_id, s.closed_penilai_id) OR (:bupati AND s.closed_sebagai = 'bupati'))
ORDER BY p.nama, s.asn_id, s.mulai LIMIT 500
"""


async def listed(work: Work, actor: Actor, tahun: int) -> list[SegmenView]:
    """One's own segments, and those whose penilai one was on their last day."""
    values = {"tenant": work.tenant, "actor": actor.id, "tahun": tahun, "bupati": "bupati" in actor.peran}
    rows = await work.all(_LIST, values)
    await keep_reading(work, actor, "segments.read", [row.asn_id for row in rows], MEMUTUS, tahun=tahun)
    return [await _view(work, row) for row in rows]


async def _view(work: Work, row: Any) -> SegmenView:
    policy = work.packs.resolve_plan(work.tenant, row.mulai).section("skp", SkpPolicy)
    so_far = await store.standing(work, row, msgspec.json.decode(row.content, type=Content), policy)
    return SegmenView(
        skp_id=row.skp_id,
        asn_id=row.asn_id,
        nama=row.nama,
        mulai=row.mulai,
        selesai=row.selesai,
        sebab=row.closed_sebab,
        penilai_id=row.closed_penilai_id,
        capaian=format(so_far.capaian, "f") if so_far.measured else None,
        belum=so_far.missing,
        confirmed_at=row.confirmed_at,
    )
