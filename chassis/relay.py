"""Carries the outbox to Kafka: one owner per service, which begins again after every failure."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Any

import asyncpg

from chassis import telemetry
from chassis.drain import LINGER_SECONDS, Drain, Publisher, PublishFailed
from chassis.setaside import SetAside
from chassis.transient import is_transient

_LOCK = 0x72656C61  # one relay at a time in a database
CHANNEL = "outbox"  # a process that commits events and does not own the relay wakes the owner by a NOTIFY
STAND_BY_SECONDS = 1.0


class Relay:
    """The relay of one service. `wake` may be called from anywhere in the event loop after a commit."""

    def __init__(
        self, dsn: str, service: str, topic: str, publisher: Publisher, gives_way: Callable[[], bool] = lambda: False
    ) -> None:
        self.gives_way = gives_way
        self._dsn = dsn
        self._service = service
        self._topic = topic
        self._publisher = publisher
        self._woken = asyncio.Event()
        self.acknowledged_at = time.monotonic()
        self.owner = self._stands_by = False

    def wake(self) -> None:
        self._woken.set()

    def idle_seconds(self) -> float:
        """How long ago Kafka last acknowledged something; 0 where another process does the sending."""
        return 0.0 if self._stands_by else time.monotonic() - self.acknowledged_at

    async def run(self) -> None:
        """Own the outbox and drain it until cancelled; after any failure, begin again from what is stored."""
        pause = 0.1
        while True:
            try:
                await self._own_and_drain()
                pause = 0.1
            except Exception as err:
                expected = isinstance(err, PublishFailed) or is_transient(err)
                tell = telemetry.get_logger().warning if expected else telemetry.get_logger().error
                tell("relay_interrupted", error=type(err).__name__, pause=pause, exc_info=not expected)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 2.0)
            finally:
                self.owner = False

    async def _own_and_drain(self) -> None:
        connection = await asyncpg.connect(self._dsn, timeout=5, command_timeout=30)
        try:
            await self._stand_by(connection)
            self.owner, self._stands_by = True, False
            await connection.add_listener(CHANNEL, lambda *_: self._woken.set())
            aside = SetAside(self._dsn, self._service)
            await Drain(connection, self._service, self._topic, self._publisher, aside, self).loop(self._woken)
        finally:
            with contextlib.suppress(Exception):
                await connection.close(timeout=2)

    async def _stand_by(self, connection: Any) -> None:
        """Wait for the lock that makes one relay the owner; until then, tell the owner of what is committed here."""
        while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK):
            self._stands_by = True
            until = time.monotonic() + STAND_BY_SECONDS
            while (left := until - time.monotonic()) > 0:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), left)
                    self._woken.clear()
                    await connection.execute("SELECT pg_notify($1, '')", CHANNEL)
                    await asyncio.sleep(LINGER_SECONDS)
