"""Measures what waits in a service's database: events not yet sent or set aside, parked facts, deadlines not fired."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from typing import Any

from chassis import telemetry
from chassis.clock import Clock
from chassis.duty import keep_at

EVERY_SECONDS = 5.0
_WAITING = """
SELECT (SELECT count(*) FROM parked) AS parked, (SELECT count(*) FROM deadline WHERE due_at <= $1) AS due,
    (SELECT count(*) FROM outbox_aside) AS aside
"""
# Of the position that is stored, not of the relay's: what it cannot send counts, whatever the relay is at.
_UNSENT = """
SELECT count(*) AS pending, coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)::float8 AS lag
FROM (SELECT o.recorded_at FROM relay_position p JOIN outbox o ON o.id > p.high ORDER BY o.id LIMIT 10000) waiting
"""


class Waiting:
    """What waits in the database of one service; `lag_seconds`: the age of its oldest unsent event."""

    def __init__(self, dsn: str, service: str, clock: Clock) -> None:
        self._dsn = dsn  # the plumbing's, which sees every Pemda's
        self._service = service
        self._clock = clock
        self.lag_seconds = 0.0

    async def keep_measuring(self) -> None:
        """A duty: sets the gauges until cancelled."""
        await keep_at(self._dsn, "waiting_unmeasured", self._measure)

    async def _measure(self, connection: Any) -> None:
        while True:
            row = await connection.fetchrow(_WAITING, self._clock.at(datetime.now(timezone.utc)))
            unsent = await connection.fetchrow(_UNSENT)
            self.lag_seconds = unsent["lag"]
            for gauge, value in (
                (telemetry.parked_facts, row["parked"]),
                (telemetry.deadlines_due, row["due"]),
                (telemetry.outbox_set_aside, row["aside"]),
                (telemetry.outbox_lag_seconds, unsent["lag"]),
                (telemetry.outbox_pending, unsent["pending"]),
            ):
                gauge.labels(service=self._service).set(value)
            await asyncio.sleep(EVERY_SECONDS)
