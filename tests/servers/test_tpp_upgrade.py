"""Slips that were issued before slips had versions are the first version of themselves."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any
from uuid import UUID

import asyncpg

from chassis.migrate import migrate_async
from ekinerja.stack import Stack
from tests.servers.upgrading import database_at

ASN, RUN, SLIP, FACT = (UUID(int=n) for n in range(1, 5))


async def test_a_slip_of_before_keeps_the_policy_and_the_day_of_its_run(servers: Stack) -> None:
    dsn = await database_at(servers, "tpp", "upgraded_tpp", "0001")
    admin: Any = await asyncpg.connect(dsn["admin"])
    moment = datetime(2026, 1, 20, 3, tzinfo=timezone.utc)
    await admin.execute(
        "INSERT INTO run VALUES ('kuansing', $1, '2025-12', 'finished', 1, 5, 'tpp-contoh', $2, $3, 4)",
        RUN, ASN, moment,
    )  # fmt: skip
    await admin.execute(
        "INSERT INTO slip VALUES ('kuansing', $1, $2, $3, '2025-12', 'DINKES', 'payable', 5, '[]', '', 2)",
        SLIP, RUN, ASN,
    )  # fmt: skip
    await admin.execute(
        "INSERT INTO bulan VALUES ('kuansing', $1, '2025-12', 9, 10, 0, 0, 1, $2, NULL)", ASN, FACT
    )  # fmt: skip
    await migrate_async("tpp", dsn["owner"])
    kept = await admin.fetch("SELECT total, version, pack, issued_at, kelas_jabatan FROM slip")
    assert [tuple(row) for row in kept] == [(5, 2, "tpp-contoh", moment, None)]
    assert [tuple(row) for row in await admin.fetch("SELECT kosong, version FROM bulan")] == [([], 0)]
    for table in ("run", "slip", "slip_lama", "temuan"):
        assert await admin.fetchval("SELECT relforcerowsecurity FROM pg_class WHERE relname = $1", table) is True
    await admin.close()
