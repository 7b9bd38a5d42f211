"""Roles that were given before a role knew its PD are of the PD of their holder when the database is brought up."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

import asyncpg

from chassis.migrate import migrate_async
from ekinerja.stack import Stack
from tests.servers.upgrading import database_at

ADMIN, OPERATOR = UUID(int=1), UUID(int=2)


async def test_kuan_p1_23_a_role_given_before_is_of_the_pd_of_its_holder(servers: Stack) -> None:
    dsn = await database_at(servers, "identity", f"upgraded_{secrets.token_hex(4)}", "0014")
    admin: Any = await asyncpg.connect(dsn["admin"])
    await admin.execute(
        "INSERT INTO pegawai (tenant, asn_id, nip, nama, jenis, status, golongan, jabatan, jenis_jabatan,"
        " kelas_jabatan, opd, unit, nip_atasan, tmt_jabatan, memimpin_unit, validated, version)"
        " VALUES ('kuansing', $1, '198001012005011001', 'x', 'PNS', 'aktif', 'III/c', 'Analis', 'pengawas', 7,"
        " 'DINKES', 'DINKES.P2P', '', '2024-01-02', false, true, 1)", ADMIN,
    )  # fmt: skip
    for account, peran in ((ADMIN, "admin_pd"), (OPERATOR, "operator")):
        await admin.execute(
            "INSERT INTO peran (tenant, account_id, peran, dasar, syarat, mulai, granted_by, granted_at)"
            " VALUES ('kuansing', $1, $2, 'SK.1', '{}', '2025-01-02', $1, now())", account, peran,
        )  # fmt: skip
    await migrate_async("identity", dsn["owner"])
    kept = await admin.fetch("SELECT peran, opd FROM peran ORDER BY peran")
    assert [tuple(r) for r in kept] == [("admin_pd", "DINKES"), ("operator", "")]
    for table in ("peran", "pegawai"):
        assert await admin.fetchval("SELECT relforcerowsecurity FROM pg_class WHERE relname = $1", table) is True
    await admin.close()
