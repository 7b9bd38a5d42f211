"""What takes long without waiting for anything, in one other process: the event loop of this one goes on meanwhile."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import TypeVar

from chassis.mortal import die_with
from contracts.refusal import lacking, wrong_state

T = TypeVar("T")
# A transaction may be open meanwhile; the database ends one that is idle for 30 s.
PATIENCE_SECONDS = 25.0
MOST_MEMORY = 3 << 30
_pools: list[ProcessPoolExecutor] = []


async def aside(doing: Callable[[bytes], T], content: bytes) -> T:
    """What `doing` (a function of a module) makes of the content; its Refusal is raised here.

    One file at a time; Refusal 409 when those before it take too long, 422 when reading it costs the process its life.
    """
    pool = _pools[0] if _pools else _open()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await asyncio.get_running_loop().run_in_executor(pool, doing, content)
    except TimeoutError as err:
        raise wrong_state("Berkas lain masih dibaca; coba lagi sebentar lagi.", "implicit") from err
    except (BrokenProcessPool, MemoryError) as err:
        if pool in _pools:
            _pools.remove(pool)
        pool.shutdown(wait=False)
        raise lacking("Isi berkas terlalu besar.", "implicit", "berkas") from err


def close() -> None:
    """Let the other process go."""
    while _pools:
        _pools.pop().shutdown(wait=False, cancel_futures=True)


def _open() -> ProcessPoolExecutor:
    _pools.append(ProcessPoolExecutor(1, get_context("spawn"), _settle, (os.getpid(),)))
    return _pools[0]


def _settle(parent: int) -> None:
    """In the other process: it goes when this one does, leaves Ctrl-C to it, and takes no more than its share."""
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
