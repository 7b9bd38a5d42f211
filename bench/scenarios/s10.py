"""S10: a million automatic approvals with their events, beside one heap-only UPDATE of the same rows."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import asyncpg

from bench.ground import PEOPLE, TENANT, Ground, people
from bench.load import Job, generate, write_requests
from bench.measure import Meter, Run, Wrong, interleave, percentile, ratio
from bench.requests import submissions
from bench.scenarios.due import ENTRIES, DueEntries, Heard
from bench.table import Goal, Outcome
from bench.tokens import Signer
from chassis.clock import DatabaseClock
from chassis.db import Database, Work
from chassis.deadlines import Deadlines, Due
from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from services.activity.app import SERVICE
from services.activity.lapse.sweep import REST

RATE = 200.0
_PEER = """
UPDATE activity SET state = 'approved', version = version + 1, decided_at = now(), cara = 'auto'
WHERE tenant = $1 AND state = 'submitted'
"""


class Sweep:
    """The deadline of the day fires, as in the service; without the service's other work.

    `told` are the same rounds up to the last batch: every entry approved, every fact in the outbox. What follows is
    the look behind the batches, for entries that were seen or moved.
    """

    def __init__(self, ground: Ground, due: DueEntries) -> None:
        self._ground = ground
        self._due = due
        self._behind = 0.0
        self.told: list[Run] = []

    async def _settle(self, work: Work, due: Due) -> None:
        self._behind = time.perf_counter()
        await SERVICE.deadlines[REST](work, due)

    async def __call__(self) -> Run:
        await self._due.fill()
        await self._due.arm()
        dsn = self._ground.stack.dsn("activity", "plumbing")
        packs = Packs.load(str(REPOSITORY / "regulations"))
        database = Database(self._ground.stack.dsn("activity", "app"), "activity", packs, DatabaseClock())
        clockwork = Deadlines(database, dsn, "activity", {**SERVICE.deadlines, REST: self._settle})
        connection = await asyncpg.connect(dsn)
        meter = Meter({"bench": os.getpid(), "postgres": self._ground.pids["postgres"]})
        with meter.on():
            began = time.perf_counter()
            while await clockwork.fire_due(connection):
                pass
        self.told.append(Run(ENTRIES, self._behind - began, {}))
        await connection.close()
        await database.close()
        await self._due.check_states()
        await self._due.check_runs()
        return meter.run(ENTRIES)


class OneUpdate:
    """The same rows of the same table in one statement, nothing told."""

    def __init__(self, ground: Ground, due: DueEntries) -> None:
        self._ground = ground
        self._due = due

    async def __call__(self) -> Run:
        await self._due.fill()
        connection = await self._ground.connect("activity")
        meter = Meter({"bench": os.getpid(), "postgres": self._ground.pids["postgres"]})
        with meter.on():
            await connection.execute(_PEER, TENANT)
        await connection.close()
        await self._due.check_states()
        return meter.run(ENTRIES)


class Posts:
    """Submissions to the whole service, relay and deadlines included, at a steady rate."""

    def __init__(self, ground: Ground, requests: Iterator[bytes]) -> None:
        self._ground = ground
        self._requests = requests

    async def __call__(self, seconds: float, rate: float = RATE) -> Run:
        file = self._ground.stack.instance.folder / "requests"
        count = int(seconds * rate)
        write_requests(file, list(itertools.islice(self._requests, count)))
        pids = {"activity": self._ground.stack.pid("activity") or 0, "postgres": self._ground.pids["postgres"]}
        meter = Meter(pids)
        with meter.on():
            told = await generate(Job(self._ground.stack.instance.ports["activity"], 16, str(file), rate))
        if told.statuses != {"201": count}:
            raise Wrong(f"{count} submissions: answers {told.statuses}")
        return Run(count, told.seconds, meter.cpu | {"load generator": told.cpu}, told.latencies)


@asynccontextmanager
async def _service(ground: Ground) -> AsyncIterator[Posts]:
    """The activity service as it is deployed, ready, each person's token verified once."""
    connection = await ground.connect("activity")
    await people(connection)
    await connection.close()
    signer = Signer()
    os.environ["EKINERJA_RATE"] = "1000/20000,1000/20000"
    try:
        async with signer.published(ground.stack.instance.ports["identity"]):
            await ground.stack.serve("activity")
            posts = Posts(ground, submissions(lambda n: f"authorization: Bearer {signer.token(n, 'activity')}\r\n"))
            await posts(PEOPLE / 1000, 1000)
            yield posts
    finally:
        del os.environ["EKINERJA_RATE"]


