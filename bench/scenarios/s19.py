"""S19: the herd of 15.45: submissions and pages at once through one gateway, beside the submissions alone."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections.abc import Iterator

import aiohttp

from bench.ground import PEOPLE, Ground, people
from bench.load import Job, generate, write_requests
from bench.measure import Meter, Run, Wrong, interleave, percentile, percentile_ratio, typical
from bench.requests import submissions
from bench.scenarios.s18 import BODY, PAGE, signed_in
from bench.table import Goal, Outcome
from bench.tokens import Signer

SUBMISSIONS, PAGES = 415.0, 60.0  # a second
SECONDS = 10
CONNECTIONS = 64
SERVED = ("identity", "activity", "pages", "gateway")


class Herd:
    """People who submit, at Poisson times; and people who open a page, evenly."""

    def __init__(self, ground: Ground, requests: Iterator[bytes], browser: aiohttp.ClientSession) -> None:
        self._stack = ground.stack
        self._requests = requests
        self._browser = browser
        self._pids = {name: pid for name in (*SERVED, "postgres") if (pid := ground.stack.pid(name))}
        self.pages: list[float] = []
        self.micros: list[float] = []

    async def alone(self) -> Run:
        """The submissions alone."""
        return await self._submit()

    async def together(self) -> Run:
        """The same while pages are opened."""
        stop = asyncio.Event()
        opened = asyncio.create_task(self._open(stop))
        run = await self._submit()
        stop.set()
        self.micros.append(run.cpu["pages"] / max(await opened, 1) * 1e6)
        return run

    async def _submit(self) -> Run:
        count = int(SUBMISSIONS * SECONDS)
        file = self._stack.instance.folder / "requests"
        write_requests(file, list(itertools.islice(self._requests, count)))
        meter = Meter(self._pids)
        with meter.on():
            told = await generate(Job(self._stack.instance.ports["gateway"], CONNECTIONS, str(file), SUBMISSIONS))
        if told.statuses != {"201": count}:
            raise Wrong(f"{count} submissions: answers {told.statuses}")
        return Run(count, told.seconds, meter.cpu, told.latencies)

    async def _open(self, stop: asyncio.Event) -> int:
        """Pages at their rate until the submissions are through; how many."""
        began, asked = time.perf_counter(), set[asyncio.Task[None]]()
        while not stop.is_set():
            asked.add(asyncio.create_task(self._page()))
            await asyncio.sleep(max(0.0, began + len(asked) / PAGES - time.perf_counter()))
        await asyncio.gather(*asked)
        return len(asked)

    async def _page(self) -> None:
        began = time.perf_counter()
        async with self._browser.get(PAGE, allow_redirects=False) as answer:
            if answer.status != 200 or BODY not in await answer.text():
                raise Wrong(f"{PAGE}: {answer.status}")
        self.pages.append(time.perf_counter() - began)


async def run(ground: Ground, rounds: int) -> Outcome:
    """In turns; each 201 is counted, each page read to its end."""
    os.environ["EKINERJA_RATE"] = "1000/20000,1000/20000"  # one address asks for everybody
    try:
        await ground.provision("identity", "activity")
        activity, identity = await ground.connect("activity"), await ground.connect("identity")
        await people(activity)
        await ground.stack.serve("identity")
        signer = Signer()
        await signer.known_to_identity(identity)
        for connection in (activity, identity):
            await connection.close()
        for name in SERVED[1:]:
            await ground.stack.serve(name)
        requests = submissions(lambda n: f"authorization: Bearer {signer.token(n, 'gateway', 'activity')}\r\n")
        browser = await signed_in(ground, f"http://127.0.0.1:{ground.stack.instance.ports['gateway']}")
        async with browser:
            herd = Herd(ground, requests, browser)
            await herd.alone()  # each token is verified once
            runs = await interleave({"submissions and pages": herd.together, "submissions alone": herd.alone}, rounds)
    finally:
        del os.environ["EKINERJA_RATE"]
    both, alone = runs["submissions and pages"], runs["submissions alone"]
    seen = Run(len(herd.pages), 1.0, {}, herd.pages)
    proofs = [
        f"{len(herd.pages)} pages: p50 {percentile(seen, 50) * 1e3:.1f} ms, p99 {percentile(seen, 99) * 1e3:.1f} ms",
        f"CPU of the pages a page: {sorted(herd.micros)[len(herd.micros) // 2]:.0f} us",
        f"submissions, each answered 201: {int(SUBMISSIONS * SECONDS) * (2 * rounds + 1)} of {PEOPLE} people",
        f"p99 alone {percentile(typical(alone), 99) * 1e3:.1f} ms",
    ]
    goals = [Goal("p99 of submissions beside pages / alone", percentile_ratio(both, alone, 99), 1.5, at_most=True)]
    title = f"S19 the herd of 15.45: {SUBMISSIONS:.0f} submissions/s and {PAGES:.0f} pages/s, {SECONDS} s a round"
    return Outcome(title, runs, goals, proofs)
