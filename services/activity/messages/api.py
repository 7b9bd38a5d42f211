"""One's inbox, and feedback to whom the law names."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.parameters import Limit
from chassis.service import GivenActor, GivenWork
from services.activity.messages import commands, queries

Id = FromPath[UUID]


@post("/feedback", status_code=201, opt={"group": "pemeliharaan", "refuses": "feedback person"})
async def give_feedback(work: GivenWork, actor: GivenActor, data: JSONBody[commands.GiveFeedback]) -> dict[str, str]:
    """Speak to whom the law names for one's capacity."""
    return {"kepada": await commands.give(work, actor, data)}


@get("/messages", opt={"group": "pemeliharaan"})
async def list_messages(work: GivenWork, actor: GivenActor, limit: Limit = 100) -> list[queries.PesanView]:
    """One's inbox, newest first."""
    return await queries.messages(work, actor, limit)


@post(
    "/messages/{pesan_id:uuid}/read",
    opt={"group": "pemeliharaan", "idempotent": True, "refuses": "message"},
    status_code=204,
)
async def read_message(work: GivenWork, actor: GivenActor, pesan_id: Id) -> None:
    """Mark a message as read."""
    await queries.mark_read(work, actor, pesan_id)


ROUTES = [give_feedback, list_messages, read_message]
