"""What follows from final results (KON P45-47)."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from services.appraisal import queries
from services.appraisal.commands import followup


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


ROUTES = [list_follow_ups, review_follow_up, record_competency_test, decide_follow_up]
