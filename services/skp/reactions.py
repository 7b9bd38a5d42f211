"""What skp does when identity reports a fact."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.db import Work
from contracts.event import Fact
from contracts.identity import PegawaiRecorded

_PEGAWAI = """
INSERT INTO pegawai (tenant, asn_id, nama, opd, atasan_id, jenis_jabatan, status, validated, peran)
VALUES (:tenant, :asn_id, :nama, :opd, :atasan_id, :jenis_jabatan, :status, :validated, :peran)
ON CONFLICT (tenant, asn_id) DO UPDATE SET nama = EXCLUDED.nama, opd = EXCLUDED.opd,
    atasan_id = EXCLUDED.atasan_id, jenis_jabatan = EXCLUDED.jenis_jabatan, status = EXCLUDED.status,
    validated = EXCLUDED.validated, peran = EXCLUDED.peran
"""


async def know_pegawai(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep who plans, under whom, in which PD, and who reviews there."""
    await work.many(
        _PEGAWAI,
        [
            {
                "tenant": work.tenant, "asn_id": e.asn_id, "nama": e.nama, "opd": e.opd, "atasan_id": e.atasan_id,
                "jenis_jabatan": e.jenis_jabatan.value, "status": e.status.value, "validated": e.validated,
                "peran": list(e.peran),
            }
            for e in (fact.event for fact in facts)
        ],
    )  # fmt: skip
