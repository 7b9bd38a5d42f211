"""Pembinaan for missed days that were found deliberate (KUAN P31(1))."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.service import GivenActor, GivenWork
from services.activity.pembinaan import commands, queries

Id = FromPath[UUID]


@get("/pembinaan", opt={"group": "pemanfaatan"})
async def list_pembinaan(work: GivenWork, actor: GivenActor) -> list[queries.PembinaanView]:
    """One's own; those one gives as penilai; and, without their text, those that wait with penilai below oneself."""
    return await queries.pembinaan(work, actor)


@post("/pembinaan/{pembinaan_id:uuid}/hold", status_code=200, opt={"group": "pemanfaatan", "refuses": "pembinaan"})
async def hold_pembinaan(
    work: GivenWork, actor: GivenActor, pembinaan_id: Id, data: JSONBody[commands.HoldPembinaan]
) -> commands.Stepped:
    """Record the session, as penilai: what was agreed, and what the person answered."""
    return await commands.hold(work, actor, pembinaan_id, data)


@post("/pembinaan/{pembinaan_id:uuid}/answer", status_code=200, opt={"group": "pemanfaatan", "refuses": "pembinaan"})
async def answer_pembinaan(
    work: GivenWork, actor: GivenActor, pembinaan_id: Id, data: JSONBody[commands.AnswerPembinaan]
) -> commands.Stepped:
    """Say in one's own words what one thinks of one's pembinaan, before it is closed."""
    return await commands.answer(work, actor, pembinaan_id, data)


@post("/pembinaan/{pembinaan_id:uuid}/close", status_code=200, opt={"group": "pemanfaatan", "refuses": "pembinaan"})
async def close_pembinaan(
    work: GivenWork, actor: GivenActor, pembinaan_id: Id, data: JSONBody[commands.ClosePembinaan]
) -> commands.Stepped:
    """Bring it to its end, as penilai, with its result."""
    return await commands.close(work, actor, pembinaan_id, data)


ROUTES = [list_pembinaan, hold_pembinaan, answer_pembinaan, close_pembinaan]
