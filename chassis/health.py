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
    """The database takes writes, every duty runs and the outbox keeps up."""
    runtime: Runtime = request.app.state.runtime
    reason = runtime.failed_duty()
    if reason is None and runtime.relay:
        lag = min(runtime.waiting.lag_seconds, runtime.relay.idle_seconds())
        reason = f"outbox lag {lag:.0f} s" if lag > LAG_LIMIT_SECONDS else None
    if reason is None:
        try:
            async with asyncio.timeout(2):
                await runtime.database.check_writable()
        except Exception as err:
            reason = type(err).__name__
    body = {"status": "siap" if reason is None else "belum siap", "reason": reason or ""}
    return Response(body, status_code=200 if reason is None else 503)


@get("/metrics", include_in_schema=False, media_type=MediaType.TEXT, opt={"work": False})
async def metrics() -> bytes:
    """Prometheus text."""
    return telemetry.metrics_page()
