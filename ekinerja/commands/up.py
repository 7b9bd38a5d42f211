"""`ekinerja up`: start the system and watch it until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import signal
import sys
from typing import Annotated

from cyclopts import Parameter

from chassis.regulation import Packs
from ekinerja import laws
from ekinerja.commands.detach import STOPS
from ekinerja.commands.detach import detach as in_background
from ekinerja.demo.accounts import kept, told
from ekinerja.instance import Instance, Profile
from ekinerja.progress import Progress
from ekinerja.refusal import Unable
from ekinerja.stack import Stack

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def up(
    *,
    instance: str = "main",
    detach: bool = False,
    base_port: int | None = None,
    servers_only: bool = False,
    profile: Annotated[Profile, Parameter(env_var="EKINERJA_PROFILE")] = "demo",
) -> None:
    """Start everything; Ctrl-C stops it.

    Parameters
    ----------
    instance
        Name of the instance; several may run side by side.
    detach
        Run in the background and return when the system is ready.
    base_port
        Move all ports together: the gateway takes this one. 0 takes any free ones.
    servers_only
        PostgreSQL, Valkey and Kafka without services and gateway.
    profile
        production, demo or test: the first refuses the settable clock.
    """
    if detach:
        options = ["--profile", profile, *(["--servers-only"] if servers_only else [])]
        options += [] if base_port is None else ["--base-port", str(base_port)]
        return in_background(instance, options)
    asyncio.run(_run(Instance(instance, base_port, profile), servers_only))


async def _run(instance: Instance, servers_only: bool) -> None:
    progress = Progress()
    stack = Stack(instance, () if servers_only else None, not servers_only, progress.tell)
    stop = asyncio.Event()
    for number in _SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with progress:
        starting = asyncio.create_task(stack.start())
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done() or starting.exception():
            await _give_up(starting)
    print(ready(stack), flush=True)
    await stopped
    progress.tell("stopping")
    await stack.stop()


async def _give_up(starting: asyncio.Task[None]) -> None:
    """End what has begun and leave at once: a thread that still fetches must not hold us up."""
    code, line = 130, "stopped"
    starting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        try:
            await starting
        except Unable as err:
            code, line = 2, f"ekinerja: {err}"
        except Exception as err:
            code, line = 1, f"ekinerja: {type(err).__name__}: {err}"
    print(line, file=sys.stderr, flush=True)
    os._exit(code)


def _accounts(instance: Instance) -> list[tuple[str, str]]:
    """Who can sign in to what is empty yet; where the password is, not what it is: the output may be a log."""
    first = importlib.import_module("services.identity.bootstrap").ACCOUNTS
    tenants = Packs.load(laws.folder()).tenants()
    return [
        ("pages", f"http://127.0.0.1:{instance.ports['gateway']}/"),
        ("API pages", f"http://127.0.0.1:{instance.ports['gateway']}/api/docs"),
        ("Pemda", ", ".join(tenants)),
        ("accounts of each", ", ".join(first)),
        ("first password", f"`bootstrap_password` in {instance.secrets_file}"),
    ]


def ready(stack: Stack) -> str:
    """What to print once it runs."""
    instance = stack.instance
    lines = [f"e-Kinerja ({instance.name}) is ready: {stack.url()}"] if stack.gateway else ["servers are ready"]
    if stack.gateway and instance.profile != "production":
        lines += [f"{title + ':':<18} {text}" for title, text in _accounts(instance)]
        if people := kept(instance):
            lines.append(told(instance, people))
    of = f"--instance {instance.name}`"
    lines.append(f"logs: {instance['logs']} · `ekinerja status {of} · {STOPS} {of} stops it")
    return "\n".join(lines)
