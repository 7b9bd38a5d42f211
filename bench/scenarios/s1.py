"""S1: activity submissions through the gateway, beside pgbench with the same SQL in a transaction."""

from __future__ import annotations

from bench.ground import Ground
from bench.measure import Contender, Run, interleave, ratio
from bench.pgbench import TRANSACTION, Pgbench
from bench.scenarios.submissions import service
from bench.table import Goal, Outcome

SECONDS = 5


async def run(ground: Ground, rounds: int) -> Outcome:
    """Rounds without and with waiting for the disk; every submission carries a verified token."""
    runs: dict[str, list[Run]] = {}
    async with service(ground, gateway=True) as subject:
        for how, disk in (("fsync off", "off"), ("fsync on", "on")):
            await ground.set(fsync=disk, full_page_writes=disk)
            contenders: dict[str, Contender] = {
                f"through the gateway, {how}": subject,
                f"pgbench transaction, {how}": Pgbench(ground, TRANSACTION, SECONDS),
            }
            runs |= await interleave(contenders, rounds)
        counted = await subject.counted()
    goals = [
        Goal(
            f"through the gateway / pgbench transaction, {how}",
            ratio(runs[f"through the gateway, {how}"], runs[f"pgbench transaction, {how}"]),
            1.0,
        )
        for how in ("fsync off", "fsync on")
    ]
    proofs = [f"activities, events, kept answers {counted}: as many as answers 201"]
    return Outcome("S1  submissions through the gateway, 64 connections", runs, goals, proofs)
