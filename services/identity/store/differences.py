"""How many differences with SIASN each person has open, told when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from chassis.db import Work
from services.identity.domain.facts import differences_counted

_OPEN = "SELECT DISTINCT asn_id FROM selisih_pegawai WHERE tenant = :tenant AND terbuka > 0"
_COUNT = """
INSERT INTO selisih_pegawai AS s (tenant, tahun, asn_id, terbuka, version)
SELECT :tenant, :tahun, u.asn_id, u.terbuka, 1 FROM unnest(CAST(:ids AS uuid[]), CAST(:counts AS int[]))
    AS u(asn_id, terbuka)
ON CONFLICT (tenant, tahun, asn_id) DO UPDATE SET terbuka = EXCLUDED.terbuka, version = s.version + 1
    WHERE s.terbuka <> EXCLUDED.terbuka
RETURNING asn_id, terbuka, version
"""


async def count_differences(work: Work, tahun: int, counts: Mapping[UUID, int]) -> None:
    """A reconciliation found these; people who had some open before, in any year, and have none now have 0."""
    before = {row.asn_id: 0 for row in await work.all(_OPEN, {"tenant": work.tenant})}
    await tell_differences(work, tahun, before | dict(counts))


async def tell_differences(work: Work, tahun: int, counts: Mapping[UUID, int]) -> None:
    """Keep how many these people have open in a year, and tell those for whom it is new."""
    people = sorted(counts)
    values = {"tenant": work.tenant, "tahun": tahun, "ids": people, "counts": [counts[asn] for asn in people]}
    rows = await work.all(_COUNT, values)
    await work.record_all([(differences_counted(tahun, row.asn_id, row.terbuka), row.version) for row in rows])
