"""S3: how long a submission through the gateway takes at the burst of a province, beside pgbench at the same rate."""

from __future__ import annotations

import statistics

from bench.ground import Ground
from bench.measure import Contender, Run, interleave, percentile, percentile_ratio
from bench.pgbench import TRANSACTION, Pgbench
from bench.scenarios.submissions import Submissions, service
from bench.table import Goal, Outcome

RATE = 415.0
ENOUGH_MS = 5.0
SECONDS = 8


class AtRate:
    """Submissions at Poisson times; a submission that waits for its turn has waited."""

    def __init__(self, submissions: Submissions) -> None:
        self._submissions = submissions

    async def __call__(self) -> Run:
        return await self._submissions(int(RATE * SECONDS), RATE)


async def run(ground: Ground, rounds: int) -> Outcome:
    """Rounds without and with waiting for the disk."""
    runs: dict[str, list[Run]] = {}
    async with service(ground, gateway=True) as subject:
        for how, disk in (("fsync off", "off"), ("fsync on", "on")):
            await ground.set(fsync=disk, full_page_writes=disk)
            contenders: dict[str, Contender] = {
                f"through the gateway, {how}": AtRate(subject),
                f"pgbench -R {RATE:.0f}, {how}": Pgbench(ground, TRANSACTION, SECONDS, RATE),
            }
            runs |= await interleave(contenders, rounds)
        counted = await subject.counted()
    goals = []
    for how in ("fsync off", "fsync on"):
        ours, theirs = runs[f"through the gateway, {how}"], runs[f"pgbench -R {RATE:.0f}, {how}"]
        p50, p99 = percentile_ratio(ours, theirs, 50), percentile_ratio(ours, theirs, 99)
        took = statistics.median(percentile(run, 99) * 1e3 for run in ours)
        goals.append(Goal(f"p50 through the gateway / pgbench, {how}", p50, 2.0, at_most=True))
        goals.append(
            Goal(f"p99 through the gateway / pgbench, {how}", p99, 1.5, at_most=True, else_ms=(took, ENOUGH_MS))
        )
    proofs = [f"activities, events, kept answers {counted}: as many as answers 201"]
    return Outcome(f"S3  latency of a submission at {RATE:.0f}/s", runs, goals, proofs)
