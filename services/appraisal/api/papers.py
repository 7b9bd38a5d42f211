"""The paper on its way: delivered, received and returned, handed over, set by the superior; its terms (KON P38-40)."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from services.appraisal import printing, queries
from services.appraisal.commands import paper
from services.appraisal.commands.finish import AppraisalState
from services.appraisal.commands.judgement import SignAppraisal
from services.appraisal.queries import evaluation


@post("/appraisals/{appraisal_id:uuid}/deliver", status_code=200, opt={"refuses": "result"})
async def deliver_appraisal(work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID]) -> AppraisalState:
    """Release a signed paper to the appraised, as the penilai (KON P38(2))."""
    return await paper.deliver(work, actor, appraisal_id)


@post("/appraisals/{appraisal_id:uuid}/acknowledge", status_code=200, opt={"refuses": "result"})
async def acknowledge_appraisal(work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID]) -> AppraisalState:
    """Say that one has the paper; signing it is another act (KON P38(3), P48(1))."""
    return await paper.acknowledge(work, actor, appraisal_id)


@post("/appraisals/{appraisal_id:uuid}/receive", status_code=200, opt={"refuses": "result"})
async def receive_appraisal(work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID]) -> AppraisalState:
    """Receive one's own appraisal, where that was not done yet, sign it and return it (KON P38(3))."""
    return await paper.receive(work, actor, appraisal_id)


@post("/appraisals/{appraisal_id:uuid}/hand-over", status_code=200, opt={"refuses": "result paper"})
async def hand_over_appraisal(
    work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID], data: JSONBody[paper.HandOver]
) -> AppraisalState:
    """Record that the paper was handed over before a witness, as the pengelola kinerja of the PD."""
    return await paper.hand_over(work, actor, appraisal_id, data)


@post("/appraisals/{appraisal_id:uuid}/set-unsigned", status_code=200, opt={"refuses": "result paper score segment"})
async def set_unsigned_appraisal(
    work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID], data: JSONBody[SignAppraisal]
) -> AppraisalState:
    """Lay down and sign what the penilai has not signed in time, as their superior (KON P39)."""
    return await paper.set_unsigned(work, actor, appraisal_id, data)


@post("/appraisals/{appraisal_id:uuid}/set-unreturned", status_code=200, opt={"refuses": "result paper"})
async def set_unreturned_appraisal(work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID]) -> AppraisalState:
    """Sign what the appraised has not returned in time, as the superior of the penilai (KON P39)."""
    return await paper.set_unreturned(work, actor, appraisal_id)


@get("/waiting")
async def list_waiting_papers(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.WaitingView]:
    """Papers and objections of a year that wait for one's act."""
    return await queries.waiting(work, actor, tahun)


@get("/terms")
async def show_terms(work: GivenWork, tahun: Year) -> queries.TermsView:
    """The days of a year's appraisal, and the last day of signing that leaves time for the report (KON P32, P38-40)."""
    return await queries.terms(work, tahun)


@get("/appraisals/{appraisal_id:uuid}/pdf", media_type="application/pdf", opt={"refuses": "result"})
async def print_appraisal(work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID]) -> bytes:
    """The evaluation sheet of a year (PDF/A), for the appraised, the penilai and their superior (KON P38)."""
    view = await evaluation.evaluation(work, actor, appraisal_id)
    return await printing.evaluation_pdf(view, work.law_of_today().head)


ROUTES = [
    deliver_appraisal, acknowledge_appraisal, receive_appraisal, hand_over_appraisal, set_unsigned_appraisal,
    set_unreturned_appraisal, list_waiting_papers, show_terms,
    print_appraisal,
]  # fmt: skip
