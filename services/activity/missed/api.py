"""Days that stayed empty, and the finding on them."""

from __future__ import annotations

from litestar import get, post
from litestar.params import JSONBody

from chassis.parameters import Month
from chassis.service import GivenActor, GivenWork
from services.activity.missed import commands, queries


@get("/missed", opt={"group": "pemanfaatan", "refuses": "person"})
async def list_missed_days(work: GivenWork, actor: GivenActor, periode: Month) -> list[queries.MissedDay]:
    """Empty days of oneself and of one's subordinates: not yet filled, or missed once the month has closed."""
    return await queries.missed_days(work, actor, periode)


@post("/missed/judge", status_code=204, opt={"group": "pemanfaatan", "refuses": "entry missed_day person"})
async def judge_missed_day(work: GivenWork, actor: GivenActor, data: JSONBody[commands.JudgeDay]) -> None:
    """The penilai's finding on a missed day, after hearing the person (KUAN P31(1))."""
    await commands.judge_day(work, actor, data)


ROUTES = [list_missed_days, judge_missed_day]
