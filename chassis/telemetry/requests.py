"""A server span and a measured time for every request."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from opentelemetry.context import attach, detach
from opentelemetry.trace import Span, SpanKind
from prometheus_client import Histogram

from chassis.telemetry.metrics import http_request_seconds
from chassis.telemetry.sampling import unrecorded
from chassis.telemetry.traceparent import current_traceparent, is_sampled, remote_context, sibling_of, traceparent_of
from chassis.telemetry.tracing import span, started

QUIET = frozenset({"/health/live", "/health/ready", "/metrics"})
T = TypeVar("T")
_ID = re.compile(r"/(?:[0-9a-fA-F-]{32,36}|\d+)(?=/|$)")


@lru_cache(4096)
def route_of(path: str) -> str:
    """The path without the ids in it."""
    return _ID.sub("/{id}", path)


MOST_ROUTES = 1000
_answered: set[str] = set()


def known_route(route: str, status: int) -> str:
    """The route, when something good was ever answered on it: paths that somebody made up share one name."""
    if status < 400 and len(_answered) < MOST_ROUTES:
        _answered.add(route)
    return route if route in _answered else "other"


@lru_cache(4096)
def _timed(service: str, method: str, route: str, status: int) -> Histogram:
    return http_request_seconds.labels(service=service, method=method, route=route, status=str(status))


class Passage:
    """A request outside any context: its traceparent, its server span where the trace is recorded, its time.

    Nothing is entered that would have to be left: it may begin in one callback and end in another.
    `linked`: the trace of an outside caller; our trace is another one, and its span only links to theirs.
    """

    __slots__ = ("_began", "_method", "_route", "_service", "_span", "traceparent")

    def __init__(self, service: str, method: str, path: str, parent: str | None, linked: str | None = None) -> None:
        self._began = time.perf_counter()
        self._service, self._method, self._route = service, method, route_of(path)
        self._span: Span | None = None
        joined = sibling_of(parent) if parent else None
        known = unrecorded() if joined is None else None if is_sampled(joined) else joined
        if known is None:
            attributes = {"http.request.method": method, "http.route": self._route}
            self._span = started(
                f"{method} {self._route}", SpanKind.SERVER, parent, attributes, [linked] if linked else []
            )
            known = traceparent_of(self._span)
        self.traceparent: str = known

    @property
    def trace(self) -> str:
        """The trace id, 32 hex digits."""
        return self.traceparent[3:35]

    def within(self, do: Callable[[], T]) -> T:
        """Call something under the request's trace."""
        token = attach(remote_context(self.traceparent))
        try:
            return do()
        finally:
            detach(token)

    def abandon(self) -> None:
        """Somebody else goes on with the request, from the start."""
        if self._span is not None:
            self._span.end()

    def end(self, status: int) -> None:
        """The answer was given."""
        _timed(self._service, self._method, known_route(self._route, status), status).observe(
            time.perf_counter() - self._began
        )
        if self._span is not None:
            self._span.set_attribute("http.response.status_code", status)
            self._span.end()


class TraceRequests:
    """ASGI: continues the caller's trace, and tells its id in `x-trace-id`.

    `outermost`: the caller is anybody, and must not choose the id that the audit trail keeps: a trace
    begins here, and its span links to theirs.
    """

    def __init__(self, app: Any, service: str, *, outermost: bool = False) -> None:
        self._app = app
        self._service = service
        self._outermost = outermost

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] in QUIET:
            await self._app(scope, receive, send)
            return
        route = route_of(scope["path"])
        told = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"traceparent"), None)
        parent, links = (None, [told] if told else []) if self._outermost else (told, [])
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
                links=links,
                attributes=attributes,
            ) as current:
                await self._app(scope, receive, tell)
                current.set_attribute("http.response.status_code", status)
        finally:
            _timed(self._service, scope["method"], known_route(route, status), status).observe(
                time.perf_counter() - began
            )
