"""S20: the start of a new instance, beside its servers started alone and the CPU that importing its processes costs."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from bench.ground import Ground
from bench.measure import Run
from bench.table import Goal, Outcome
from chassis.settings import REPOSITORY
from ekinerja.instance import Instance
from ekinerja.stack import APPS, GATEWAY, PAGES, Stack
from gateway.routes import SERVICES

ALLOWED = 1.5
PROCESSES = (*SERVICES, GATEWAY, PAGES)


async def _started(services: Sequence[str] | None, *, gateway: bool) -> Run:
    """Seconds from nothing until everything is ready; the instance is gone afterwards."""
    instance = Instance("bench-start", base_port=0, profile="test")
    instance.remove()
    stack = Stack(instance, services=services, gateway=gateway)
    began = time.perf_counter()
    await stack.start()
    took = time.perf_counter() - began
    await stack.stop()
    instance.remove()
    return Run(1, took, {})


def _imports() -> Run:
    """CPU seconds of a Python that imports uvicorn and the app of a process, one after the other."""
    began, cpu = time.perf_counter(), {}
    for name in PROCESSES:
        module = APPS.get(name, f"services.{name}.app:create").partition(":")[0]
        with subprocess.Popen([sys.executable, "-c", f"import uvicorn, {module}"], cwd=REPOSITORY) as child:
            _, _, used = os.wait4(child.pid, 0)
            child.returncode = 0
        cpu[name] = used.ru_utime + used.ru_stime
    return Run(1, time.perf_counter() - began, cpu)


async def run(ground: Ground, rounds: int) -> Outcome:
    """In turns: all of it, the servers alone, the imports."""
    runs: dict[str, list[Run]] = {"new instance": [], "servers alone": [], "imports": []}
    for _ in range(rounds):
        runs["new instance"].append(await _started(None, gateway=True))
        runs["servers alone"].append(await _started((), gateway=False))
        runs["imports"].append(await asyncio.to_thread(_imports))
    shares = [
        whole.seconds / (servers.seconds + sum(imports.cpu.values()))
        for whole, servers, imports in zip(*runs.values(), strict=True)
    ]
    name = "seconds / (servers alone + CPU of the imports)"
    goals = [Goal(name, statistics.median(shares), ALLOWED, at_most=True)]
    proofs = [
        f"new instance {whole.seconds:.1f} s; servers alone {servers.seconds:.1f} s;"
        f" imports of {len(PROCESSES)} processes {sum(imports.cpu.values()):.1f} s of CPU"
        for whole, servers, imports in zip(*runs.values(), strict=True)
    ]
    return Outcome("S20 the start of a new instance", runs, goals, proofs)
