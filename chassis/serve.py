"""`python -m chassis.serve …`: uvicorn's own command and options, by a server that wakes once a second when idle.

uvicorn looks ten times a second whether it should stop and what the date is; that alone is a fifth of what an idle
service costs. Here a signal ends the wait at once, and the date is looked up each second.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
from types import FrameType

import uvicorn

TICK_SECONDS = 1.0
_TICKS = 10  # uvicorn counts tenths of a second: its date moves at each tenth of them


class Server(uvicorn.Server):
    """uvicorn's server with a slower tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leave = asyncio.Event()

    async def main_loop(self) -> None:
        """Tick until told to stop; the wait between two ticks ends with a signal."""
        self._loop = asyncio.get_running_loop()
        counter = 0
        while not await self.on_tick(counter):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._leave.wait(), TICK_SECONDS)
            counter = (counter + _TICKS) % 864_000

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """As uvicorn's; and the wait is over."""
        super().handle_exit(sig, frame)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._leave.set)


def main() -> None:
    """uvicorn's command with this server."""
    command = importlib.import_module("uvicorn.main")
    vars(command)["Server"] = Server
    command.main()


if __name__ == "__main__":
    main()
