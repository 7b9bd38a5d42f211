"""Tells every checker of tokens which sessions have ended, whatever stopped in between (chassis/revocation.py)."""

from __future__ import annotations

import asyncio

from chassis import telemetry
from chassis.db import Database, Who
from chassis.revocation import EVERY_SECONDS, KEEP_SECONDS, client_of, mark
from chassis.service import Runtime
from services.identity import store


async def tell_ended(runtime: Runtime) -> None:
    """Mark what has ended lately, again and again: a Valkey that forgot knows it half a second later."""
    client, is_away = client_of(runtime.settings.redis or "redis://127.0.0.1:1/0"), False
    while True:
        try:
            await mark(client, await _ended(runtime.database))
            is_away = False
        except Exception as err:
            if not is_away:
                telemetry.get_logger().warning("revocations_untold", error=type(err).__name__)
            is_away = True
        await asyncio.sleep(EVERY_SECONDS)


async def _ended(database: Database) -> list[tuple[str, float]]:
    found = []
    for tenant in database.packs.tenants():
        async with database.work(Who(tenant=tenant, actor="system:revocation"), read_only=True) as work:
            found += await store.ended_sessions(work, KEEP_SECONDS)
    return found
