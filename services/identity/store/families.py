"""The family of roles, one of four, of each person today (KUAN P11(1))."""

from __future__ import annotations

from chassis.db import Work
from services.identity.domain.pelatihan import PERAN

_GRANTED = """
SELECT p.asn_id, p.opd, p.nip, r.peran FROM pegawai p JOIN peran r ON r.tenant = p.tenant AND r.account_id = p.asn_id
WHERE p.tenant = :tenant AND p.validated AND r.peran IN ('pengelola_e_kinerja', 'admin_pd')
  AND r.mulai <= :today AND (r.selesai IS NULL OR r.selesai >= :today)
"""
_PENILAI = """
SELECT p.asn_id, p.opd, p.nip, 'pejabat_penilai' AS peran FROM pegawai p
WHERE p.tenant = :tenant AND p.validated AND EXISTS (
    SELECT FROM hubungan h WHERE h.tenant = p.tenant AND h.penilai_id = p.asn_id AND h.mulai <= :today
      AND NOT EXISTS (SELECT FROM hubungan l WHERE l.tenant = h.tenant AND l.asn_id = h.asn_id
                      AND l.mulai > h.mulai AND l.mulai <= :today))
"""
_USER = """
SELECT p.asn_id, p.opd, p.nip, 'user' AS peran FROM pegawai p WHERE p.tenant = :tenant AND p.validated
"""


async def families(work: Work) -> dict[str, dict[str, str]]:
    """Role family → the PD of each holder, by NIP."""
    found: dict[str, dict[str, str]] = {peran: {} for peran in PERAN}
    values = {"tenant": work.tenant, "today": work.today}
    for row in await work.all(f"{_GRANTED} UNION ALL {_PENILAI} UNION ALL {_USER}", values):
        found[row.peran][row.nip] = row.opd
    return found
