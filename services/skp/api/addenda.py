"""Tugas tambahan that were given later: brought, listed, agreed to or refused."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from services.skp.api.plans import SkpId
from services.skp.commands import addendum
from services.skp.queries import addenda


@post(
    "/sasaran/{skp_id:uuid}/addenda",
    status_code=201,
    opt={"group": "penginputan", "refuses": "addendum complete not_now plan tambahan target"},
)
async def propose_addendum(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[addendum.Addendum]
) -> addendum.AddendumState:
    """Bring a tugas tambahan that was given later, with its SK."""
    return await addendum.propose_addendum(work, actor, skp_id, data)


@get("/addenda", opt={"group": "penginputan"})
async def list_addenda(work: GivenWork, actor: GivenActor, tahun: Year) -> list[addenda.AddendumView]:
    """One's own addenda of a year, and those that wait for one's agreement as penilai."""
    return await addenda.listed(work, actor, tahun)


@post(
    "/addenda/{addendum_id:uuid}/agree",
    status_code=200,
    opt={"group": "penginputan", "refuses": "addendum content decide not_now plan"},
)
async def agree_addendum(work: GivenWork, actor: GivenActor, addendum_id: FromPath[UUID]) -> addendum.AddendumState:
    """Agree to an addendum, as penilai."""
    return await addendum.agree_addendum(work, actor, addendum_id)


@post(
    "/addenda/{addendum_id:uuid}/refuse",
    status_code=200,
    opt={"group": "penginputan", "refuses": "addendum decide not_now plan"},
)
async def refuse_addendum(
    work: GivenWork, actor: GivenActor, addendum_id: FromPath[UUID], data: JSONBody[addendum.RefuseAddendum]
) -> addendum.AddendumState:
    """Refuse an addendum with a reason, as penilai."""
    return await addendum.refuse_addendum(work, actor, addendum_id, data)


ROUTES = [propose_addendum, list_addenda, agree_addendum, refuse_addendum]
