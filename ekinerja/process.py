"""A child process: its own group, its own log, gone when we are gone."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from chassis.mortal import die_with

_LOG_LIMIT = 20 << 20


class Recipe(msgspec.Struct, frozen=True):
    """How a process is started and how it is asked to stop."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    cwd: Path | None = None
    before: Callable[[], None] = lambda: None
    """Clears what a killed predecessor left behind."""


class Child:
    """A recipe and the process that came of it last."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.restarts = 0
        self.started_at = 0.0
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self._process.returncode is None else None

    async def start(self) -> None:
        """Start it, or start it again; what the last one left in its group is ended first."""
        self._end_group()
        self.recipe.before()
        parent = os.getpid()
        with self._open_log() as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.recipe.argv,
                env=dict(self.recipe.env),
                cwd=self.recipe.cwd,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: die_with(parent),
            )
        self.started_at = time.time()

    def _open_log(self) -> Any:
        """The log, appended to; one that has grown large makes way for a new one."""
        log = self.recipe.log
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))
        return log.open("ab")

    async def ended(self) -> int:
        """Wait for the process to end; returns its code."""
        assert self._process is not None
        return await self._process.wait()

    async def stop(self, seconds: float) -> None:
        """Ask, wait, then kill the whole group."""
        process = self._process
        if process is None:
            return
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(self.recipe.stop_signal)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), seconds)
        self._end_group()
        await process.wait()

    def _end_group(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def last_words(self) -> str:
        """The last line of the log, for a message."""
        with contextlib.suppress(OSError):
            lines = self.recipe.log.read_bytes()[-4000:].decode(errors="replace").strip().splitlines()
            return lines[-1][:300] if lines else ""
        return ""


def run(
    argv: Sequence[str], env: Mapping[str, str], seconds: float, cwd: Path = Path("/")
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, from any thread; it too is gone when we are gone."""
    parent = os.getpid()
    return subprocess.run(
        argv, env=dict(env), cwd=cwd, timeout=seconds, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=lambda: die_with(parent),
    )  # fmt: skip


Probe = Callable[[], Coroutine[Any, Any, None]]


async def until(probe: Probe, seconds: float, alive: Callable[[], bool]) -> str | None:
    """Try a probe until it succeeds; returns the last error when time is up or the process has ended."""
    deadline = time.monotonic() + seconds
    error = "no answer"
    while time.monotonic() < deadline:
        if not alive():
            return "the process ends again and again"
        try:
            async with asyncio.timeout(5):
                await probe()
            return None
        except Exception as err:
            error = f"{type(err).__name__}: {err}"
        await asyncio.sleep(0.1)
    return error
