"""A duty on a connection of its own, begun again for as long as the process lives; and what is done to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

import asyncpg

from chassis import telemetry
from chassis.transient import is_transient


async def keep_at(dsn: str, interrupted: str, do: Callable[[Any], Awaitable[None]]) -> None:
    """Do it on a connection of the bare driver until cancelled; what ends it is told as the event `interrupted`."""
    while True:
        try:
            connection: Any = await asyncpg.connect(dsn, timeout=5, command_timeout=30)
            try:
                await do(connection)
            finally:
                await connection.close(timeout=2)
        except Exception as err:
            tell = telemetry.get_logger().warning if is_transient(err) else telemetry.get_logger().error
            tell(interrupted, error=type(err).__name__, exc_info=not is_transient(err))
            await asyncio.sleep(1.0)


async def to_the_end(doing: Coroutine[Any, Any, None]) -> None:
    """Wait until it is done, however often one is cancelled meanwhile; then be cancelled."""
    task = asyncio.ensure_future(doing)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        raise
