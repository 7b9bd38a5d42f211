"""The HTTP side of skp."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from chassis.service import GivenActor, GivenWork
from services.skp import commands, queries

Year = Annotated[int, QueryParameter(ge=2019, le=2100)]
SkpId = FromPath[UUID]


@post("/skp", status_code=201)
async def draft_skp(work: GivenWork, actor: GivenActor, data: JSONBody[commands.DraftSkp]) -> commands.SkpState:
    """Draft one's own SKP."""
    return await commands.draft(work, actor, data)


@post("/skp/{skp_id:uuid}/submit", status_code=200)
async def submit_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId) -> commands.SkpState:
    """Declare it complete."""
    return await commands.submit(work, actor, skp_id)


@post("/skp/{skp_id:uuid}/review", status_code=200)
async def review_skp(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[commands.ReviewSkp]
) -> commands.SkpState:
    """Review it as pengelola kinerja of the PD."""
    return await commands.review(work, actor, skp_id, data)


@post("/skp/{skp_id:uuid}/agree", status_code=200)
async def agree_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId) -> commands.SkpState:
    """Agree to it, as its owner or as the penilai."""
    return await commands.agree(work, actor, skp_id)


@post("/skp/{skp_id:uuid}/set", status_code=200)
async def set_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId) -> commands.SkpState:
    """Set it, as the penilai."""
    return await commands.establish(work, actor, skp_id)


@post("/skp/{skp_id:uuid}/measure", status_code=200)
async def measure_skp(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[commands.MeasureSkp]
) -> commands.Measured:
    """Measure one's own set SKP: realisation and evidence for every butir."""
    return await commands.measure(work, actor, skp_id, data)


@get("/skp")
async def list_my_skp(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.SkpView]:
    """One's own SKPs of a year."""
    return await queries.mine(work, actor, tahun)


@get("/waiting")
async def list_waiting_skp(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.SkpView]:
    """What waits for one's review, agreement or setting."""
    return await queries.waiting(work, actor, tahun)


ROUTES = [draft_skp, submit_skp, review_skp, agree_skp, set_skp, measure_skp, list_my_skp, list_waiting_skp]
