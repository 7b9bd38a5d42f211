"""What stood in skp before masa and initial input keeps its meaning when the database is brought up."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from datetime import datetime, timezone
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from chassis.db import sqlalchemy_url
from chassis.migrate import _config, migrate_async
from ekinerja import databases
from ekinerja.stack import Stack

NAME = "upgraded_skp"
ASN, SKP, ONE, TWO = (UUID(int=n) for n in range(1, 5))
CONTENT = f"""{{"sumber": [], "butir": [
    {{"butir_id": "{ONE}", "target": {{"kuantitas": 100}}}}, {{"butir_id": "{TWO}", "target": {{"kuantitas": 10}}}}]}}"""


def _to(connection: Connection, revision: str) -> None:
    command.upgrade(_config("skp", connection), revision)
    connection.commit()


@pytest.fixture
async def dsn(servers: Stack) -> AsyncIterator[dict[str, str]]:
    """A database of skp as it was at revision 0002."""
    server = servers.environment.postgres
    passwords = {f"{NAME}_{kind}": secrets.token_urlsafe(12) for kind in databases.KINDS}
    await databases.provision(server, [NAME], passwords)
    admin = await asyncpg.connect(f"{server}/postgres")
    for kind in databases.KINDS:
        if not await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", f"skp_{kind}"):
            await admin.execute(f"CREATE ROLE skp_{kind} NOLOGIN")
    await admin.close()
    database = databases.database_of(NAME)
    owner = f"postgresql://{NAME}_owner:{passwords[f'{NAME}_owner']}@{server.rpartition('@')[2]}/{database}"
    engine = create_async_engine(sqlalchemy_url(owner), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_to, "0002")
    await engine.dispose()
    yield {"owner": owner, "admin": f"{server}/{database}"}


async def test_a_yearly_measurement_is_of_its_year_and_a_plan_was_submitted(dsn: dict[str, str]) -> None:
    admin: Any = await asyncpg.connect(dsn["admin"])
    moment = datetime(2026, 1, 20, 3, tzinfo=timezone.utc)
    await admin.execute(
        "INSERT INTO pegawai (tenant, asn_id, nama, opd, jenis_jabatan, status, validated, peran, tmt_jabatan)"
        " VALUES ('kuansing', $1, 'x', 'DINKES', 'pelaksana', 'cuti', true, '{}', '2018-01-02')", ASN,
    )  # fmt: skip
    await admin.execute(
        "INSERT INTO skp (tenant, skp_id, asn_id, tahun, mulai, selesai, state, content, reviewed_at)"
        " VALUES ('kuansing', $1, $2, 2026, '2026-01-01', '2026-12-31', 'set', CAST($3::text AS jsonb), $4)",
        SKP, ASN, CONTENT, moment,
    )  # fmt: skip
    await admin.execute(
        "INSERT INTO realisasi VALUES ('kuansing', $1, $2, 150, 'Laporan', $3)", SKP, ONE, moment
    )  # fmt: skip
    await migrate_async("skp", dsn["owner"])
    assert [tuple(r) for r in await admin.fetch("SELECT masa, jumlah FROM realisasi")] == [("2026", 150)]
    kept = await admin.fetch("SELECT masa, capaian, measured_at FROM pengukuran")
    assert [(r["masa"], int(r["capaian"]), r["measured_at"]) for r in kept] == [("2026", 60, moment)], "120 and 0"
    assert await admin.fetchval("SELECT submitted_at FROM skp") == moment
    spells = await admin.fetchval("SELECT masa_status::text FROM pegawai")
    assert spells == '[{"mulai": "2018-01-02", "status": "cuti", "selesai": null}]'
    for table in ("skp", "pegawai", "realisasi", "pengukuran", "salinan"):
        forced = await admin.fetchval("SELECT relforcerowsecurity FROM pg_class WHERE relname = $1", table)
        assert forced is True, table
    await admin.close()
