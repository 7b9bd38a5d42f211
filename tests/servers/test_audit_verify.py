"""`ekinerja audit verify` walks the chains of every service, and says where one is not as it was written."""

from __future__ import annotations

from pathlib import Path

import asyncpg

from chassis.clock import clock_for
from chassis.db import Database, Who
from chassis.regulation import Packs
from chassis.settings import read_settings
from ekinerja.stack import Stack
from tests.servers.test_backup import ekinerja, postgres_of

SUBJECT = "11111111-aaaa-7bbb-8ccc-000000000001"


async def _write(stack: Stack, service: str, tenant: str) -> None:
    settings = read_settings(stack.environment.of(service))
    packs = Packs.load(settings.regulations)
    database = Database(settings.database, service, packs, clock_for(settings.clock_file))
    try:
        async with database.work(Who(tenant=tenant, actor="test")) as work:
            for n in range(3):
                await work.audit("tested", SUBJECT, {"n": n})
    finally:
        await database.close()


async def test_every_service_and_pemda_is_walked_and_a_touched_line_is_named(tmp_path: Path) -> None:
    kept = str(tmp_path / "heads.json")
    async with postgres_of("test-audit") as stack:
        await stack.provision_databases(stack.services)
        name = ("--instance", stack.instance.name)
        for service in ("tpp", "activity"):
            await _write(stack, service, "konsel")
        told = await ekinerja("audit", "verify", "--keep", kept, *name)
        lines = told.stdout.splitlines()
        assert told.returncode == 0 and len(lines) == 2 * len(stack.services), told.stderr
        assert all(line.endswith("holds") for line in lines)
        assert [line.split()[:3] for line in lines if line.split()[2] != "0"] == [
            ["activity", "konsel", "3"], ["tpp", "konsel", "3"],
        ]  # fmt: skip
        hand = await asyncpg.connect(stack.admin_dsn("ekinerja_tpp"))
        await hand.execute("UPDATE audit SET detail = '{\"n\":9}' WHERE seq = 2")
        told = await ekinerja("audit", "verify", *name)
        assert told.returncode == 2 and "breaks at line 2" in told.stdout and "not as it was written" in told.stderr
        await hand.execute("DELETE FROM audit; DELETE FROM audit_head")
        await hand.close()
        assert (await ekinerja("audit", "verify", *name)).returncode == 0
        told = await ekinerja("audit", "verify", "--against", kept, *name)
        assert told.returncode == 2 and "lacks line 3 as it was kept" in told.stdout
        told = await ekinerja("audit", "verify", "--against", str(tmp_path / "none.json"), *name)
        assert told.returncode == 2 and "none.json" in told.stderr
