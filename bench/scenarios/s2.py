"""S2: activity submissions into the service, beside pgbench with a transaction and with one statement."""

from __future__ import annotations

import asyncio
import itertools
import os
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from bench.ground import PEOPLE, TENANT, Ground, people
from bench.load import Job, generate, write_requests
from bench.measure import Meter, Run, Wrong, interleave, ratio
from bench.pgbench import ONE_STATEMENT, TRANSACTION, Pgbench
from bench.requests import commands, submissions
from bench.table import Goal, Outcome
from bench.tokens import Signer
from chassis.clock import DatabaseClock
from chassis.db import Database
from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from services.activity.entry.entries import Entries

CONNECTIONS = 64
REQUESTS = 20_000
SECONDS = 5


class Submissions:
    """The service under closed-loop load, and the proof that every 201 is a row, an event and a kept answer."""

    def __init__(self, ground: Ground, pids: dict[str, int], port: int, requests: Iterator[bytes]) -> None:
        self._ground = ground
        self._pids = pids
        self._port = port
        self._requests = requests

    async def __call__(self, count: int = REQUESTS) -> Run:
        file = self._ground.stack.instance.folder / "requests"
        write_requests(file, list(itertools.islice(self._requests, count)))
        before = await self.counted()
        meter = Meter(self._pids)
        with meter.on():
            told = await generate(Job(self._port, CONNECTIONS, str(file)))
        after = await self.counted()
        if told.statuses != {"201": count} or after != tuple(n + count for n in before):
            raise Wrong(f"{count} submissions: answers {told.statuses}, rows before {before} and after {after}")
        return Run(count, told.seconds, meter.cpu | {"load generator": told.cpu})

    async def counted(self) -> tuple[int, ...]:
        """Activities, events and kept answers of the tenant."""
        connection: Any = await self._ground.connect("activity")
        tables = ("activity", "outbox", "idempotency")
        rows = [await connection.fetchval(f"SELECT count(*) FROM {t} WHERE tenant = $1", TENANT) for t in tables]
        await connection.close()
        return tuple(rows)


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


@asynccontextmanager
async def service(ground: Ground) -> AsyncIterator[Submissions]:
    """The activity service as it is deployed, without its background duties, ready and warm."""
    await ground.provision("activity")
    connection = await ground.connect("activity")
    await people(connection)
    await connection.execute("ANALYZE")
    await connection.close()
    signer, ports = Signer(), ground.stack.instance.ports
    os.environ["EKINERJA_DUTIES"] = "http"
    try:
        async with signer.published(ports["identity"]):
            await ground.stack.serve("activity")
            pids = {"activity": ground.stack.pid("activity") or 0, "postgres": ground.pids["postgres"]}
            requests = submissions(lambda n: f"authorization: Bearer {signer.token(n, 'activity')}\r\n")
            subject = Submissions(ground, pids, ports["activity"], requests)
            await subject(PEOPLE)  # each token is verified once
            yield subject
    finally:
        del os.environ["EKINERJA_DUTIES"]


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
