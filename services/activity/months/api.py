"""A closed month, opened again."""

from __future__ import annotations

from litestar import post
from litestar.params import JSONBody

from chassis.service import GivenActor, GivenWork
from services.activity.months import commands


@post("/months/open", status_code=200, opt={"group": "pemutakhiran", "refuses": "month person"})
async def open_month(work: GivenWork, actor: GivenActor, data: JSONBody[commands.OpenMonth]) -> commands.Opened:
    """Open a closed month again for one person of the own PD."""
    return await commands.open_month(work, actor, data)


ROUTES = [open_month]
