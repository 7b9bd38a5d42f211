"""Writes a backup: one moment of every database, and the documents, in a folder that appears when it is whole."""

from __future__ import annotations

import asyncio
import fcntl
import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import asyncpg
import msgspec

from chassis.service import VERSION
from ekinerja import pgtools
from ekinerja.databases import database_of
from ekinerja.documents import Documents, Folder, copy
from ekinerja.manifest import FILES, MANIFEST, Manifest, count_rows, digest, dump_of, fingerprint
from ekinerja.refusal import Unable

_NAME = re.compile(r"\d{8}T\d{6}Z")
_PARTIAL = ".partial"
_BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"


async def back_up(
    server: str, services: Sequence[str], documents: Documents, target: Path, key_secret: str, keep: int
) -> Path:
    """A new dated folder in `target`; of older ones the newest are left, `keep` in all.

    `server` is an administrator's DSN.
    """
    documents.check()
    with _alone(target):
        made_at = datetime.now(timezone.utc)
        whole = target / f"{made_at:%Y%m%dT%H%M%SZ}"
        if whole.exists():
            raise Unable(f"{whole} was made in this very second")
        partial = whole.with_suffix(_PARTIAL)
        partial.mkdir(mode=0o700)
        try:
            rows = await _dump(server, services, partial)
            # after the databases: a document is in its place before a row names it
            files = await asyncio.to_thread(copy, documents, Folder(partial / FILES))
            dumps = {service: digest(dump_of(partial, service)) for service in services}
            _write(partial, Manifest(VERSION, made_at, fingerprint(key_secret), rows, dumps, files))
            os.sync()
            partial.rename(whole)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        for old in _whole(target)[:-keep]:
            shutil.rmtree(old)
    return whole


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """One backup at a time; what a killed one left is cleared away."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(target / ".lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unable(f"another backup into {target} is under way") from None
        for left in target.glob(f"*{_PARTIAL}"):
            if _NAME.fullmatch(left.stem):
                shutil.rmtree(left)
        yield
    finally:
        os.close(descriptor)


def _whole(target: Path) -> list[Path]:
    """The backups of a folder, oldest first; what else lies there is not ours."""
    return sorted(p for p in target.iterdir() if _NAME.fullmatch(p.name) and (p / MANIFEST).exists())


async def _dump(server: str, services: Sequence[str], folder: Path) -> dict[str, dict[str, int]]:
    """Dump each database as of one snapshot, in which the rows are counted too."""
    rows = {}
    async with _moment(server, services) as held:
        for service, (connection, snapshot) in held.items():
            rows[service] = await count_rows(connection)
            dump = dump_of(folder, service)
            options = ["--format=custom", f"--snapshot={snapshot}", f"--file={dump}"]
            await asyncio.to_thread(pgtools.use, "pg_dump", server, database_of(service), options)
            dump.chmod(0o600)
    return rows


@asynccontextmanager
async def _moment(server: str, services: Sequence[str]) -> AsyncIterator[dict[str, tuple[Any, str]]]:
    """A transaction in each database with its snapshot, all opened within milliseconds.

    Who listens is looked at before who tells, so that no inbox knows a fact that its outbox does not hold.
    """
    async with AsyncExitStack() as stack:
        open_: dict[str, Any] = {}
        for service in reversed(services):
            open_[service] = await asyncpg.connect(f"{server}/{database_of(service)}", timeout=5)
            stack.push_async_callback(open_[service].close, timeout=5)
        held = {}
        for service, connection in open_.items():
            await connection.execute(_BEGIN)
            held[service] = (connection, await connection.fetchval("SELECT pg_export_snapshot()"))
        yield held


def _write(folder: Path, manifest: Manifest) -> None:
    path = folder / MANIFEST
    path.touch(mode=0o600)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
