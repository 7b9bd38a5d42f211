"""Objections to a result, and the evidence that is frozen with them (KON P48)."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, JSONBody

from chassis.service import GivenActor, GivenWork
from services.appraisal import queries
from services.appraisal.commands import objection


@post("/appraisals/{appraisal_id:uuid}/objection", status_code=201, opt={"refuses": "result objection"})
async def file_objection(
    work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID], data: JSONBody[objection.FileObjection]
) -> objection.ObjectionState:
    """Object to one's own result within the days after the receipt, with reasons (KON P48(1))."""
    return await objection.file(work, actor, appraisal_id, data)


@post("/objections/{keberatan_id:uuid}/ask", status_code=200, opt={"refuses": "objection paper result"})
async def ask_explanations(
    work: GivenWork, actor: GivenActor, keberatan_id: FromPath[UUID], data: JSONBody[objection.AskExplanations]
) -> objection.ObjectionState:
    """Ask the penilai and the appraised for their explanation, as the superior (KON P48(3))."""
    return await objection.ask(work, actor, keberatan_id, data)


@post("/objections/{keberatan_id:uuid}/explain", status_code=200, opt={"refuses": "objection"})
async def explain_objection(
    work: GivenWork, actor: GivenActor, keberatan_id: FromPath[UUID], data: JSONBody[objection.Explain]
) -> objection.ObjectionState:
    """Explain, as the penilai or the appraised, after being asked (KON P48(3))."""
    return await objection.explain(work, actor, keberatan_id, data)


@post("/objections/{keberatan_id:uuid}/decide", status_code=200, opt={"refuses": "objection paper result score"})
async def decide_objection(
    work: GivenWork, actor: GivenActor, keberatan_id: FromPath[UUID], data: JSONBody[objection.DecideObjection]
) -> objection.ObjectionState:
    """Decide, as the superior of the penilai; the result that they set is final (KON P48(2, 4))."""
    return await objection.decide(work, actor, keberatan_id, data)


@get("/objections/{keberatan_id:uuid}", opt={"refuses": "objection result"})
async def show_objection(work: GivenWork, actor: GivenActor, keberatan_id: FromPath[UUID]) -> queries.ObjectionView:
    """An objection, as one of its parties or as the superior."""
    return await queries.objection(work, actor, keberatan_id)


@get("/objections/{keberatan_id:uuid}/bundle", media_type="application/zip", opt={"refuses": "objection result"})
async def fetch_objection_bundle(work: GivenWork, actor: GivenActor, keberatan_id: FromPath[UUID]) -> Response[bytes]:
    """The evidence frozen at filing, a ZIP with `manifest.sha256`, which `sha256sum -c` verifies."""
    packed = await queries.bundle_of(work, actor, keberatan_id)
    headers = {"content-disposition": f'attachment; filename="keberatan-{keberatan_id}.zip"'}
    return Response(packed, media_type="application/zip", headers=headers)


ROUTES = [
    file_objection, ask_explanations, explain_objection, decide_objection, show_objection, fetch_objection_bundle,
]  # fmt: skip
