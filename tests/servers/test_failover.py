"""A standby takes over in the middle of a sweep: nothing is approved twice, nothing is forgotten (X7)."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from ekinerja import ports, postgres, unprivileged
from ekinerja.external import External
from ekinerja.instance import Instance
from ekinerja.process import Child, Recipe, run
from ekinerja.stack import Stack
from services.activity.app import SERVICE
from services.activity.lapse import sweep
from tests.service.dinas import Office, open_office
from tests.service.hosted import Hosted, host
from tests.service.test_activity_sweep import AFTER, fill, proved

ENTRIES = 10_000


@pytest.fixture
async def primary() -> AsyncIterator[Stack]:
    instance = Instance("test-failover", base_port=0, profile="test")
    instance.remove()
    stack = Stack(instance, services=(), gateway=False, servers=External())
    await stack.start()
    yield stack
    await stack.stop()
    instance.remove()


class Standby:
    """A synchronous standby of the stack's PostgreSQL, as a data centre keeps one elsewhere."""

    def __init__(self, primary: Stack) -> None:
        self._primary = primary
        self._home = primary.instance["postgres"] / "standby"
        self.port = ports.free(1)[0]
        self._child: Child | None = None

    async def start(self) -> None:
        """Copy the primary, follow it, and let its commits wait for the copy."""
        access = self._primary.instance["postgres"] / "data" / "pg_hba.conf"
        access.write_text(access.read_text() + "host replication all 127.0.0.1/32 scram-sha-256\n")
        admin: Any = await asyncpg.connect(self._primary.admin_dsn())
        await admin.execute("SELECT pg_reload_conf()")
        await asyncio.to_thread(self._copy)
        argv = unprivileged.argv([str(postgres.BIN / "postgres"), "-D", str(self._home), "-p", str(self.port)])
        log = self._primary.instance["logs"] / "standby.log"
        self._child = Child(Recipe("standby", argv, {"LC_ALL": "C"}, log, signal.SIGINT, Path("/")))
        await self._child.start()
        await admin.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        await admin.execute("SELECT pg_reload_conf()")
        while await admin.fetchval("SELECT sync_state FROM pg_stat_replication") != "sync":
            await asyncio.sleep(0.1)
        await admin.close()

    def _copy(self) -> None:
        secrets = self._primary.instance.secrets()
        argv = [str(postgres.BIN / "pg_basebackup"), "-D", str(self._home), "-R", "-X", "stream", "-c", "fast"]
        argv += ["-h", "127.0.0.1", "-p", str(self._primary.instance.ports["postgres"]), "-U", "admin"]
        done = run(unprivileged.argv(argv), {"PGPASSWORD": secrets.admin, "LC_ALL": "C"}, 60)
        assert done.returncode == 0, done.stderr

    def at(self, dsn: str) -> str:
        """The DSN of the primary, at the standby."""
        return dsn.replace(f":{self._primary.instance.ports['postgres']}/", f":{self.port}/")

    async def rows(self, database: str, statement: str) -> list[Any]:
        connection = await asyncpg.connect(self.at(self._primary.admin_dsn(database)))
        try:
            return list(await connection.fetch(statement))
        finally:
            await connection.close()

    async def stop(self) -> None:
        if self._child:
            await self._child.stop(5)


@pytest.fixture
async def standby(primary: Stack) -> AsyncIterator[Standby]:
    standby = Standby(primary)
    yield standby
    await standby.stop()


async def test_x7_a_standby_that_takes_over_in_the_middle_of_ten_thousand_approves_each_once(
    primary: Stack, standby: Standby, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "PAGES", 8)
    before = await host(primary, SERVICE, tmp_path)
    office = await open_office(before, "kuansing")
    await fill(office, ENTRIES)
    await standby.start()
    database = "ekinerja_hosted_activity"
    told = "SELECT event_id FROM outbox WHERE key = ''"

    sweeping = asyncio.create_task(office.at(AFTER))
    while len(seen := await before.rows(told)) < 8:  # what a relay could have carried away by now
        assert not sweeping.done()
        await asyncio.sleep(0.01)
    primary.kill("postgres")
    sweeping.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await sweeping
    await before.close()
    assert (await standby.rows(database, "SELECT pg_promote(true, 30) AS done"))[0]["done"]
    left = await standby.rows(database, "SELECT FROM activity WHERE state = 'submitted'")
    assert 0 < len(left) < ENTRIES, "it was in the middle"
    kept = {row["event_id"] for row in await standby.rows(database, told)}
    assert {row["event_id"] for row in seen} <= kept, "what was told before is known after"

    after = Hosted("activity", {kind: standby.at(dsn) for kind, dsn in before.dsn.items()}, tmp_path)
    await after.open(SERVICE)
    try:
        office = Office(after, "kuansing")
        await office.at(AFTER)
        await proved(office, ENTRIES)
    finally:
        await after.close()
