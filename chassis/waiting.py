"""Measures what waits in a service's database: facts that are parked, deadlines that have passed and not fired."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from typing import Any

import asyncpg

from chassis import telemetry
from chassis.clock import Clock
from chassis.transient import is_transient

EVERY_SECONDS = 5.0
_WAITING = """
SELECT (SELECT count(*) FROM parked) AS parked, (SELECT count(*) FROM deadline WHERE due_at <= $1) AS due
"""


async def measure_waiting(dsn: str, service: str, clock: Clock) -> None:
    """A duty: sets the gauges until cancelled. `dsn` is the plumbing's, which sees every Pemda's."""
    while True:
        try:
            connection: Any = await asyncpg.connect(dsn, timeout=5, command_timeout=30)
            try:
                while True:
                    row = await connection.fetchrow(_WAITING, clock.at(datetime.now(timezone.utc)))
                    telemetry.parked_facts.labels(service=service).set(row["parked"])
                    telemetry.deadlines_due.labels(service=service).set(row["due"])
                    await asyncio.sleep(EVERY_SECONDS)
            finally:
                await connection.close(timeout=2)
        except Exception as err:
            tell = telemetry.get_logger().warning if is_transient(err) else telemetry.get_logger().error
            tell("waiting_unmeasured", error=type(err).__name__, exc_info=not is_transient(err))
            await asyncio.sleep(1.0)
