"""What was held of peningkatan kapasitas and sosialisasi, and who was there (KUAN P30)."""

from __future__ import annotations

from uuid import UUID

from chassis.db import Work
from contracts.identity import PelatihanRecorded

_HELD = """
INSERT INTO pelatihan (tenant, pelatihan_id, jenis, peran, tanggal, materi, recorded_by, recorded_at)
VALUES (:tenant, :id, :jenis, :peran, :tanggal, :materi, :actor, :now)
"""
_THERE = "INSERT INTO peserta_pelatihan (tenant, pelatihan_id, asn_id, opd) VALUES (:tenant, :id, :asn, :opd)"


async def keep_training(work: Work, held: PelatihanRecorded, actor: UUID) -> None:
    """Enter it, with its participants."""
    base = {"tenant": work.tenant, "id": held.pelatihan_id}
    values = {
        "jenis": held.jenis, "peran": held.peran, "tanggal": held.tanggal, "materi": held.materi, "actor": actor,
        "now": work.now,
    }  # fmt: skip
    await work.run(_HELD, base | values)
    await work.many(_THERE, [base | {"asn": one.asn_id, "opd": one.opd} for one in held.peserta])
