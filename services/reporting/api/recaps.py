"""The recap of a month: read, acknowledged, published."""

from __future__ import annotations

from litestar import Response, get, post
from litestar.params import JSONBody

from chassis.parameters import Month
from chassis.service import GivenActor, GivenWork
from contracts.reporting import RecapPublished
from services.reporting import printing
from services.reporting.commands import recap as commands
from services.reporting.store import recaps

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@get("/recap")
async def show_recap(work: GivenWork, actor: GivenActor, periode: Month) -> list[recaps.OpdRecap]:
    """The month per OPD."""
    return await recaps.recap(work, periode)


@get("/recap.xlsx", media_type=_XLSX)
async def export_recap(work: GivenWork, actor: GivenActor, periode: Month) -> Response[bytes]:
    """The month per OPD as a workbook."""
    rows = await recaps.recap(work, periode)
    pemda = work.law_of_today().head.pemda
    return Response(printing.as_workbook(rows, pemda, periode), media_type=_XLSX)


@post("/recap/acknowledge", status_code=200)
async def acknowledge_recap(
    work: GivenWork, actor: GivenActor, data: JSONBody[commands.AcknowledgeRecap]
) -> commands.Acknowledged:
    """Say that the recap of a month may be published, as the head of BKPP or BKPSDM (KUAN P29)."""
    return await commands.acknowledge(work, actor, data)


@post("/recap", status_code=201, opt={"refuses": "recap"})
async def publish_recap(work: GivenWork, actor: GivenActor, data: JSONBody[commands.PublishRecap]) -> RecapPublished:
    """Publish the recap of a month, once, as pengelola e-kinerja, after its acknowledgement (KUAN P29)."""
    return await commands.publish(work, actor, data)


ROUTES = [show_recap, export_recap, acknowledge_recap, publish_recap]