async def _until_none(due: DueEntries, left: int = 0) -> None:
    while await due.outstanding() > left:
        await asyncio.sleep(0.05)


async def _meanwhile(posts: Posts, due: DueEntries) -> dict[str, list[Run]]:
    """What a submission takes while nothing else happens, during the sweep, and while Kafka is told of it."""
    idle = await posts(4)
    await due.arm()
    while await due.outstanding() < 2:  # planned
        await asyncio.sleep(0.02)
    sweeping = await posts(1.5)
    if not await due.outstanding():
        raise Wrong("the sweep was over before the submissions were")
    await _until_none(due)
    telling = await posts(3)
    return {"POST, idle": [idle], "POST, during the sweep": [sweeping], "POST, while it is told": [telling]}


async def _killed(ground: Ground, due: DueEntries, heard: Heard) -> str:
    """kill -9 in the middle of the sweep and again while the relay tells: everything once all the same."""
    await due.fill()
    begin = await heard.ends()
    await due.arm()
    while await due.outstanding() < 2:
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.5)
    ground.stack.kill("activity")
    await _until_none(due)
    ground.stack.kill("activity")
    while sum((await heard.ends()).values()) - sum(begin.values()) < ENTRIES // 2:
        await asyncio.sleep(0.1)
    ground.stack.kill("activity")
    await _told(ground)
    await due.check_states()
    await due.check_runs(whole=True)
    records = await heard.check(begin)
    if ground.stack.restart_count("activity") < 3:
        raise Wrong("the service was not killed")
    return f"killed three times: {ENTRIES} approvals under one id each in {records} records of Kafka"


async def _told(ground: Ground) -> None:
    """Wait until the relay stands behind the last row."""
    connection = await ground.connect("activity")
    while await connection.fetchval("SELECT max(o.id) > max(p.high) FROM outbox o, relay_position p"):
        await asyncio.sleep(0.1)
    await connection.close()


async def run(ground: Ground, rounds: int) -> Outcome:
    """Rounds without and with waiting for the disk; then the service lives through a sweep, and is killed in one."""
    await ground.provision("activity", "reporting")
    due, heard = DueEntries(ground), Heard(ground)
    sweep, update = Sweep(ground, due), OneUpdate(ground, due)
    runs = await interleave({"sweep, fsync off": sweep, "one UPDATE, fsync off": update}, rounds)
    await ground.set(fsync="on", full_page_writes="on")
    runs |= await interleave({"sweep, fsync on": sweep, "one UPDATE, fsync on": update}, rounds)
    await ground.set(fsync="off", full_page_writes="off")
    await due.fill()
    async with _service(ground) as posts:
        met = await _meanwhile(posts, due)
        await _told(ground)
        killed = await _killed(ground, due, heard)
    runs |= {"approved and told, fsync off": sweep.told[:rounds], "approved and told, fsync on": sweep.told[rounds:]}
    goals = []
    for what, how in itertools.product(("approved and told", "sweep"), ("fsync off", "fsync on")):
        slower = ratio(runs[f"one UPDATE, {how}"], runs[f"{what}, {how}"])
        goals.append(Goal(f"time: {what} / one UPDATE, {how}", slower, 1.2, at_most=True))
    idle = percentile(met["POST, idle"][0], 50)
    for when in ("during the sweep", "while it is told"):
        goals.append(
            Goal(f"p50 of a POST {when} / idle", percentile(met[f"POST, {when}"][0], 50) / idle, 2, at_most=True)
        )
    proofs = [f"each round {ENTRIES} entries approved once, as many facts in the runs", killed]
    return Outcome(f"S10 automatic approval of {ENTRIES} entries", runs | met, goals, proofs)
