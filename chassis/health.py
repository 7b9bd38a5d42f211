"""What the outside asks of a process itself: alive, ready, measured."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import MediaType, Request, Response, get

from chassis import telemetry
from chassis.runtime import Runtime

LAG_LIMIT_SECONDS = 30.0
OPEN_PATHS = frozenset({"/health/live", "/health/ready", "/metrics"})


@get("/health/live", include_in_schema=False, opt={"work": False})
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "hidup"}


@get("/health/ready", include_in_schema=False, opt={"work": False})
async def ready(request: Request[Any, Any, Any]) -> Response[dict[str, str]]:
    """The database answers, every duty runs and the outbox keeps up."""
    runtime: Runtime = request.app.state.runtime
    reason = runtime.failed_duty()
    if runtime.relay and runtime.relay.lag_seconds > LAG_LIMIT_SECONDS:
        reason = f"outbox lag {runtime.relay.lag_seconds:.0f} s"
    if reason is None:
        try:
            async with asyncio.timeout(2), runtime.database.engine.connect() as connection:
                await connection.exec_driver_sql("SELECT 1")
        except Exception as err:
            reason = type(err).__name__
    body = {"status": "siap" if reason is None else "belum siap", "reason": reason or ""}
    return Response(body, status_code=200 if reason is None else 503)


@get("/metrics", include_in_schema=False, media_type=MediaType.TEXT, opt={"work": False})
async def metrics() -> bytes:
    """Prometheus text."""
    return telemetry.metrics_page()
