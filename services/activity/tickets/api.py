"""Trouble with the system: reported, answered, closed."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody

from chassis.parameters import Limit
from chassis.service import GivenActor, GivenWork
from services.activity.tickets import commands, queries

Id = FromPath[UUID]


@post("/tickets", status_code=201, opt={"group": "pemeliharaan", "refuses": "person"})
async def open_ticket(work: GivenWork, actor: GivenActor, data: JSONBody[commands.OpenTicket]) -> commands.Opened:
    """Report trouble with the system to the administrator of the own PD (KUAN P16(d))."""
    return await commands.open_ticket(work, actor, data)


@get("/tickets", opt={"group": "pemeliharaan", "refuses": "person"})
async def list_tickets(
    work: GivenWork,
    actor: GivenActor,
    keadaan: FromQuery[Literal["open", "answered", "closed"] | None] = None,
    limit: Limit = 100,
) -> list[queries.TicketView]:
    """The trouble that one reported; for the administrator of a PD all that was reported there."""
    return await queries.tickets(work, actor, keadaan, limit)


@post("/tickets/{tiket_id:uuid}/answer", status_code=204, opt={"group": "pemeliharaan", "refuses": "person ticket"})
async def answer_ticket(
    work: GivenWork, actor: GivenActor, tiket_id: Id, data: JSONBody[commands.AnswerTicket]
) -> None:
    """Answer reported trouble, as administrator of the PD."""
    await commands.answer(work, actor, tiket_id, data)


@post(
    "/tickets/{tiket_id:uuid}/close",
    opt={"group": "pemeliharaan", "idempotent": True, "refuses": "person ticket"},
    status_code=204,
)
async def close_ticket(work: GivenWork, actor: GivenActor, tiket_id: Id) -> None:
    """The trouble is over."""
    await commands.close(work, actor, tiket_id)


ROUTES = [open_ticket, list_tickets, answer_ticket, close_ticket]
