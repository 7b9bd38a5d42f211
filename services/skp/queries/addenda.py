"""Addenda of a year: one's own with what became of them, and those that wait for oneself (reading B11)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from services.skp.domain.content import Butir
from services.skp.queries.lists import MEMUTUS


class AddendumView(Struct, frozen=True):
    """A tugas tambahan that was given later; `alasan` says why it was refused."""

    addendum_id: UUID
    skp_id: UUID
    asn_id: UUID
    nama: str
    butir: Butir
    keadaan: Literal["menunggu", "disepakati", "ditolak"]
    proposed_at: datetime
    alasan: str


_LIST = """
SELECT d.addendum_id, d.skp_id, s.asn_id, p.nama, d.butir::text AS butir, d.proposed_at, d.alasan,
    CASE WHEN d.agreed_at IS NOT NULL THEN 'disepakati' WHEN d.refused_at IS NOT NULL THEN 'ditolak'
        ELSE 'menunggu' END AS keadaan
FROM addendum d JOIN skp s ON s.tenant = d.tenant AND s.skp_id = d.skp_id
JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE d.tenant = :tenant AND s.tahun = :tahun AND (s.asn_id = :actor OR (
    d.agreed_at IS NULL AND d.refused_at IS NULL AND s.state = 'set'
    AND (p.atasan_id = :actor OR (:bupati AND p.sebagai = 'bupati'))))
ORDER BY d.proposed_at, d.addendum_id LIMIT 500
"""


async def listed(work: Work, actor: Actor, tahun: int) -> list[AddendumView]:
    """One's own, whatever became of them; for the penilai those that wait."""
    values = {"tenant": work.tenant, "actor": actor.id, "tahun": tahun, "bupati": "bupati" in actor.peran}
    rows = await work.all(_LIST, values)
    await keep_reading(work, actor, "addenda.read", [row.asn_id for row in rows], MEMUTUS, tahun=tahun)
    return [_view(row) for row in rows]


def _view(row: Any) -> AddendumView:
    return AddendumView(**dict(row._mapping) | {"butir": msgspec.json.decode(row.butir, type=Butir)})
