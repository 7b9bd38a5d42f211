"""A server span and a measured time for every request."""

from __future__ import annotations

import re
import time
from functools import lru_cache
from typing import Any

from opentelemetry.trace import SpanKind
from prometheus_client import Histogram

from chassis.telemetry.metrics import http_request_seconds
from chassis.telemetry.tracing import current_traceparent, remote_context, span

QUIET = frozenset({"/health/live", "/health/ready", "/metrics"})
_ID = re.compile(r"/(?:[0-9a-fA-F-]{32,36}|\d+)(?=/|$)")


@lru_cache(4096)
def route_of(path: str) -> str:
    """The path without the ids in it."""
    return _ID.sub("/{id}", path)


@lru_cache(4096)
def _timed(service: str, method: str, route: str, status: int) -> Histogram:
    return http_request_seconds.labels(service=service, method=method, route=route, status=str(status))


class TraceRequests:
    """ASGI: continues the caller's trace, and tells its id in `x-trace-id`."""

    def __init__(self, app: Any, service: str) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] in QUIET:
            await self._app(scope, receive, send)
            return
        route = route_of(scope["path"])
        parent = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"traceparent"), None)
        status = 500
        began = time.perf_counter()

        async def tell(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                trace = (current_traceparent() or "")[3:35]
                message = {**message, "headers": [*message["headers"], (b"x-trace-id", trace.encode())]}
            await send(message)

        attributes = {"http.request.method": scope["method"], "http.route": route}
        try:
            with span(
                f"{scope['method']} {route}",
                kind=SpanKind.SERVER,
                parent=remote_context(parent),
                attributes=attributes,
            ) as current:
                await self._app(scope, receive, tell)
                current.set_attribute("http.response.status_code", status)
        finally:
            _timed(self._service, scope["method"], route, status).observe(time.perf_counter() - began)
