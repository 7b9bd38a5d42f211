"""Activity submissions over HTTP, into the service itself or through the gateway, proved in the database."""

from __future__ import annotations

import itertools
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from bench.ground import PEOPLE, TENANT, Ground, people
from bench.load import Job, generate, write_requests
from bench.measure import Meter, Run, Wrong
from bench.requests import submissions
from bench.tokens import Signer

CONNECTIONS = 64
REQUESTS = 20_000


class Submissions:
    """The service under closed-loop load, and the proof that every 201 is a row, an event and a kept answer."""

    def __init__(self, ground: Ground, pids: dict[str, int], port: int, requests: Iterator[bytes]) -> None:
        self._ground = ground
        self._pids = pids
        self._port = port
        self._requests = requests

    async def __call__(self, count: int = REQUESTS, rate: float = 0.0) -> Run:
        file = self._ground.stack.instance.folder / "requests"
        write_requests(file, list(itertools.islice(self._requests, count)))
        before = await self.counted()
        meter = Meter(self._pids)
        with meter.on():
            told = await generate(Job(self._port, CONNECTIONS, str(file), rate))
        after = await self.counted()
        if told.statuses != {"201": count} or after != tuple(n + count for n in before):
            raise Wrong(f"{count} submissions: answers {told.statuses}, rows before {before} and after {after}")
        return Run(count, told.seconds, meter.cpu | {"load generator": told.cpu}, told.latencies)

    async def counted(self) -> tuple[int, ...]:
        """Activities, events and kept answers of the tenant."""
        connection: Any = await self._ground.connect("activity")
        tables = ("activity", "outbox", "idempotency")
        rows = [await connection.fetchval(f"SELECT count(*) FROM {t} WHERE tenant = $1", TENANT) for t in tables]
        await connection.close()
        return tuple(rows)


@asynccontextmanager
async def service(ground: Ground, *, gateway: bool = False) -> AsyncIterator[Submissions]:
    """The activity service as it is deployed, without its background duties, ready and warm; behind its gateway."""
    await ground.provision("activity")
    connection = await ground.connect("activity")
    await people(connection)
    await connection.execute("ANALYZE")
    await connection.close()
    signer, ports = Signer(), ground.stack.instance.ports
    os.environ["EKINERJA_DUTIES"] = "http"
    os.environ["EKINERJA_RATE"] = "1000/20000,1000/20000"  # one address asks for everybody
    try:
        async with signer.published(ports["identity"]):
            await ground.stack.serve("activity")
            pids = {"activity": ground.stack.pid("activity") or 0, "postgres": ground.pids["postgres"]}
            door = "activity"
            if gateway:
                door = "gateway"
                await ground.stack.serve(door)
                pids = {door: ground.stack.pid(door) or 0, **pids}
            requests = submissions(lambda n: f"authorization: Bearer {signer.token(n, 'gateway', 'activity')}\r\n")
            subject = Submissions(ground, pids, ports[door], requests)
            await subject(PEOPLE)  # each token is verified once
            yield subject
    finally:
        del os.environ["EKINERJA_DUTIES"], os.environ["EKINERJA_RATE"]
