"""The HTTP side of tpp."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from chassis import owndata, trail
from chassis.reading import MayPurpose
from chassis.service import GivenActor, GivenWork
from services.tpp import commands, printing, queries
from services.tpp.own import OWN

Month = Annotated[str, QueryParameter(pattern=r"^2[01][0-9]{2}-(0[1-9]|1[0-2])$", max_length=7)]


@post("/runs", status_code=200, opt={"refuses": "run"})
async def run_tpp(work: GivenWork, actor: GivenActor, data: JSONBody[commands.RunTpp]) -> commands.RunState:
    """Compute the TPP of a month, as pengelola TPP."""
    return await commands.run_tpp(work, actor, data)


@get("/runs", opt={"refuses": "run"})
async def show_run(work: GivenWork, actor: GivenActor, periode: Month) -> queries.RunView:
    """The run of a month, and how many slips another one would change, as pengelola TPP."""
    await commands.check_runner(work, actor)
    computed, _ = await commands.compute(work, periode)
    changed = sum(commands.differs(before, slip) for before, slip in computed)
    return await queries.run_of(work, periode, changed)


@get("/slips/mine", opt={"refuses": "slip"})
async def my_slip(work: GivenWork, actor: GivenActor, periode: Month) -> queries.SlipView:
    """One's own slip of a month, explained line by line."""
    return await queries.mine(work, actor, periode)


@get("/slips/{slip_id:uuid}", opt={"refuses": "slip"})
async def show_slip(
    work: GivenWork, actor: GivenActor, slip_id: FromPath[UUID], tujuan: MayPurpose = None
) -> queries.SlipView:
    """A slip; of another, say why."""
    return await queries.slip(work, actor, slip_id, tujuan)


@get("/slips/{slip_id:uuid}/versions", opt={"refuses": "slip"})
async def list_slip_versions(
    work: GivenWork, actor: GivenActor, slip_id: FromPath[UUID], tujuan: MayPurpose = None
) -> list[queries.SlipVersion]:
    """A slip as it was issued each time, the newest first; of another, say why."""
    return await queries.versions(work, actor, slip_id, tujuan)


@get("/slips/{slip_id:uuid}/pdf", media_type="application/pdf", opt={"refuses": "slip"})
async def print_slip(
    work: GivenWork, actor: GivenActor, slip_id: FromPath[UUID], tujuan: MayPurpose = None
) -> Response[bytes]:
    """A slip as PDF/A; of another, say why."""
    view = await queries.slip(work, actor, slip_id, tujuan)
    pemda = work.law_of_today().head.pemda
    return Response(await printing.slip_pdf(view, pemda), media_type="application/pdf")


# every kind of act that tpp writes to its trail, in Indonesian
NAMES = {"slip.read": "slip orang lain dibaca", "tpp.run": "TPP sebulan dihitung"}
ROUTES = [
    run_tpp,
    show_run,
    my_slip,
    show_slip,
    list_slip_versions,
    print_slip,
    *trail.routes(NAMES),
    *owndata.routes("tpp", OWN),
]
