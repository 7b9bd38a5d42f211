"""S17: what a system costs that nobody asks anything: CPU of each process over a minute, beside the servers alone."""

from __future__ import annotations

import asyncio

from bench.ground import Ground
from bench.measure import Meter, Run
from bench.table import Goal, Outcome
from ekinerja.stack import Stack
from gateway.routes import SERVICES

SECONDS = 60.0
SETTLE_SECONDS = 30.0
SERVERS = ("postgres", "kafka", "valkey")
GATEWAY = "gateway"


def _pids(stack: Stack, names: tuple[str, ...]) -> dict[str, int]:
    return {name: pid for name in names if (pid := stack.pid(name))}


async def _watched(pids: dict[str, int]) -> Run:
    meter = Meter(pids)
    with meter.on():
        await asyncio.sleep(SECONDS)
    return meter.run(int(SECONDS))


async def run(ground: Ground, rounds: int) -> Outcome:
    """The servers first alone, then with six services and the gateway that have nothing to do."""
    stack = ground.stack
    await ground.provision(*SERVICES)
    await asyncio.sleep(SETTLE_SECONDS)
    alone = [await _watched(_pids(stack, SERVERS)) for _ in range(rounds)]
    for name in (*SERVICES, GATEWAY):
        await stack.serve(name)
    await asyncio.sleep(SETTLE_SECONDS)
    idle = [await _watched(_pids(stack, (*SERVERS, *SERVICES, GATEWAY))) for _ in range(rounds)]
    shares = {name: sum(r.cpu[name] for r in idle) / (rounds * SECONDS) for name in idle[0].cpu}
    before = {name: sum(r.cpu[name] for r in alone) / (rounds * SECONDS) for name in alone[0].cpu}
    above = sum(shares.values()) - sum(before.values())
    goals = [Goal("cores of an idle system above the servers alone", above, 0.04, at_most=True)]
    proofs = [f"{name}: {shares[name]:.2%} of a core, alone {before.get(name, 0):.2%}" for name in shares]
    return Outcome("S17 an idle system", {"idle": idle, "servers alone": alone}, goals, proofs)
