"""The HTTP side of appraisal."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from chassis.service import GivenActor, GivenWork
from services.appraisal import queries
from services.appraisal.commands import judgement

Year = Annotated[int, QueryParameter(ge=2019, le=2100)]


@get("/appraisals")
async def list_my_appraisals(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.AppraisalView]:
    """One's own appraisal of a year."""
    return await queries.mine(work, actor, tahun)


@get("/to-make")
async def list_appraisals_to_make(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.AppraisalView]:
    """The appraisals one makes as penilai."""
    return await queries.to_make(work, actor, tahun)


@post("/appraisals/{appraisal_id:uuid}/sign", status_code=200)
async def sign_appraisal(
    work: GivenWork,
    actor: GivenActor,
    appraisal_id: FromPath[UUID],
    data: JSONBody[judgement.SignAppraisal],
) -> judgement.AppraisalState:
    """Lay the appraisal down and sign it, as the penilai."""
    return await judgement.sign(work, actor, appraisal_id, data)


@post("/appraisals/{appraisal_id:uuid}/receive", status_code=200)
async def receive_appraisal(
    work: GivenWork, actor: GivenActor, appraisal_id: FromPath[UUID]
) -> judgement.AppraisalState:
    """Receive and sign one's own appraisal."""
    return await judgement.receive(work, actor, appraisal_id)


ROUTES = [list_my_appraisals, list_appraisals_to_make, sign_appraisal, receive_appraisal]
