"""What monitoring recommended about the SKPs of a year: for owner, penilai, and who recorded it (KON P18(6))."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading


class RecommendationView(Struct, frozen=True):
    """A recommendation with its evidence; `penilai_id` is none where the Bupati is penilai.

    `recorded_by`: the penilai, or the pengelola kinerja who helped.
    """

    rekomendasi_id: UUID
    skp_id: UUID
    asn_id: UUID
    nama: str
    penilai_id: UUID | None
    recorded_by: UUID
    recorded_at: datetime
    alasan: str
    perubahan_lingkungan: str
    bukti: tuple[str, ...]
    dokumen: tuple[UUID, ...]


_LIST = """
SELECT r.rekomendasi_id, r.skp_id, s.asn_id, p.nama, r.penilai_id, r.recorded_by, r.recorded_at, r.alasan,
    r.perubahan_lingkungan, r.bukti, r.dokumen
FROM rekomendasi r JOIN skp s ON s.tenant = r.tenant AND s.skp_id = r.skp_id
JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE r.tenant = :tenant AND s.tahun = :tahun AND (:actor IN (s.asn_id, r.recorded_by, p.atasan_id)
    OR (:bupati AND p.sebagai = 'bupati'))
ORDER BY r.recorded_at, r.rekomendasi_id LIMIT 500
"""


async def listed(work: Work, actor: Actor, tahun: int) -> list[RecommendationView]:
    """Those about oneself, about those whose penilai one is, and those that one recorded."""
    values = {"tenant": work.tenant, "actor": actor.id, "tahun": tahun, "bupati": "bupati" in actor.peran}
    rows = await work.all(_LIST, values)
    people = [row.asn_id for row in rows]
    await keep_reading(work, actor, "recommendations.read", people, "menindaklanjuti pemantauan", tahun=tahun)
    return [RecommendationView(**row._mapping) for row in rows]
