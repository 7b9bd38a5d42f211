"""The whole way of telling again: asked beside the running service, told through its outbox over Kafka, once read."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from typing import Any

import asyncpg

from ekinerja.stack import Stack


async def asked(system: Stack, *arguments: str) -> tuple[int, str]:
    """As in the container of the service: its own environment and no other."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "chassis.retelling", "identity", *arguments,
        env={**os.environ, **system.environment.of("identity")},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


async def test_the_days_of_a_pemda_are_told_again_and_their_readers_stay_as_they_are(system: Stack) -> None:
    readers = {name: await asyncpg.connect(system.admin_dsn(f"ekinerja_{name}")) for name in ("skp", "activity")}
    source = await asyncpg.connect(system.admin_dsn("ekinerja_identity"))
    try:
        expected = await source.fetchval("SELECT count(*) FROM hari_libur WHERE tenant = 'konsel'")
        assert expected > 40
        await _until(readers, lambda count: count == expected)
        before = {name: await _days(reader) for name, reader in readers.items()}
        parked = {name: await _parked(reader) for name, reader in readers.items()}
        code, said = await asked(system, "--tenant", "konsel", "--kind", "days")
        assert (code, said.strip()) == (0, f"konsel days: {expected} retold")
        last = await source.fetchval("SELECT max(id) FROM outbox")
        for reader in readers.values():
            await _read(reader, source, last)
        assert {name: await _days(reader) for name, reader in readers.items()} == before
        assert {name: await _parked(reader) for name, reader in readers.items()} == parked, "nothing new"
        code, said = await asked(system, "--kind", "salaries")
        assert code == 1 and re.search("salaries: days, ", said)
    finally:
        for connection in (*readers.values(), source):
            await connection.close()


async def _days(reader: Any) -> list[tuple[Any, ...]]:
    rows = await reader.fetch("SELECT tenant, tanggal, libur FROM hari_libur WHERE tenant = 'konsel' ORDER BY 2")
    return [tuple(row) for row in rows]


async def _parked(reader: Any) -> int:
    return int(await reader.fetchval("SELECT count(*) FROM parked"))


async def _until(readers: dict[str, Any], enough: Any) -> None:
    deadline = time.monotonic() + 30
    while not all([enough(len(await _days(reader))) for reader in readers.values()]):
        assert time.monotonic() < deadline, "the readers do not know the calendar"
        await asyncio.sleep(0.1)


async def _read(reader: Any, source: Any, last: int) -> None:
    """Wait until the reader has taken the last fact that identity told."""
    event = await source.fetchval("SELECT event_id FROM outbox WHERE id = $1", last)
    deadline = time.monotonic() + 30
    while not await reader.fetchval("SELECT count(*) FROM inbox WHERE event_id = $1", event):
        assert time.monotonic() < deadline, "the reader did not take what was told again"
        await asyncio.sleep(0.1)
