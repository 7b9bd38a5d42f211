"""`ekinerja status`: every process of an instance and how it is."""

from __future__ import annotations

import asyncio
import sys
import time

from rich.console import Console
from rich.table import Table

from ekinerja import running
from ekinerja.instance import Instance, known
from ekinerja.stack import Stack
from ekinerja.supervisor import Status


def status(*, instance: str = "main") -> None:
    """Show processes, ports, health, restarts and uptime; exit code 1 when anything is not well.

    Parameters
    ----------
    instance
        Name of the instance.
    """
    found = Instance(instance)
    page = running.page(found)
    if page is None:
        others = [name for name in known() if running.alive(Instance(name))]
        print(f"{instance} is not running" + (f" (running: {', '.join(others)})" if others else ""))
        sys.exit(3)
    health = asyncio.run(_health(Stack(found), page.processes))
    table = Table("process", "pid", "port", "health", "restarts", "uptime", title=f"{instance}: {page.state}")
    for process, state in zip(page.processes, health, strict=True):
        pid = str(process.pid) if process.pid else "-"
        table.add_row(process.name, pid, str(process.port), state, str(process.restarts), _uptime(process))
    Console().print(table)
    sys.exit(0 if all(state == "ok" for state in health) else 1)


async def _health(stack: Stack, processes: list[Status]) -> list[str]:
    async def ask(name: str) -> str:
        try:
            await asyncio.wait_for(stack.probe(name), 5)
        except Exception as err:
            return f"{type(err).__name__}: {err}"[:80]
        return "ok"

    return await asyncio.gather(*(ask(process.name) for process in processes))


def _uptime(process: Status) -> str:
    if not process.pid:
        return "-"
    seconds = int(time.time() - process.started_at)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
