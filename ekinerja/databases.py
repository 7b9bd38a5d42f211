"""A database a service and its three roles: owner, app and plumbing. Idempotent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import asyncpg

KINDS = ("owner", "app", "plumbing")
_ROLE = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT"


def database_of(service: str) -> str:
    """Name of a service's database."""
    return f"ekinerja_{service}"


async def provision(server: str, names: Sequence[str], passwords: Mapping[str, str]) -> None:
    """Make what is missing and set every right anew; `server` is an administrator's DSN without a database."""
    admin = await asyncpg.connect(f"{server}/postgres", timeout=5)
    try:
        for name in names:
            await _roles(admin, name, passwords)
            await _database(admin, name)
    finally:
        await admin.close()
    for name in names:
        await _rights(server, name)


async def _roles(admin: asyncpg.Connection, name: str, passwords: Mapping[str, str]) -> None:
    for role in (f"{name}_{kind}" for kind in KINDS):
        verb = "ALTER" if await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role) else "CREATE"
        quoted = await admin.fetchval("SELECT quote_literal($1::text)", passwords[role])
        await admin.execute(f"{verb} ROLE {role} {_ROLE} PASSWORD {quoted}")


async def _database(admin: asyncpg.Connection, name: str) -> None:
    database = database_of(name)
    if await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database):
        return
    # who is not a superuser may only give a database to a role that it is a member of
    if not await admin.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        await admin.execute(f"GRANT {name}_owner TO current_user")
    await admin.execute(f"CREATE DATABASE {database} OWNER {name}_owner")


async def _rights(server: str, name: str) -> None:
    database = database_of(name)
    inside = await asyncpg.connect(f"{server}/{database}", timeout=5)
    try:
        await inside.execute(
            f"""
            REVOKE ALL ON DATABASE {database} FROM PUBLIC;
            GRANT CONNECT ON DATABASE {database} TO {name}_owner, {name}_app, {name}_plumbing;
            ALTER SCHEMA public OWNER TO {name}_owner;
            REVOKE ALL ON SCHEMA public FROM PUBLIC;
            REVOKE CREATE ON SCHEMA public FROM {name}_app, {name}_plumbing;
            GRANT USAGE ON SCHEMA public TO {name}_app, {name}_plumbing;
            """
        )
    finally:
        await inside.close()


async def close_shared(server: str) -> None:
    """No service may enter the databases that every cluster has. For a cluster that is ours alone."""
    admin = await asyncpg.connect(f"{server}/postgres", timeout=5)
    try:
        await admin.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC")
    finally:
        await admin.close()
