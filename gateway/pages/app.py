"""The process of the pages: every address goes to the desk, by the table in `screens.py`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import HttpMethod, Litestar, Request, Response, get, route

from chassis import memory, telemetry
from chassis.regulation import Packs
from gateway.pages.desk import Desk
from gateway.pages.pemda import regencies
from gateway.pages.screens import SITE
from gateway.pages.settings import PageSettings, read_page_settings
from gateway.pages.site import Site
from gateway.pool import Pool

NAME = "pages"
SWEEP_SECONDS = 0.5
_METHODS = [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST]


@get("/health/live", include_in_schema=False)
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "hidup"}


@get("/health/ready", include_in_schema=False)
async def ready() -> dict[str, str]:
    """It can render: what it needs of others is asked for by each page."""
    return {"status": "siap"}


@get("/metrics", include_in_schema=False)
async def metrics() -> Response[bytes]:
    """Prometheus text."""
    return Response(telemetry.metrics_page(), media_type="text/plain; version=0.0.4; charset=utf-8")


@route(["/", "/{rest:path}"], http_method=_METHODS, include_in_schema=False)
async def page(request: Request[Any, Any, Any], rest: str = "") -> Response[bytes]:
    """Every page, by the table above."""
    screen, given = request.app.state.site.find(request.scope["path"])
    answer: Response[bytes] = await request.app.state.desk.serve(screen, request, given)
    return answer


def create(settings: PageSettings | None = None) -> Any:
    """The ASGI app, traced."""
    settings = settings or read_page_settings()
    telemetry.configure(
        NAME, traces_dir=settings.traces, otlp_endpoint=settings.otlp_endpoint, profile=settings.profile
    )
    pools = {name: Pool(url) for name, url in settings.services.items()}

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(_sweep(list(pools.values())))
        memory.settle()
        try:
            yield
        finally:
            sweeping.cancel()
            for pool in pools.values():
                pool.close()

    app = Litestar([live, ready, metrics, page], lifespan=[lifespan], openapi_config=None, logging_config=None)
    app.state.site = site = Site(SITE)
    app.state.desk = Desk(site, pools, regencies(Packs.load(settings.regulations)))
    return telemetry.TraceRequests(app, NAME)


async def _sweep(pools: list[Pool]) -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        for pool in pools:
            pool.sweep()
