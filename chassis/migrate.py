"""Brings a service's database to the shape its code expects, once, however many processes try at the same time."""

from __future__ import annotations

import asyncio
import importlib

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from chassis.db import sqlalchemy_url
from chassis.settings import REPOSITORY

_LOCK = 0x654B696E  # one migration at a time in a database


def _config(service: str, connection: Connection, metadata: MetaData | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(REPOSITORY / "chassis" / "alembic"))
    config.set_main_option("version_locations", str(REPOSITORY / "services" / service / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = metadata
    return config


def _upgrade(connection: Connection, service: str) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    command.upgrade(_config(service, connection), "head")
    connection.commit()


def _check(connection: Connection, service: str) -> None:
    metadata = importlib.import_module(f"services.{service}.store").metadata
    command.check(_config(service, connection, metadata))


async def migrate_async(service: str, owner_dsn: str) -> None:
    """Run every pending migration of `services/<service>/migrations` as the owner of the database."""
    engine = create_async_engine(sqlalchemy_url(owner_dsn), poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_upgrade, service)
    finally:
        await engine.dispose()


async def check_async(service: str, owner_dsn: str) -> None:
    """Raise alembic's CommandError when `store.metadata` and the migrated database differ."""
    engine = create_async_engine(sqlalchemy_url(owner_dsn), poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_check, service)
    finally:
        await engine.dispose()


def migrate(service: str, owner_dsn: str) -> None:
    """`migrate_async` for callers without an event loop."""
    asyncio.run(migrate_async(service, owner_dsn))
