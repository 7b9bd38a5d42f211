"""What appraisal kept of a year before it knew segments stays when the database is brought up (KON P26)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from chassis.migrate import migrate_async
from ekinerja.stack import Stack
from tests.servers.upgrading import database_at

OPEN, SIGNED, ASN, OTHER = (UUID(int=n) for n in range(1, 5))


async def test_kon_p26_a_capaian_of_the_whole_year_is_kept_for_it(servers: Stack) -> None:
    dsn = await database_at(servers, "appraisal", "upgraded_appraisal", "0001")
    admin: Any = await asyncpg.connect(dsn["admin"])
    for appraisal, asn, state in ((OPEN, ASN, "opened"), (SIGNED, OTHER, "signed")):
        await admin.execute(
            "INSERT INTO appraisal (tenant, appraisal_id, asn_id, tahun, state, target, capaian, pack, version)"
            " VALUES ('konsel', $1, $2, 2026, $3, '120 laporan', 95.5, 'konsel-67-2024', 1)", appraisal, asn, state,
        )  # fmt: skip
    await migrate_async("appraisal", dsn["owner"])
    kept = await admin.fetch("SELECT skp_id, asn_id, mulai::text, selesai::text, capaian, target, is_kept FROM segmen")
    assert [tuple(r) for r in kept] == [(OPEN, ASN, "2026-01-01", "2026-12-31", Decimal("95.5"), "120 laporan", True)]
    assert await admin.fetchval("SELECT capaian_said FROM appraisal WHERE state = 'signed'") == "capaian SKP 95.5 %"
    for table in ("appraisal", "segmen", "tindak_lanjut", "pegawai"):
        forced = await admin.fetchval("SELECT relforcerowsecurity FROM pg_class WHERE relname = $1", table)
        assert forced is True, table
    await admin.close()
