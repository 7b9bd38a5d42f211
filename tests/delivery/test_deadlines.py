"""Deadlines of a Pemda fire in their order, in however many processes; those of another Pemda need not wait for them."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone
from typing import Any

import asyncpg
import pytest

from chassis import deadlines
from chassis.db import Who, Work
from chassis.deadlines import Deadlines, Due, Fires, arm
from tests.delivery.world import World

PAST = datetime(2026, 1, 31, 17, tzinfo=timezone.utc)
LATER = PAST + timedelta(hours=1)


class Office:
    """Keeps what fired, and lets a test slow a kind down or spoil it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.fired: list[tuple[str, str]] = []
        self.spoiled: set[str] = set()
        self.steps = 0
        self.at_work = self.most_at_work = 0

    async def arm(self, tenant: str, kind: str, due_at: datetime, subject: str = "x") -> None:
        async with self._world.alpha.work(Who(tenant=tenant, actor="test")) as work:
            await arm(work, kind, subject, due_at)

    def clockwork(self) -> Deadlines:
        kinds: dict[str, Fires] = {kind: self._fire for kind in ("close", "plan", "plan_rest")}
        kinds["plan_part"] = self._part
        return Deadlines(self._world.alpha, self._world.dsn("alpha", "plumbing"), "alpha", kinds)

    async def _fire(self, work: Work, due: Due) -> None:
        if due.kind in self.spoiled:
            raise LookupError(due.kind)
        self.fired.append((work.tenant, due.kind))

    async def _part(self, work: Work, due: Due) -> None:
        """Work in `steps` transactions: each fires, and stands again at the same moment."""
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        await asyncio.sleep(0.01)
        self.at_work -= 1
        step = due.payload.get("step", 1)
        if step < self.steps:
            await arm(work, due.kind, due.subject, due.due_at, {"step": step + 1})
        self.fired.append((work.tenant, due.kind))

    async def all_fire(self, processes: int = 1) -> None:
        async def process(clockwork: Deadlines) -> None:
            connection = await asyncpg.connect(self._world.dsn("alpha", "plumbing"))
            try:
                while await connection.fetchval("SELECT count(*) FROM deadline WHERE due_at < now()"):
                    await clockwork.fire_due(connection)
            finally:
                await connection.close()

        await asyncio.wait_for(asyncio.gather(*(process(self.clockwork()) for _ in range(processes))), 20)


@pytest.fixture
async def office(world: World) -> Office:
    admin = await asyncpg.connect(world.stack.admin_dsn("ekinerja_alpha"))
    await admin.execute("TRUNCATE deadline")
    await admin.close()
    return Office(world)


@pytest.mark.parametrize("processes", [1, 3])
async def test_what_is_due_later_waits_for_all_that_stands_before_it(office: Office, processes: int) -> None:
    office.steps = 8
    await office.arm("kuansing", "close", LATER)
    await office.arm("kuansing", "close", PAST, "at the same moment")
    await office.arm("kuansing", "plan_rest", PAST)
    await office.arm("kuansing", "plan_part", PAST, "one")
    await office.arm("kuansing", "plan_part", PAST, "other")
    await office.all_fire(processes)
    # the names say the order of one moment: close before plan_part before plan_rest
    assert [kind for _, kind in office.fired] == ["close", *["plan_part"] * 16, "plan_rest", "close"]


async def test_a_pemda_with_much_to_do_does_not_hold_another_up(office: Office) -> None:
    office.steps = 50
    for n in range(4):
        await office.arm("kuansing", "plan_part", PAST, str(n))
    await office.arm("konsel", "close", LATER)
    await office.all_fire()
    assert len(office.fired) == 4 * 50 + 1
    assert office.fired.index(("konsel", "close")) < 10


async def test_one_that_fails_is_put_off_and_holds_nobody_up(office: Office) -> None:
    office.spoiled.add("plan")
    await office.arm("kuansing", "plan", datetime.now(timezone.utc))
    await office.arm("kuansing", "plan_rest", datetime.now(timezone.utc))
    await office.all_fire()
    assert office.fired == [("kuansing", "plan_rest")]


@pytest.mark.parametrize(("answering", "lanes"), [(False, 2), (True, 1)])
async def test_while_people_are_answered_one_lane_works(
    office: Office, world: World, monkeypatch: pytest.MonkeyPatch, answering: bool, lanes: int
) -> None:
    monkeypatch.setattr(world.alpha, "is_answering", lambda: answering)
    office.steps = 3
    for n in range(4):
        await office.arm("kuansing", "plan_part", PAST, str(n))
    await office.all_fire()
    assert (len(office.fired), office.most_at_work) == (12, lanes)


async def test_a_process_answers_while_it_works_for_somebody_and_not_for_itself(world: World) -> None:
    long_ago = world.alpha._answering_at = -1e9
    async with world.alpha.work(Who(tenant="kuansing", actor="system:deadline")):
        assert not world.alpha.is_answering()
    async with world.alpha.work(Who(tenant="kuansing", actor="test")):
        assert world.alpha.is_answering()
    assert world.alpha._answering_at > long_ago


@pytest.mark.parametrize("how", ["armed here", "the clock comes to it", "armed elsewhere"])
async def test_a_waiting_service_fires_when_something_is_due(office: Office, monkeypatch: Any, how: str) -> None:
    """Armed here: at once. By our own clock: at its moment. Armed by another process: at the next look."""
    monkeypatch.setattr(deadlines, "LOOK_SECONDS", 2.0 if how == "armed elsewhere" else 60.0)
    clockwork = office.clockwork()
    soon = datetime.now(timezone.utc) + timedelta(seconds=2)
    if how == "the clock comes to it":
        await office.arm("kuansing", "close", soon)
    task = asyncio.create_task(clockwork.run())
    try:
        await asyncio.sleep(0.5)
        assert office.fired == []
        if how != "the clock comes to it":
            await office.arm("kuansing", "close", PAST)
        if how == "armed here":
            clockwork.wake()
        async with asyncio.timeout(15):
            while not office.fired:
                await asyncio.sleep(0.05)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert office.fired == [("kuansing", "close")]


async def test_arming_wakes_the_deadlines_of_the_process(office: Office, world: World, monkeypatch: Any) -> None:
    woken: list[bool] = []
    monkeypatch.setattr(world.alpha, "wake_deadlines", lambda: woken.append(True))
    await office.arm("kuansing", "close", LATER)
    assert woken == [True]
