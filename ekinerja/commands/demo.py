"""`ekinerja demo`: the main job; two Pemda live one month, and every number is checked."""

from __future__ import annotations

import asyncio
import os
import sys
import time

from rich.console import Console

from ekinerja import running
from ekinerja.demo.accounts import keep, told
from ekinerja.demo.client import Failed
from ekinerja.demo.run import run_demo
from ekinerja.instance import Instance
from ekinerja.progress import Progress
from ekinerja.refusal import Unable
from ekinerja.stack import Stack

# Three hundred people sign in from one address within seconds here, as from a whole office behind one router.
RATE = "200/1000,50/400"


def demo(*, base_port: int | None = None, discard: bool = False) -> None:
    """Run the demonstration on a fresh instance of its own; `ekinerja up --instance demo` shows it afterwards.

    Parameters
    ----------
    base_port
        Move all ports together: the gateway takes this one. 0 takes any free ones.
    discard
        Delete the databases and logs of the instance (`demo`) afterwards.
    """
    instance = Instance("demo", base_port)
    if running.alive(instance):
        raise Unable("instance demo is running; `ekinerja down --instance demo` stops it")
    instance.remove()
    os.environ.setdefault("EKINERJA_RATE", RATE)
    try:
        asyncio.run(_demo(instance))
    except Failed as err:
        print(f"ekinerja: the demo does not stand: {err}\nlogs: {instance['logs']}", file=sys.stderr)
        sys.exit(1)
    if discard:
        instance.remove()


async def _demo(instance: Instance) -> None:
    console = Console(width=max(Console().width, 120), highlight=False)
    progress = Progress()
    began = time.monotonic()
    stack = Stack(instance, tell=progress.tell)
    try:
        with progress:
            await stack.start()
        progress.tell("ready: PostgreSQL, Valkey, Kafka, six services and the gateway\n")
        accounts = keep(instance, (await run_demo(stack, console)).stories)
        console.print(f"all counts agree with the input; {time.monotonic() - began:.0f} s in all")
        console.print(told(instance, accounts))
    finally:
        await stack.stop()
