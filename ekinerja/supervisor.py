"""Watches child processes: one that ends unasked is started again, later the oftener it happens."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable

import msgspec

from ekinerja.process import Child, Probe, Recipe, until
from ekinerja.refusal import Unable

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 10.0
SETTLED_SECONDS = 30.0
READY_SECONDS = 90.0
CRASHES_AT_START = 3
STOP_SECONDS = 4.0
ASK_SECONDS = 5.0
SILENT_SECONDS = 60.0


class Status(msgspec.Struct, frozen=True):
    """One process as `ekinerja status` shows it; `pid` is None while it is down."""

    name: str
    pid: int | None
    port: int
    restarts: int
    started_at: float


class Supervisor:
    """The children of one instance. `tell` gets a line an event, `changed` is called after each."""

    def __init__(self, tell: Callable[[str], None], changed: Callable[[], None] = lambda: None) -> None:
        self.children: dict[str, Child] = {}
        self._tell = tell
        self._changed = changed
        self._watchers: list[asyncio.Task[None]] = []
        self._stopping = False

    async def launch(self, recipe: Recipe, probe: Probe | None = None, alive: Probe | None = None) -> None:
        """Start a process, watch it, and wait until its probe succeeds; then ask now and then whether it lives."""
        if self._stopping:
            raise asyncio.CancelledError
        child = self.children[recipe.name] = Child(recipe)
        await child.start()
        self._watchers.append(asyncio.create_task(self._watch(child), name=f"watch {recipe.name}"))
        self._changed()
        if probe:
            await self._ready(child, probe)
        if alive:
            self._watchers.append(asyncio.create_task(self._ask(child, alive), name=f"ask {recipe.name}"))

    async def _ask(self, child: Child, alive: Probe) -> None:
        """End a process that says nothing at all for a minute, as one that hangs; a refusal is an answer."""
        since = time.monotonic()
        while not self._stopping:
            await asyncio.sleep(ASK_SECONDS)
            asked = child.pid
            try:
                async with asyncio.timeout(ASK_SECONDS):
                    await alive()
                since = time.monotonic()
            except TimeoutError:
                if time.monotonic() - since > SILENT_SECONDS and asked == child.pid:
                    self._tell(f"{child.recipe.name} has not answered for {SILENT_SECONDS:.0f} s; it is ended")
                    self.kill(child.recipe.name)
                    since = time.monotonic()
            except Exception:
                since = time.monotonic()

    async def _ready(self, child: Child, probe: Probe) -> None:
        error = await until(probe, READY_SECONDS, lambda: child.restarts < CRASHES_AT_START)
        if error:
            name, log = child.recipe.name, child.recipe.log
            raise Unable(f"{name} did not become ready: {error}; last of {log}: {child.last_words()}")

    async def _watch(self, child: Child) -> None:
        pause = FIRST_PAUSE
        while not self._stopping:
            code = await child.ended()
            if self._stopping:
                return
            ran = time.time() - child.started_at
            pause = FIRST_PAUSE if ran > SETTLED_SECONDS else min(pause * 2, LONGEST_PAUSE)
            child.restarts += 1
            self._tell(f"{child.recipe.name} ended ({_reason(code)}); started again in {pause:.1f} s")
            self._changed()
            await self._again(child, pause)
            self._changed()

    async def _again(self, child: Child, pause: float) -> None:
        """Start once more, for as long as the machine refuses to (no memory, no processes)."""
        while True:
            await asyncio.sleep(pause)
            if self._stopping:
                return
            try:
                return await child.start()
            except OSError as err:
                self._tell(f"{child.recipe.name} cannot be started: {err}")
                pause = LONGEST_PAUSE

    async def stop(self, last: Iterable[str] = ()) -> None:
        """Stop all within twice STOP_SECONDS, those named in `last` after the others."""
        self._stopping = True
        for watcher in self._watchers:
            watcher.cancel()
        await asyncio.gather(*self._watchers, return_exceptions=True)
        late = [child for name, child in self.children.items() if name in set(last)]
        early = [child for child in self.children.values() if child not in late]
        for group in (early, late):
            await asyncio.gather(*(child.stop(STOP_SECONDS) for child in group))
        self._changed()

    def kill(self, name: str) -> None:
        """kill -9 one process, as a drill; it is started again like any other."""
        if pid := self.children[name].pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def status(self, ports: dict[str, int]) -> list[Status]:
        """All processes in the order of their start."""
        return [
            Status(name, child.pid, ports.get(name, 0), child.restarts, child.started_at)
            for name, child in self.children.items()
        ]


def _reason(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"code {code}"
