"""The outage ledger: recorded, confirmed, shown."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from chassis.db import Who
from chassis.parameters import Limit
from chassis.service import GivenActor, GivenRuntime, GivenWork
from contracts.refusal import Refusal, rule
from services.activity.outages import commands, queries

NO_TENANT = rule("activity.ledger.tenant", 422, "Pemda tidak dikenal.", "tenant", source="implicit")

Id = FromPath[UUID]
Tenant = Annotated[str, QueryParameter(min_length=1, max_length=40)]


@post("/outages", status_code=201, opt={"group": "pemeliharaan", "refuses": "outage"})
async def record_outage(work: GivenWork, actor: GivenActor, data: JSONBody[commands.RecordOutage]) -> commands.Outage:
    """Record an outage, as operator."""
    return await commands.record(work, actor, data)


@get("/outages", opt={"group": "pemeliharaan"})
async def list_outages(work: GivenWork, actor: GivenActor, limit: Limit = 100) -> list[commands.Outage]:
    """The outage ledger, newest first."""
    return await commands.listed(work, limit)


@get("/ledger", opt={"group": "pemeliharaan", "work": False, "open": True, "refuses": "ledger"}, security=[])
async def show_ledger(
    request: Request[Any, Any, Any], runtime: GivenRuntime, tenant: Tenant
) -> list[queries.Gangguan]:  # fmt: skip
    """The outage ledger of a Pemda for everybody: what was confirmed in the last two years."""
    if tenant not in runtime.packs.tenants():
        raise Refusal(NO_TENANT)
    request.scope["state"]["tenant"] = tenant  # no token names it
    async with runtime.database.work(Who(tenant=tenant, actor="anonymous"), read_only=True) as work:
        return await queries.confirmed(work)


@post("/outages/{gangguan_id:uuid}/confirm", status_code=200, opt={"group": "pemeliharaan", "refuses": "outage person"})
async def confirm_outage(work: GivenWork, actor: GivenActor, gangguan_id: Id) -> commands.Outage:
    """Confirm an outage, as pengelola e-kinerja."""
    return await commands.confirm(work, actor, gangguan_id)


ROUTES = [record_outage, list_outages, show_ledger, confirm_outage]
