"""The database takes no writes for a while, as after a failover: 503 meanwhile, and all is well by itself afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import asyncpg

from ekinerja.stack import Stack
from services.activity.app import SERVICE
from tests.service.dinas import Office, entry, open_office
from tests.service.hosted import host
from tests.service.people import STAF

DATABASE = "ekinerja_hosted_activity"


async def _turned(stack: Stack, how: str) -> None:
    """Set what new sessions may do, and end those that there are, as a failover does."""
    admin: Any = await asyncpg.connect(stack.admin_dsn())
    try:
        await admin.execute(f"ALTER DATABASE {DATABASE} {how}")
        await admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", DATABASE)
    finally:
        await admin.close()


async def _statuses(office: Office, day: str) -> list[int]:
    """Of an entry (the hot path), a draft (an ordinary command), a list, and of readiness."""
    service = office.service
    entered = await service.ask("POST", "/activities", entry(day), actor=STAF)
    draft = await service.ask("POST", "/drafts", {"tanggal": day, "uraian": "konsep"}, actor=STAF)
    listed = await service.ask("GET", f"/activities?periode={day[:7]}", actor=STAF)
    return [entered.status, draft.status, listed.status, await service.ready()]


async def test_writes_are_503_while_the_database_is_read_only_and_go_on_by_themselves(
    servers: Stack, tmp_path: Path
) -> None:
    service = await host(servers, SERVICE, tmp_path)
    office = await open_office(service, "kuansing")
    await office.at("2025-03-20T15:45")
    try:
        assert await _statuses(office, "2025-03-20") == [201, 201, 200, 200]
        await _turned(servers, "SET default_transaction_read_only = on")
        seen = [await _statuses(office, "2025-03-19") for _ in range(4)]
        assert all(set(found[:2]) == {503} and found[3] == 503 for found in seen[1:]), seen
        assert {found[2] for found in seen[2:]} == {200}, "what is read is still read"
    finally:
        await _turned(servers, "RESET default_transaction_read_only")
    after = [await _statuses(office, f"2025-03-1{n}") for n in range(3)]
    assert after[-1] == [201, 201, 200, 200], after
    await service.close()
