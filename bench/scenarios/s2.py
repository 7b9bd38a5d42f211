"""S2: activity submissions into the service, beside pgbench with a transaction and with one statement."""

from __future__ import annotations

import asyncio
import itertools
import os
from collections import deque
from typing import Any

from bench.ground import PEOPLE, Ground
from bench.measure import Meter, Run, Wrong, interleave, ratio
from bench.pgbench import ONE_STATEMENT, TRANSACTION, Pgbench
from bench.requests import commands
from bench.scenarios.submissions import CONNECTIONS, REQUESTS, Submissions, service
from bench.table import Goal, Outcome
from chassis.clock import DatabaseClock
from chassis.db import Database
from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from services.activity.entry.entries import Entries

SECONDS = 5


class WritePath:
    """The same without HTTP: what happens between the decoded command and the committed receipt, in this process."""

    def __init__(self, ground: Ground, submissions: Submissions) -> None:
        self._submissions = submissions
        packs = Packs.load(str(REPOSITORY / "regulations"))
        self._database = Database(ground.stack.dsn("activity", "app"), "activity", packs, DatabaseClock())
        self._entries = Entries(self._database)
        self._commands = commands()
        self._pids = {"bench": os.getpid(), "postgres": ground.pids["postgres"]}

    async def __call__(self, count: int = REQUESTS) -> Run:
        asked = deque(itertools.islice(self._commands, count))
        before = await self._submissions.counted()
        meter = Meter(self._pids)

        async def line() -> None:
            while asked:
                await self._entries.enter(asked.popleft())

        with meter.on():
            await asyncio.gather(*(line() for _ in range(CONNECTIONS)))
        after = await self._submissions.counted()
        if after != tuple(n + count for n in before):
            raise Wrong(f"{count} entries: rows before {before} and after {after}")
        return meter.run(count)

    async def close(self) -> None:
        await self._database.close()


async def run(ground: Ground, rounds: int) -> Outcome:
    """Rounds without and with waiting for the disk."""
    async with service(ground) as subject:
        path = WritePath(ground, subject)
        await path(PEOPLE)
        runs = await interleave(_contenders(ground, subject, path, "fsync off"), rounds)
        await ground.set(fsync="on", full_page_writes="on")
        runs |= await interleave(_contenders(ground, subject, path, "fsync on"), rounds)
        counted = await subject.counted()
        await path.close()
    goals = [
        Goal(f"{ours} / {peer}, {how}", ratio(runs[f"{ours}, {how}"], runs[f"{peer}, {how}"]), wanted)
        for how in ("fsync off", "fsync on")
        for ours in ("write path", "over HTTP")
        for peer, wanted in (("pgbench transaction", 2.0), ("pgbench one statement", 1.0))
    ]
    proofs = [f"activities, events, kept answers {counted}: as many as answers 201"]
    return Outcome("S2  submissions, service only, 64 connections", runs, goals, proofs)


def _contenders(ground: Ground, subject: Submissions, path: WritePath, how: str) -> dict[str, Any]:
    return {
        f"write path, {how}": path,
        f"over HTTP, {how}": subject,
        f"pgbench transaction, {how}": Pgbench(ground, TRANSACTION, SECONDS),
        f"pgbench one statement, {how}": Pgbench(ground, ONE_STATEMENT, SECONDS),
    }
