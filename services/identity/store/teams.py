"""A Tim Penilai Kinerja, told whole after every change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.db import Work
from contracts.identity import AnggotaTim, TimPenilaiRecorded

_NEXT = """
UPDATE tim SET version = version + 1 WHERE tenant = :tenant AND tim_id = :id
RETURNING tim_id, sk, tanggal, mulai, selesai, version
"""
_MEMBERS = """
SELECT a.asn_id, p.opd, a.peran, a.sk, a.mulai, a.selesai, a.tanggal_sk FROM anggota_tim a
JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tim_id = :id ORDER BY a.mulai, a.peran, a.asn_id
"""


async def tell_team(work: Work, tim_id: UUID) -> None:
    """Record a team as it is now, with everybody who is, was or will be a member of it."""
    values = {"tenant": work.tenant, "id": tim_id}
    row: Any = await work.one(_NEXT, values)
    members = tuple(AnggotaTim(**m._mapping) for m in await work.all(_MEMBERS, values))
    fields = dict(row._mapping)
    version = fields.pop("version")
    await work.record(TimPenilaiRecorded(**fields, anggota=members), version)
