"""The database of a service as it was at an earlier revision."""

from __future__ import annotations

import secrets

import asyncpg
from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from chassis.db import sqlalchemy_url
from chassis.migrate import _config
from ekinerja import databases
from ekinerja.stack import Stack


async def database_at(stack: Stack, service: str, name: str, revision: str) -> dict[str, str]:
    """A fresh database at that revision: where its owner and the administrator find it."""
    server = stack.environment.postgres
    passwords = {f"{name}_{kind}": secrets.token_urlsafe(12) for kind in databases.KINDS}
    await databases.provision(server, [name], passwords)
    admin = await asyncpg.connect(f"{server}/postgres")
    for kind in databases.KINDS:
        if not await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", f"{service}_{kind}"):
            await admin.execute(f"CREATE ROLE {service}_{kind} NOLOGIN")
    await admin.close()
    database = databases.database_of(name)
    owner = f"postgresql://{name}_owner:{passwords[f'{name}_owner']}@{server.rpartition('@')[2]}/{database}"

    def up(connection: Connection) -> None:
        command.upgrade(_config(service, connection), revision)
        connection.commit()

    engine = create_async_engine(sqlalchemy_url(owner), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(up)
    await engine.dispose()
    return {"owner": owner, "admin": f"{server}/{database}"}
