"""Appraisals of one's own and those one makes; ideas that a predikat rests on (KON P31)."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from services.appraisal import queries
from services.appraisal.commands import idea, judgement
from services.appraisal.commands.finish import AppraisalState


@get("/appraisals")
async def list_my_appraisals(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.AppraisalView]:
    """One's own appraisal of a year."""
    return await queries.mine(work, actor, tahun)


@get("/to-make")
async def list_appraisals_to_make(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.AppraisalView]:
    """The appraisals one makes as penilai."""
    return await queries.to_make(work, actor, tahun)


@post("/appraisals/{appraisal_id:uuid}/sign", status_code=200, opt={"refuses": "result score segment"})
async def sign_appraisal(
    work: GivenWork,
    actor: GivenActor,
    appraisal_id: FromPath[UUID],
    data: JSONBody[judgement.SignAppraisal],
) -> AppraisalState:
    """Lay the appraisal down and sign it, as the penilai."""
    return await judgement.sign(work, actor, appraisal_id, data)


@post("/appraisals/{appraisal_id:uuid}/idea/recommend", status_code=200, opt={"refuses": "result idea"})
async def recommend_idea(
    work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID], data: JSONBody[idea.RecommendIdea]
) -> idea.IdeaState:
    """Recommend the new idea of a direct subordinate (KON P31(6))."""
    return await idea.recommend(work, actor, appraisal_id, data)


@post("/appraisals/{appraisal_id:uuid}/idea/decide", status_code=200, opt={"refuses": "result idea"})
async def decide_idea(
    work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID], data: JSONBody[idea.DecideIdea]
) -> idea.IdeaState:
    """Set or refuse a recommended idea, as the head of the unit (KON P31(6))."""
    return await idea.decide(work, actor, appraisal_id, data)


@get("/ideas")
async def list_ideas(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.IdeaView]:
    """New ideas of a year: one's own, those one recommended or decided, those that wait for one."""
    return await queries.ideas(work, actor, tahun)


ROUTES = [list_my_appraisals, list_appraisals_to_make, sign_appraisal, recommend_idea, decide_idea, list_ideas]
