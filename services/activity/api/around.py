"""Around the daily activities: outages, the talk about them, reference lists, plans, messages."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from chassis.db import Who
from chassis.parameters import Year
from chassis.service import GivenActor, GivenRuntime, GivenWork
from contracts.refusal import Refusal, rule
from services.activity.commands import feedback, outage, planning, reference, ticket
from services.activity.queries import ledger, messages, tickets
from services.activity.store import rencana

NO_TENANT = rule("activity.ledger.tenant", 422, "Pemda tidak dikenal.", "tenant", source="implicit")

Id = FromPath[UUID]
Tenant = Annotated[str, QueryParameter(min_length=1, max_length=40)]
Limit = Annotated[int, QueryParameter(ge=1, le=500)]


@post("/outages", status_code=201, opt={"refuses": "outage"})
async def record_outage(work: GivenWork, actor: GivenActor, data: JSONBody[outage.RecordOutage]) -> outage.Outage:
    """Record an outage, as operator."""
    return await outage.record(work, actor, data)


@get("/outages")
async def list_outages(work: GivenWork, actor: GivenActor, limit: Limit = 100) -> list[outage.Outage]:
    """The outage ledger, newest first."""
    return await outage.listed(work, limit)


@get("/ledger", opt={"work": False, "open": True, "refuses": "ledger"}, security=[])
async def show_ledger(request: Request[Any, Any, Any], runtime: GivenRuntime, tenant: Tenant) -> list[ledger.Gangguan]:
    """The outage ledger of a Pemda for everybody: what was confirmed in the last two years."""
    if tenant not in runtime.packs.tenants():
        raise Refusal(NO_TENANT)
    request.scope["state"]["tenant"] = tenant  # no token names it
    async with runtime.database.work(Who(tenant=tenant, actor="anonymous"), read_only=True) as work:
        return await ledger.confirmed(work)


@post("/outages/{gangguan_id:uuid}/confirm", status_code=200, opt={"refuses": "outage person"})
async def confirm_outage(work: GivenWork, actor: GivenActor, gangguan_id: Id) -> outage.Outage:
    """Confirm an outage, as pengelola e-kinerja."""
    return await outage.confirm(work, actor, gangguan_id)


@post("/feedback", status_code=201, opt={"refuses": "feedback person"})
async def give_feedback(work: GivenWork, actor: GivenActor, data: JSONBody[feedback.GiveFeedback]) -> dict[str, str]:
    """Speak to whom the law names for one's capacity."""
    return {"kepada": await feedback.give(work, actor, data)}


@post("/tickets", status_code=201, opt={"refuses": "person"})
async def open_ticket(work: GivenWork, actor: GivenActor, data: JSONBody[ticket.OpenTicket]) -> ticket.Opened:
    """Report trouble with the system to the administrator of the own PD (KUAN P16(d))."""
    return await ticket.open_ticket(work, actor, data)


@get("/tickets", opt={"refuses": "person"})
async def list_tickets(
    work: GivenWork,
    actor: GivenActor,
    keadaan: FromQuery[Literal["open", "answered", "closed"] | None] = None,
    limit: Limit = 100,
) -> list[tickets.TicketView]:
    """The trouble that one reported; for the administrator of a PD all that was reported there."""
    return await tickets.tickets(work, actor, keadaan, limit)


@post("/tickets/{tiket_id:uuid}/answer", status_code=204, opt={"refuses": "person ticket"})
async def answer_ticket(work: GivenWork, actor: GivenActor, tiket_id: Id, data: JSONBody[ticket.AnswerTicket]) -> None:
    """Answer reported trouble, as administrator of the PD."""
    await ticket.answer(work, actor, tiket_id, data)


@post("/tickets/{tiket_id:uuid}/close", opt={"idempotent": True, "refuses": "person ticket"}, status_code=204)
async def close_ticket(work: GivenWork, actor: GivenActor, tiket_id: Id) -> None:
    """The trouble is over."""
    await ticket.close(work, actor, tiket_id)


@post("/references", status_code=201, opt={"refuses": "person reference"})
async def keep_reference(
    work: GivenWork, actor: GivenActor, data: JSONBody[reference.KeepReference]
) -> reference.Reference:
    """Add or change an item of the own PD's reference list (KUAN P16(a))."""
    return await reference.keep(work, actor, data)


@get("/references", opt={"refuses": "person"})
async def list_references(work: GivenWork, actor: GivenActor) -> list[reference.Reference]:
    """The reference list of the own PD."""
    return await reference.listed(work, actor)


@post("/plans", status_code=201, opt={"refuses": "plan"})
async def make_plan(work: GivenWork, actor: GivenActor, data: JSONBody[planning.Plan]) -> planning.Planned:
    """Plan a period of one's own (KON P17)."""
    return await planning.plan(work, actor, data)


@get("/plans")
async def list_plans(work: GivenWork, actor: GivenActor, tahun: Year) -> list[rencana.PlanView]:
    """One's own plans of a year, each with the one it is a part of."""
    return await planning.listed(work, actor, tahun)


@get("/plans/missing", opt={"refuses": "person plan"})
async def list_without_plan(work: GivenWork, actor: GivenActor, tahun: Year) -> list[rencana.Person]:
    """Who has made no plan of any period."""
    return await planning.without_plan(work, actor, tahun)


@get("/messages")
async def list_messages(work: GivenWork, actor: GivenActor, limit: Limit = 100) -> list[messages.PesanView]:
    """One's inbox, newest first."""
    return await messages.messages(work, actor, limit)


@post("/messages/{pesan_id:uuid}/read", opt={"idempotent": True, "refuses": "message"}, status_code=204)
async def read_message(work: GivenWork, actor: GivenActor, pesan_id: Id) -> None:
    """Mark a message as read."""
    await messages.mark_read(work, actor, pesan_id)


ROUTES = [
    record_outage, list_outages, show_ledger, confirm_outage, give_feedback, open_ticket, keep_reference,
    list_references, make_plan, list_plans, list_without_plan, list_messages, read_message, list_tickets,
    answer_ticket, close_ticket,
]  # fmt: skip
