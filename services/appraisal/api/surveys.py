"""The closed survey of behaviour, for the people who are asked (KON P29, P30)."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.service import GivenActor, GivenWork
from services.appraisal import queries
from services.appraisal.commands import survey


@get("/surveys")
async def list_surveys(work: GivenWork, actor: GivenActor) -> list[queries.InvitationView]:
    """Surveys that one is asked to answer."""
    return await queries.invitations(work, actor)


@post("/surveys/{undangan_id:uuid}/answer", status_code=204, opt={"refuses": "survey", "sealed": True})
async def answer_survey(
    work: GivenWork, actor: GivenActor, undangan_id: FromPath[UUID], data: JSONBody[survey.AnswerSurvey]
) -> None:
    """Answer a survey, once; nobody can read the answer of one person (KON P30)."""
    await survey.answer(work, actor, undangan_id, data)


@post("/surveys/{undangan_id:uuid}/decline", status_code=204, opt={"refuses": "survey"})
async def decline_survey(work: GivenWork, actor: GivenActor, undangan_id: FromPath[UUID]) -> None:
    """Decline a survey; somebody of the reserve is asked instead."""
    await survey.decline(work, actor, undangan_id)


ROUTES = [list_surveys, answer_survey, decline_survey]
