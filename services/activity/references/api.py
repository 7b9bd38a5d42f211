"""The reference list of the own PD."""

from __future__ import annotations

from litestar import get, post
from litestar.params import JSONBody

from chassis.service import GivenActor, GivenWork
from services.activity.references import commands
from services.activity.references.rules import Reference


@post("/references", status_code=201, opt={"group": "pemeliharaan", "refuses": "person reference"})
async def keep_reference(work: GivenWork, actor: GivenActor, data: JSONBody[commands.KeepReference]) -> Reference:
    """Add or change an item of the own PD's reference list (KUAN P16(a))."""
    return await commands.keep(work, actor, data)


@get("/references", opt={"group": "pemeliharaan", "refuses": "person"})
async def list_references(work: GivenWork, actor: GivenActor) -> list[Reference]:
    """The reference list of the own PD."""
    return await commands.listed(work, actor)


ROUTES = [keep_reference, list_references]
