"""Measures what waits in a service's database: facts that are parked, deadlines that have passed and not fired."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from typing import Any

from chassis import telemetry
from chassis.clock import Clock
from chassis.duty import keep_at

EVERY_SECONDS = 5.0
_WAITING = """
SELECT (SELECT count(*) FROM parked) AS parked, (SELECT count(*) FROM deadline WHERE due_at <= $1) AS due
"""


async def measure_waiting(dsn: str, service: str, clock: Clock) -> None:
    """A duty: sets the gauges until cancelled. `dsn` is the plumbing's, which sees every Pemda's."""

    async def measure(connection: Any) -> None:
        while True:
            row = await connection.fetchrow(_WAITING, clock.at(datetime.now(timezone.utc)))
            telemetry.parked_facts.labels(service=service).set(row["parked"])
            telemetry.deadlines_due.labels(service=service).set(row["due"])
            await asyncio.sleep(EVERY_SECONDS)

    await keep_at(dsn, "waiting_unmeasured", measure)
