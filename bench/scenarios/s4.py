"""S4: the gateway hop alone, with authentication, rate limit, request id and traces on, beside a plain nginx."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator

from bench.ground import Ground
from bench.load import Job, generate, write_requests
from bench.measure import Contender, Meter, Run, Wrong, cpu_ratio, interleave, ratio
from bench.nginx import nginx
from bench.requests import submissions
from bench.table import Goal, Outcome
from bench.tokens import Signer
from bench.upstream import upstream
from ekinerja.ports import free

CONNECTIONS = 64
REQUESTS = 40_000
OPEN_RATE = "1000000/1000000,1000/1000"  # counted for every request, never reached


class Through:
    """The same requests through one of the two; every one must come back as the upstream answered."""

    def __init__(self, ground: Ground, name: str, pid: int, port: int, requests: Iterator[bytes]) -> None:
        self._file = ground.stack.instance.folder / f"requests-{name}"
        self._pids = {name: pid}
        self._port = port
        self._requests = requests

    async def __call__(self, count: int = REQUESTS) -> Run:
        write_requests(self._file, list(itertools.islice(self._requests, count)))
        meter = Meter(self._pids)
        with meter.on():
            told = await generate(Job(self._port, CONNECTIONS, str(self._file)))
        if told.statuses != {"201": count}:
            raise Wrong(f"{count} requests: answers {told.statuses}")
        return Run(count, told.seconds, meter.cpu | {"load generator": told.cpu}, [])


async def run(ground: Ground, rounds: int) -> Outcome:
    """The upstream answers at once, so that the hop is what is measured."""
    instance, signer = ground.stack.instance, Signer()
    before = os.environ.get("EKINERJA_RATE")
    os.environ["EKINERJA_RATE"] = OPEN_RATE
    peer = free(1)[0]
    requests = submissions(lambda n: f"authorization: Bearer {signer.token(n, 'gateway', 'activity')}\r\n")
    try:
        async with (
            signer.published(instance.ports["identity"]),
            upstream(instance.ports["activity"]),
            nginx(instance.folder / "nginx", peer, instance.ports["activity"]) as nginx_pid,
        ):
            await ground.stack.serve("gateway")
            pid = ground.stack.pid("gateway") or 0
            ours = Through(ground, "gateway", pid, instance.ports["gateway"], requests)
            contenders: dict[str, Contender] = {
                "gateway": ours,
                "nginx": Through(ground, "nginx", nginx_pid, peer, requests),
            }
            for contender in contenders.values():
                await contender()  # each token is verified once, connections are made
            runs = await interleave(contenders, rounds)
    finally:
        os.environ.pop("EKINERJA_RATE") if before is None else os.environ.update(EKINERJA_RATE=before)
    spent = cpu_ratio(runs["gateway"], runs["nginx"], "gateway", "nginx")
    goals = [Goal("CPU of the gateway / CPU of nginx", spent, 3.5, at_most=True)]
    rate = ratio(runs["gateway"], runs["nginx"])
    proofs = [f"every answer is the upstream's; as many requests a second as nginx: {rate:.2f}x"]
    return Outcome("S4  the gateway hop alone, 64 connections", runs, goals, proofs)
