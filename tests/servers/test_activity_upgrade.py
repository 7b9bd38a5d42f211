"""What stood in activity before its declarations were kept keeps its meaning when the database is brought up."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time, timezone
from typing import Any
from uuid import UUID

import asyncpg

from chassis.migrate import migrate_async
from ekinerja.stack import Stack
from tests.servers.upgrading import database_at


async def test_kuan_p23_1_what_waits_for_its_owner_is_not_yet_declared_true(servers: Stack) -> None:
    dsn = await database_at(servers, "activity", f"upgraded_{secrets.token_hex(4)}", "0014")
    admin: Any = await asyncpg.connect(dsn["admin"])
    moment = datetime(2026, 1, 5, 8, tzinfo=timezone.utc)
    for n, state in enumerate(("submitted", "assisted", "approved")):
        await admin.execute(
            "INSERT INTO activity (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas,"
            " mulai, selesai, submitted_at, late, state) VALUES ('kuansing', $1, $2, $3, 'utama', $2, 'x', 'x', 1, $4,"
            " $5, $6, false, $7)",
            UUID(int=n), UUID(int=9), date(2026, 1, 5), time(8 + n), time(9 + n), moment, state,
        )  # fmt: skip
    await migrate_async("activity", dsn["owner"])
    kept = await admin.fetch("SELECT state, benar, dihitung_sejak FROM activity ORDER BY activity_id")
    assert [tuple(r) for r in kept] == [("submitted", True, None), ("assisted", False, None), ("approved", True, None)]
    forced = "SELECT relforcerowsecurity FROM pg_class WHERE relname = ANY($1)"
    assert {r[0] for r in await admin.fetch(forced, ["activity", "masa_penilai"])} == {True}
    await admin.close()
