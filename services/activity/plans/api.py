"""Plans by period, and who has none."""

from __future__ import annotations

from litestar import get, post
from litestar.params import JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from services.activity.plans import commands
from services.activity.plans.store import Person, PlanView


@post("/plans", status_code=201, opt={"group": "penginputan", "refuses": "plan"})
async def make_plan(work: GivenWork, actor: GivenActor, data: JSONBody[commands.Plan]) -> commands.Planned:
    """Plan a period of one's own (KON P17)."""
    return await commands.plan(work, actor, data)


@get("/plans", opt={"group": "penginputan"})
async def list_plans(work: GivenWork, actor: GivenActor, tahun: Year) -> list[PlanView]:
    """One's own plans of a year, each with the one it is a part of."""
    return await commands.listed(work, actor, tahun)


@get("/plans/missing", opt={"group": "pemanfaatan", "refuses": "person plan"})
async def list_without_plan(work: GivenWork, actor: GivenActor, tahun: Year) -> list[Person]:
    """Who has made no plan of any period."""
    return await commands.without_plan(work, actor, tahun)


ROUTES = [make_plan, list_plans, list_without_plan]
