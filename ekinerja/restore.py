"""Brings a backup into databases that hold nothing yet, and says whether all of it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import asyncpg

from ekinerja import databases, pgtools
from ekinerja.databases import database_of
from ekinerja.documents import Documents
from ekinerja.manifest import (
    FILES,
    Manifest,
    count_rows,
    damaged,
    differing_files,
    differing_named,
    differing_rows,
    dump_of,
    fingerprint,
    read,
)
from ekinerja.refusal import Unable

# A migrated database holds these before anything was entered: its revision, and that nothing was told yet.
_OF_NOBODY = {"alembic_version", "relay_position"}
# The Kafka it meets may never have heard what was told before; who has heard it drops it by its id.
_TELL_AGAIN = "UPDATE relay_position SET high = 0, gaps_from = '{}', gaps_to = '{}'"


Beside = Callable[[Manifest], Awaitable[None]]


async def restore(
    server: str, folder: Path, documents: Documents, key_secret: str, passwords: Mapping[str, str], beside: Beside
) -> Manifest:
    """Databases, roles, rights and documents of a backup; Unable, with names, when anything is not as it was.

    `beside` is asked once the databases are back whether what stands beside them is fit for it.
    """
    manifest = read(folder)
    if wrong := await asyncio.to_thread(damaged, folder, manifest):
        raise Unable(f"{folder} is damaged, nothing was restored: {'; '.join(wrong)}")
    if manifest.key_secret != fingerprint(key_secret):
        raise Unable("the backup was made under another key_secret, without which its signing keys and second factors"
                     " cannot be read; put that one into this instance's secrets first")  # fmt: skip
    if documents.names():
        raise Unable(f"{documents} holds documents already; restore into a fresh --instance")
    await _clear_empty(server, manifest)
    try:
        await databases.provision(server, list(manifest.rows), passwords)
        for service in manifest.rows:
            options = ["--exit-on-error", "--single-transaction", f"--dbname={database_of(service)}"]
            dump = str(dump_of(folder, service))
            await asyncio.to_thread(pgtools.use, "pg_restore", server, database_of(service), [*options, dump])
        await beside(manifest)
    except BaseException:
        await _drop(server, manifest)  # they were empty: the next try finds them so
        raise
    for name in manifest.files:
        await asyncio.to_thread(documents.put, name, folder / FILES / name)
    if wrong := await differences(server, manifest, documents):
        raise Unable(f"restored, but not as it was: {'; '.join(wrong)}")
    await _ready(server, manifest)
    return manifest


async def differences(server: str, manifest: Manifest, documents: Documents) -> list[str]:
    """Where databases and documents are not those of the backup, one phrase each."""
    told = []
    for service, wanted in manifest.rows.items():
        connection = await asyncpg.connect(f"{server}/{database_of(service)}", timeout=5)
        try:
            told += differing_rows(service, wanted, await count_rows(connection))
            told += await differing_named(connection, service, manifest.files)
        finally:
            await connection.close()
    return told + await asyncio.to_thread(differing_files, documents, manifest.files)


async def _clear_empty(server: str, manifest: Manifest) -> None:
    """Drop what was made but never filled; Unable when a database holds a row."""
    there = await _existing(server, manifest)
    for database in there:
        connection = await asyncpg.connect(f"{server}/{database}", timeout=5)
        try:
            found = await count_rows(connection)
        finally:
            await connection.close()
        if filled := [table for table, count in found.items() if count and table not in _OF_NOBODY]:
            raise Unable(f"{database} holds data already ({filled[0]}); restore into a fresh --instance")
    await _drop(server, manifest)


async def _existing(server: str, manifest: Manifest) -> list[str]:
    admin = await asyncpg.connect(f"{server}/postgres", timeout=5)
    try:
        wanted = [database_of(service) for service in manifest.rows]
        return [r[0] for r in await admin.fetch("SELECT datname FROM pg_database WHERE datname = ANY($1)", wanted)]
    finally:
        await admin.close()


async def _drop(server: str, manifest: Manifest) -> None:
    there = await _existing(server, manifest)
    admin = await asyncpg.connect(f"{server}/postgres", timeout=5)
    try:
        for database in there:
            await admin.execute(f"DROP DATABASE {database}")
    except asyncpg.ObjectInUseError:
        raise Unable(f"{database} is in use; stop the services and leave the servers (up --servers-only)") from None
    finally:
        await admin.close()


async def _ready(server: str, manifest: Manifest) -> None:
    """What a restored database needs before services come: statistics, and an outbox that is told from its start."""
    for service in manifest.rows:
        connection = await asyncpg.connect(f"{server}/{database_of(service)}", timeout=5)
        try:
            await connection.execute(_TELL_AGAIN)
            await connection.execute("ANALYZE")
        finally:
            await connection.close()
