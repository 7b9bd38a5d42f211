"""The HTTP side of reporting."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter

from chassis.service import GivenActor, GivenWork
from contracts.reporting import RecapPublished
from services.reporting import commands, recap

Month = Annotated[str, QueryParameter(pattern=r"^2[01][0-9]{2}-(0[1-9]|1[0-2])$", max_length=7)]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@get("/recap")
async def show_recap(work: GivenWork, actor: GivenActor, periode: Month) -> list[recap.OpdRecap]:
    """The month per OPD."""
    return await recap.recap(work, actor, periode)


@get("/recap.xlsx", media_type=_XLSX)
async def export_recap(work: GivenWork, actor: GivenActor, periode: Month) -> Response[bytes]:
    """The month per OPD as a workbook."""
    rows = await recap.recap(work, actor, periode)
    pemda = work.law_of_today().head.pemda
    return Response(recap.as_workbook(rows, pemda, periode), media_type=_XLSX)


@post("/recap", status_code=201)
async def publish_recap(work: GivenWork, actor: GivenActor, data: JSONBody[commands.PublishRecap]) -> RecapPublished:
    """Draw up the recap of a month and tell it."""
    return await commands.publish(work, actor, data)


ROUTES = [show_recap, export_recap, publish_recap]
