"""The HTTP side of dashboards, and what everybody may ask: published months, and whether a paper holds."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, get
from litestar.params import QueryParameter

from chassis.db import Who
from chassis.parameters import Month
from chassis.service import GivenActor, GivenRuntime, GivenWork
from contracts.refusal import Refusal, rule
from services.reporting.queries import dashboards, monev, papers

NO_TENANT = rule("reporting.monev.tenant", 422, "Pemda tidak dikenal.", "tenant", source="implicit")

Tenant = Annotated[str, QueryParameter(min_length=1, max_length=40)]
MayOpd = Annotated[str, QueryParameter(max_length=64)]
Kode = Annotated[str, QueryParameter(min_length=12, max_length=20, pattern=r"^[0-9A-Za-z -]+$")]
Rupiah = Annotated[int | None, QueryParameter(ge=0, le=10**15)]
MayMonth = Annotated[str, QueryParameter(pattern=r"^(2[01][0-9]{2}-(0[1-9]|1[0-2]))?(?![\s\S])", max_length=7)]


@get("/dashboard", opt={"refuses": "dashboard"})
async def show_dashboard(work: GivenWork, actor: GivenActor, periode: Month, opd: MayOpd = "") -> dashboards.Dashboard:
    """Twelve months of the Pemda, or of a PD with its units."""
    return await dashboards.of_pemda_or_pd(work, actor, periode, opd)


@get("/dashboard/mine")
async def show_own_dashboard(work: GivenWork, actor: GivenActor, periode: Month) -> dashboards.OwnDashboard:
    """One's own twelve months, and how one decides as penilai."""
    return await dashboards.own(work, actor, periode)


@get("/monev", opt={"work": False, "open": True, "refuses": "monev"}, security=[])
async def show_monev(
    request: Request[Any, Any, Any], runtime: GivenRuntime, tenant: Tenant, periode: MayMonth = ""
) -> monev.Published:
    """A published month of a Pemda for everybody; the latest without one."""
    if tenant not in runtime.packs.tenants():
        raise Refusal(NO_TENANT)
    request.scope["state"]["tenant"] = tenant  # no token names it
    async with runtime.database.work(Who(tenant=tenant, actor="anonymous"), read_only=True) as work:
        return await monev.published(work, periode)


@get("/papers", opt={"work": False, "open": True, "refuses": "monev paper"}, security=[])
async def check_paper(
    request: Request[Any, Any, Any], runtime: GivenRuntime, tenant: Tenant, kode: Kode, jumlah: Rupiah = None
) -> papers.PaperView:
    """What the paper with a code is and whether it holds, for a stranger; never whose it is."""
    if tenant not in runtime.packs.tenants():
        raise Refusal(NO_TENANT)
    request.scope["state"]["tenant"] = tenant  # no token names it
    async with runtime.database.work(Who(tenant=tenant, actor="anonymous"), read_only=True) as work:
        return await papers.check(work, kode, jumlah)


ROUTES = [show_dashboard, show_own_dashboard, show_monev, check_paper]
