"""Slips that were issued before slips had versions are the first version of themselves."""

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

NAME = "upgraded_tpp"
ASN, RUN, SLIP, FACT = (UUID(int=n) for n in range(1, 5))


def _to(connection: Connection, revision: str) -> None:
    command.upgrade(_config("tpp", connection), revision)
    connection.commit()


@pytest.fixture
async def dsn(servers: Stack) -> AsyncIterator[dict[str, str]]:
    """A database of tpp as it was at revision 0001."""
    server = servers.environment.postgres
    passwords = {f"{NAME}_{kind}": secrets.token_urlsafe(12) for kind in databases.KINDS}
    await databases.provision(server, [NAME], passwords)
    admin = await asyncpg.connect(f"{server}/postgres")
    for kind in databases.KINDS:
        if not await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", f"tpp_{kind}"):
            await admin.execute(f"CREATE ROLE tpp_{kind} NOLOGIN")
    await admin.close()
    database = databases.database_of(NAME)
    owner = f"postgresql://{NAME}_owner:{passwords[f'{NAME}_owner']}@{server.rpartition('@')[2]}/{database}"
    engine = create_async_engine(sqlalchemy_url(owner), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_to, "0001")
    await engine.dispose()
    yield {"owner": owner, "admin": f"{server}/{database}"}


async def test_a_slip_of_before_keeps_the_policy_and_the_day_of_its_run(dsn: dict[str, str]) -> None:
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
