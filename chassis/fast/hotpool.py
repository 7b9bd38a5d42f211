"""Connections of the bare driver for group commit; each statement on them is a transaction of its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import asyncpg

from chassis.clock import Clock
from chassis.transient import is_useless

# The few statements of the hot path go from key to row; a plan made while a table was empty must not scan it later.
_HOT_PLANS = {"plan_cache_mode": "force_generic_plan", "enable_seqscan": "off"}

ASK_TIME_SECONDS = 5.0
HOT_CONNECTIONS = 4


class HotConnections:
    """A few connections of one service to its own database, as the role that owns nothing."""

    def __init__(self, dsn: str, server_settings: dict[str, str], clock: Clock) -> None:
        self._dsn = dsn
        self._server_settings = server_settings
        self._clock = clock
        self._idle: list[Any] = []
        self._turns = asyncio.Semaphore(HOT_CONNECTIONS)
        self._asked_at = -1e9

    def drop_idle(self) -> None:
        """End the connections that rest: after a failover none of them is of use."""
        while self._idle:
            self._idle.pop().terminate()

    async def close(self) -> None:
        while self._idle:
            await self._idle.pop().close(timeout=2)

    @asynccontextmanager
    async def use(self) -> AsyncIterator[Any]:
        """A connection that rests or a new one; given back when the block ends, ended when its state is unknown."""
        async with self._turns:
            connection = await self._connection()
            try:
                yield connection
            except asyncpg.PostgresError as err:
                if is_useless(err):
                    connection.terminate()
                    self.drop_idle()
                raise
            except BaseException:
                # no reset finds out what state it is in: it goes, a fresh one comes
                connection.terminate()
                raise
            finally:
                if not connection.is_closed():
                    self._idle.append(connection)

    async def _connection(self) -> Any:
        """An idle connection or a new one. Connections return without RESET: our statements leave no session state."""
        while self._idle:
            if not (resting := self._idle.pop()).is_closed():
                return resting
        settings = self._server_settings | _HOT_PLANS
        return await asyncpg.connect(self._dsn, timeout=5, server_settings=settings)

    @asynccontextmanager
    async def tenant(self, connection: Any, tenant: str) -> AsyncIterator[None]:
        """A transaction for one tenant on a hot connection, for what is read or armed now and then."""
        async with connection.transaction():
            await connection.execute("SELECT set_config('app.tenant', $1, true)", tenant)
            yield

    async def now(self, connection: Any) -> datetime:
        """The database's time, asked every few seconds and carried on by this machine's monotonic clock."""
        if time.monotonic() - self._asked_at > ASK_TIME_SECONDS:
            asked = time.monotonic()
            self._told: datetime = await connection.fetchval("SELECT clock_timestamp()")
            self._asked_at = (asked + time.monotonic()) / 2
        return self._clock.at(self._told + timedelta(seconds=time.monotonic() - self._asked_at))
