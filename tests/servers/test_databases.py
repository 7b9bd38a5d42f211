"""What the roles of PostgreSQL may and may not do, in every service's own database."""

from __future__ import annotations

import asyncpg
import pytest

from chassis.migrate import check_async
from chassis.plumbing import PLUMBING_TABLES
from ekinerja import schema
from ekinerja.stack import Stack
from ekinerja.topology import topology

SERVICES = list(topology().services)
# Tables without a Pemda's rows: the cursor of the relay, alembic's own, and the keys of the whole system.
WITHOUT_TENANT = {"relay_position", "known_keys", "alembic_version", "signing_key"}

_TABLES = """
SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced, r.rolname AS owner,
    EXISTS (SELECT FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attname = 'tenant' AND NOT a.attisdropped) AS tenant
FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
"""


@pytest.mark.parametrize("service", SERVICES)
async def test_every_table_of_a_pemda_is_closed_to_others(system: Stack, service: str) -> None:
    connection = await asyncpg.connect(system.dsn(service, "owner"))
    try:
        tables = await connection.fetch(_TABLES)
    finally:
        await connection.close()
    assert {t["name"] for t in tables} >= PLUMBING_TABLES - {"outbox_rest"}
    for table in tables:
        assert table["owner"] == f"{service}_owner", table["name"]
        if table["name"] not in WITHOUT_TENANT:
            assert table["tenant"] and table["enabled"] and table["forced"], table["name"]


@pytest.mark.parametrize("service", SERVICES)
async def test_the_service_itself_owns_nothing_and_sees_nothing_without_a_pemda(system: Stack, service: str) -> None:
    connection = await asyncpg.connect(system.dsn(service, "app"))
    try:
        assert (
            await connection.fetchval("SELECT count(*) FROM pg_class c WHERE pg_get_userbyid(relowner) = current_user")
            == 0
        )
        assert await connection.fetchval("SELECT count(*) FROM outbox") == 0
        for statement in (
            "CREATE TABLE x (y int)",
            "ALTER TABLE outbox DISABLE ROW LEVEL SECURITY",
            "DROP TABLE audit",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("UPDATE audit SET act = 'never happened'")
    finally:
        await connection.close()


@pytest.mark.parametrize("service", SERVICES)
async def test_nobody_enters_the_database_of_another(system: Stack, service: str) -> None:
    for other in SERVICES:
        if other != service:
            strange = system.dsn(service, "app").rpartition("/")[0] + "/" + system.dsn(other, "app").rpartition("/")[2]
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await asyncpg.connect(strange)


@pytest.mark.parametrize("service", SERVICES)
async def test_the_plumbing_role_reads_no_business_table(system: Stack, service: str) -> None:
    owner = await asyncpg.connect(system.dsn(service, "owner"))
    plumbing = await asyncpg.connect(system.dsn(service, "plumbing"))
    try:
        business = {t["name"] for t in await owner.fetch(_TABLES)} - PLUMBING_TABLES - {"alembic_version"}
        assert business
        for table in business:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await plumbing.fetch(f"SELECT * FROM {table} LIMIT 1")
    finally:
        await owner.close()
        await plumbing.close()


@pytest.mark.parametrize("service", SERVICES)
def test_the_schema_is_as_it_is_written_down(system: Stack, service: str) -> None:
    """`ekinerja schema` writes the file after a migration."""
    assert schema.dump(system.environment.postgres, service) == schema.path_of(service).read_text(encoding="utf-8")


@pytest.mark.parametrize("service", ["appraisal"])
async def test_tables_that_statements_are_built_from_agree_with_the_migrations(system: Stack, service: str) -> None:
    await check_async(service, system.dsn(service, "owner"))
