"""The demo from the first import to the slip, both Pemda side by side on one clock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from chassis.settings import REPOSITORY
from ekinerja.demo import idea, newyear, objection, payment, plan, release, telling
from ekinerja.demo.client import Api, Failed, User, each, until
from ekinerja.demo.copies import hand_over
from ekinerja.demo.story import Story
from ekinerja.stack import Stack

OUT = REPOSITORY / "out"


class Stage:
    """The clock and the two stories."""

    def __init__(self, operator: User, stories: list[Story], console: Console) -> None:
        self.operator = operator
        self.stories = stories
        self.console = console

    async def at(self, moment: str) -> None:
        """Set the shared clock (time of Jakarta)."""
        body = {"at": datetime.fromisoformat(f"{moment}+07:00").isoformat()}
        status, answer, _ = await self.operator.ask("PUT", "/api/clock", json=body)
        if status >= 400:
            raise Failed(f"the clock cannot be set: {status} {answer}")

    async def do(self, what: str, act: Callable[[Story], Awaitable[Any]]) -> None:
        """One chapter in both Pemda."""
        began = time.monotonic()
        await asyncio.gather(*(act(story) for story in self.stories))
        self.console.print(f"{time.monotonic() - began:6.1f} s  {what}")


Meanwhile = Callable[[Stage, int], Awaitable[None]]


async def nothing(stage: Stage, day: int) -> None:
    """What else happens on a day of December by its number, and on 7 January after them: in the demo, nothing."""


async def run_demo(stack: Stack, console: Console, meanwhile: Meanwhile = nothing) -> Stage:
    """Live the month, check every count, tell what came of it; returns the people and the operator, signed in."""
    password = stack.instance.secrets().bootstrap_password
    async with Api(stack.url("gateway")) as api:
        operator = await User(api, "kuansing", "operator", password).sign_in()
        stories = [Story(api, tenant, password) for tenant in ("kuansing", "konsel")]
        stage = Stage(operator, stories, console)
        await _live(stage, meanwhile)
        await _finish(stage, stack)
        console.print(f"{api.calls} requests through the gateway", style="dim")
    return stage


async def _live(stage: Stage, meanwhile: Meanwhile) -> None:
    await stage.at("2025-01-06T08:00")
    await stage.do("6 Jan 2025: import of 160 ASN a Pemda, confirmed; roles; accounts; everyone signs in", Story.arrive)
    await stage.do("SKP of everyone: drafted, submitted, reviewed, agreed, set", Story.plan_year)
    await stage.at("2025-12-01T07:30")
    await stage.do("1 Dec 2025: activity knows every SKP", Story.begin_month)
    began = time.monotonic()
    week = 0
    for number, day in enumerate(plan.DAYS):
        await stage.at(f"{day}T15:45")
        await asyncio.gather(meanwhile(stage, number), *(story.live_day(number) for story in stage.stories))
        if number + 1 == len(plan.DAYS) or plan.DAYS[number + 1].isocalendar()[1] != day.isocalendar()[1]:
            numbers = range(week, number + 1)
            await asyncio.gather(*(story.verify_week(numbers) for story in stage.stories))
            week = number + 1
    stage.console.print(
        f"{time.monotonic() - began:6.1f} s  December: two activities a working day each, verified weekly"
    )
    await stage.do("31 Dec 2025: everyone measures the year", Story.measure)
    await stage.do("31 Dec 2025: copies for the new year handed to the penilai (KUAN 23(3))", hand_over)
    await stage.do("31 Dec 2025: a new idea, recommended and set (KON 31)", idea.have_idea)
    await stage.at("2026-01-05T09:00")
    await stage.do("5 Jan 2026: every penilai appraises and signs", Story.appraise)
    await stage.at("2026-01-06T09:00")
    await stage.do("6 Jan 2026: everyone receives and signs", Story.receive)
    await stage.at("2026-01-07T09:00")
    await meanwhile(stage, len(plan.DAYS))
    await stage.do("7 Jan 2026: an objection, heard and decided (KON 48)", objection.object_and_decide)


async def _finish(stage: Stage, stack: Stack) -> None:
    await stage.at("2026-01-22T09:00")
    began = time.monotonic()
    recaps = {}
    for story in stage.stories:
        recaps[story.tenant] = await _settle(story)
    stage.console.print(
        f"{time.monotonic() - began:6.1f} s  22 Jan 2026: automatic approval, month closed, results final, TPP run\n"
    )
    for story in stage.stories:
        telling.summary(stage.console, story, recaps[story.tenant])
        telling.check(story, recaps[story.tenant])
    await _papers(stage)
    await stage.do("22 Jan 2026: every head of a PD agrees to the list, it is made final, and adds up", payment.pay)
    await stage.do(
        "22 Jan 2026: data of a PD are released to an auditor, and no more once that is revoked", release.let_out
    )
    await stage.do("January 2026: one office goes on, with the SKP of the year and what waits", newyear.begin)
    await telling.explain(stage.console, stage.stories[0], stack.instance["traces"])


async def _settle(story: Story) -> list[dict[str, Any]]:
    """Run the TPP once every fact has arrived; read the recap once every slip has."""
    wanted = plan.expected(story.tenant, story.people)
    reader, runner = story.user("pengelola_e_kinerja"), story.user("pengelola_tpp")

    async def measured() -> Any:
        rows = await reader.get(f"/api/reporting/recap?periode={plan.PERIODE}")
        people = len(story.working)
        return sum(r["ditutup"] for r in rows) >= people and sum(r["dinilai"] for r in rows) == people

    await until(f"{story.tenant}: the month is measured and every result final", measured)

    async def paid() -> Any:
        await runner.post("/api/tpp/runs", {"periode": plan.PERIODE})
        await asyncio.sleep(0.5)
        rows = await reader.get(f"/api/reporting/recap?periode={plan.PERIODE}")
        total = sum(r["tpp_total"] for r in rows)
        return rows if total == sum(e.tpp for e in wanted.values()) else None

    return list(await until(f"{story.tenant}: the slips add up to what the input says", paid))


async def _papers(stage: Stage) -> None:
    """The slip as PDF and the recap as XLSX, as their users get them."""
    OUT.mkdir(exist_ok=True)

    async def fetch(story: Story) -> None:
        person = telling.example(story)
        slip = await story.users[person.nip].get(f"/api/tpp/slips/mine?periode={plan.PERIODE}")
        pdf = await story.users[person.nip].get(f"/api/tpp/slips/{slip['slip_id']}/pdf")
        reader = story.user("pengelola_e_kinerja")
        book = await reader.get(f"/api/reporting/recap.xlsx?periode={plan.PERIODE}")
        head = story.user("ka_bkpp" if story.tenant == "kuansing" else "ka_bkpsdm")
        await head.post("/api/reporting/recap/acknowledge", {"periode": plan.PERIODE})
        await reader.post("/api/reporting/recap", {"periode": plan.PERIODE})
        for name, content, mark in (
            (f"slip-{story.tenant}.pdf", pdf, b"%PDF"),
            (f"rekap-{story.tenant}.xlsx", book, b"PK"),
        ):
            if not content.startswith(mark):
                raise Failed(f"{name} is not what its name says")
            _write(OUT / name, content)

    await each(stage.stories, fetch)
    names = ", ".join(sorted(p.name for p in OUT.glob("*-*.*")))
    stage.console.print(f"written to {OUT.relative_to(REPOSITORY)}/: {names}\n")


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
