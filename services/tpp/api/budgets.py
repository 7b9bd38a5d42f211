"""Budget lines of the TPP: set by the DPA, read beside what the lists pay."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.params import JSONBody, QueryParameter

from chassis.service import GivenActor, GivenWork
from services.tpp.commands import budgets as commands
from services.tpp.queries import budgets

Year = Annotated[int, QueryParameter(ge=2000, le=2199)]


@get("/budgets")
async def list_tpp_budgets(work: GivenWork, actor: GivenActor, tahun: Year) -> list[budgets.BudgetView]:
    """What each PD may pay as TPP in a year, what its lists pay, and what the year comes to."""
    return await budgets.of_year(work, actor, tahun)


@post("/budgets", status_code=201, opt={"refuses": "budget"})
async def set_tpp_budget(
    work: GivenWork, actor: GivenActor, data: JSONBody[commands.SetBudget]
) -> commands.BudgetState:
    """Set the budget line of a PD by its DPA, or change it by the next."""
    return await commands.set_budget(work, actor, data)


ROUTES = [list_tpp_budgets, set_tpp_budget]
