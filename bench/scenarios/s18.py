"""S18: what a page costs behind the gateway, beside the same three reads of the API by hand."""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable

import aiohttp

from bench.ground import TENANT, Ground
from bench.measure import Meter, Run, Wrong, interleave, percentile, typical
from bench.table import Goal, Outcome
from ekinerja.demo.client import Api, User

COUNT = 400
SERVED = ("identity", "activity", "pages", "gateway")
PAGE = "/akun"
READS = ("/api/identity/me", "/api/identity/sessions", "/api/activity/glance")
BODY = "Keamanan"


class Reader:
    """One person whose browser asks again and again, over one kept connection."""

    def __init__(self, ground: Ground, session: aiohttp.ClientSession) -> None:
        self._session = session
        stack = ground.stack
        self._pids = {name: pid for name in (*SERVED, "postgres") if (pid := stack.pid(name))}

    async def page(self) -> Run:
        """The page as a browser gets it, packed."""
        return await self._timed(lambda: self._get(PAGE, BODY))

    async def reads(self) -> Run:
        """The three answers that the page is made of."""

        async def three() -> None:
            for path in READS:
                await self._get(path, "{" if path != READS[1] else "[")

        return await self._timed(three)

    async def _get(self, path: str, said: str) -> None:
        async with self._session.get(path, allow_redirects=False) as answer:
            text = await answer.text()
            if answer.status != 200 or said not in text:
                raise Wrong(f"{path}: {answer.status}")

    async def _timed(self, act: Callable[[], Awaitable[None]]) -> Run:
        meter, took = Meter(self._pids), []
        with meter.on():
            for _ in range(COUNT):
                began = time.perf_counter()
                await act()
                took.append(time.perf_counter() - began)
        return meter.run(COUNT, took)


async def signed_in(ground: Ground, url: str) -> aiohttp.ClientSession:
    """A session of the pages, as a browser has it."""
    async with Api(url) as api:
        user = User(api, TENANT, "bupati", ground.stack.instance.secrets().bootstrap_password)
        await user.sign_in()
        form = {"pemda": TENANT, "nip": user.login, "sandi": user.secrets()[0], "kode": await user.code()}
    session = aiohttp.ClientSession(url, cookie_jar=aiohttp.CookieJar(unsafe=True))
    async with session.post("/masuk", data=form, headers={"origin": url}, allow_redirects=False) as answer:
        if answer.status != 303:
            raise Wrong(f"signing in: {answer.status}")
    return session


def _cpu(run: Run) -> float:
    return sum(run.cpu.values()) / run.operations


async def run(ground: Ground, rounds: int) -> Outcome:
    """In turns; the CPU is that of everything behind the browser."""
    os.environ["EKINERJA_RATE"] = "1000/20000,1000/20000"
    try:
        await ground.provision("identity", "activity")
        for name in SERVED:
            await ground.stack.serve(name)
        url = f"http://127.0.0.1:{ground.stack.instance.ports['gateway']}"
        session = await signed_in(ground, url)
        reader = Reader(ground, session)
        await reader.page()
        runs = await interleave({"a page": reader.page, "its three reads": reader.reads}, rounds)
        await session.close()
    finally:
        del os.environ["EKINERJA_RATE"]
    pages, reads = runs["a page"], runs["its three reads"]
    ratios = sorted(_cpu(one) / _cpu(other) for one, other in zip(pages, reads, strict=True))
    usual = typical(pages)
    p50, p99 = (percentile(usual, q) * 1e3 for q in (50, 99))
    goals = [
        Goal("CPU of a page / of its reads", ratios[len(ratios) // 2], 2.5, at_most=True),
        Goal("p50 of a page, of 8 ms", p50 / 8, 1.0, at_most=True),
        Goal("p99 of a page, of 40 ms", p99 / 40, 1.0, at_most=True),
        Goal("pages that a core of the pages makes in a second, of 400", 1e6 / usual.micros("pages") / 400, 1.0),
    ]
    proofs = [f"{name}: {usual.micros(name):.0f} µs of CPU a page" for name in usual.cpu]
    return Outcome(f"S18 a page behind the gateway, {COUNT} a round", runs, goals, proofs)
