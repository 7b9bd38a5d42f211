"""Differences with SIASN that identity knows of: those of a person's last reconciliation (KUAN P1(13), KON P50(1))."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from chassis.db import Work
from contracts.identity import SelisihRecorded

_KEEP = """
INSERT INTO selisih_siasn (tenant, asn_id, tahun, terbuka) VALUES (:tenant, :asn, :tahun, :terbuka)
ON CONFLICT (tenant, asn_id, tahun) DO UPDATE SET terbuka = EXCLUDED.terbuka
"""
_LAST = """
SELECT tahun, terbuka FROM selisih_siasn WHERE tenant = :tenant AND asn_id = :asn ORDER BY tahun DESC LIMIT 1
"""


class Selisih(NamedTuple):
    """The year of the reconciliation, and how many are open; none where nothing was told of the person."""

    tahun: int
    terbuka: int


async def keep_differences(work: Work, events: Iterable[SelisihRecorded]) -> None:
    """Keep what was told; the last word holds."""
    rows = [{"tenant": work.tenant, "asn": e.asn_id, "tahun": e.tahun, "terbuka": e.terbuka} for e in events]
    await work.many(_KEEP, rows)


async def differences_of(work: Work, asn_id: UUID) -> Selisih:
    """What the last reconciliation left open of a person."""
    row = await work.one(_LAST, {"tenant": work.tenant, "asn": asn_id})
    return Selisih(row.tahun, row.terbuka) if row else Selisih(0, 0)
