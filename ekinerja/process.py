"""A child process: its own group, its own log, gone when we are gone."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def _die_with_parent() -> None:
    """Runs in the child before exec: the kernel kills it when the supervisor is killed."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Recipe(msgspec.Struct, frozen=True):
    """How a process is started, how it is asked to stop, and how it is known to be well."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    cwd: Path | None = None


class Child:
    """A running recipe."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.restarts = 0
        self.started_at = 0.0
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self._process.returncode is None else None

    @property
    def running(self) -> bool:
        return self.pid is not None

    async def start(self) -> None:
        self.recipe.log.parent.mkdir(parents=True, exist_ok=True)
        with self.recipe.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.recipe.argv,
                env=dict(self.recipe.env),
                cwd=self.recipe.cwd,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        self.started_at = time.time()

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
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def until(probe: Callable[[], object], seconds: float, alive: Callable[[], bool]) -> str | None:
    """Try a probe until it succeeds; returns the last error when time is up or the process has ended."""
    deadline = time.monotonic() + seconds
    error = "not started"
    while time.monotonic() < deadline:
        if not alive():
            return "the process ended"
        try:
            result = probe()
            if asyncio.iscoroutine(result):
                await result
            return None
        except Exception as err:
            error = f"{type(err).__name__}: {err}"
        await asyncio.sleep(0.1)
    return error
