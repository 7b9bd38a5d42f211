"""The HTTP side of appraisal."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from chassis import owndata, trail
from chassis.service import GivenActor, GivenWork
from services.appraisal import queries
from services.appraisal.commands import followup, idea, judgement
from services.appraisal.own import OWN

Year = Annotated[int, QueryParameter(ge=2019, le=2100)]


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
) -> judgement.AppraisalState:
    """Lay the appraisal down and sign it, as the penilai."""
    return await judgement.sign(work, actor, appraisal_id, data)


@post("/appraisals/{appraisal_id:uuid}/receive", status_code=200, opt={"refuses": "result"})
async def receive_appraisal(
    work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID]
) -> judgement.AppraisalState:
    """Receive and sign one's own appraisal."""
    return await judgement.receive(work, actor, appraisal_id)


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


@get("/follow-ups")
async def list_follow_ups(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.FollowUpView]:
    """What follows from the final results of a year: missed targets and cases, as far as one may see (KON P45-47)."""
    return await queries.follow_ups(work, actor, tahun)


@post("/follow-ups/{kasus_id:uuid}/review", status_code=200, opt={"refuses": "followup result"})
async def review_follow_up(
    work: GivenWork, actor: GivenActor, kasus_id: FromPath[UUID], data: JSONBody[followup.ReviewFollowUp]
) -> followup.Kasus:
    """Say whether somebody improved, as the penilai, when the time is over (KON P46(3), P47(2))."""
    return await followup.review(work, actor, kasus_id, data)


@post("/follow-ups/{kasus_id:uuid}/test", status_code=200, opt={"refuses": "followup"})
async def record_competency_test(
    work: GivenWork, actor: GivenActor, kasus_id: FromPath[UUID], data: JSONBody[followup.RecordTest]
) -> followup.Kasus:
    """Record the competency test, as BKPSDM (KON P46(3), P47(2))."""
    return await followup.record_test(work, actor, kasus_id, data)


@post("/follow-ups/{kasus_id:uuid}/decide", status_code=200, opt={"refuses": "followup"})
async def decide_follow_up(
    work: GivenWork, actor: GivenActor, kasus_id: FromPath[UUID], data: JSONBody[followup.DecideFollowUp]
) -> followup.Kasus:
    """Record what the PPK decreed (KON P46(4), P47(3))."""
    return await followup.decide(work, actor, kasus_id, data)


# every kind of act that appraisal writes to its trail, in Indonesian
NAMES = {
    "appraisals.read": "penilaian bawahan dibaca",
    "followup.moved": "tindak lanjut diproses",
    "followups.read": "daftar tindak lanjut dibaca",
    "idea.decided": "ide baru ditetapkan atau ditolak",
    "idea.recommended": "ide baru direkomendasikan",
    "ideas.read": "daftar ide baru dibaca",
}
ROUTES = [
    list_my_appraisals, list_appraisals_to_make, sign_appraisal, receive_appraisal, recommend_idea, decide_idea,
    list_ideas, list_follow_ups, review_follow_up, record_competency_test, decide_follow_up, *trail.routes(NAMES),
    *owndata.routes("appraisal", OWN),
]  # fmt: skip
