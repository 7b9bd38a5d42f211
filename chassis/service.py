"""From the declaration of a service to its ASGI app: traces, body guard, authentication, units of work, routes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, get_type_hints

from litestar import Litestar, Request, Router, get
from litestar.di import NamedDependency, Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Components, SecurityScheme

from chassis import health, memory, telemetry
from chassis.auth import Actor
from chassis.db import Work
from chassis.edge import Authenticate, UnitOfWork
from chassis.fast.hot import HotRoutes
from chassis.fast.wire import TwoWays
from chassis.guard import BodyGuard, JsonGuard, QueryGuard
from chassis.health import OPEN_PATHS
from chassis.openapi import PlainTypes, close_commands, tell_forms, tell_key, tell_refusals, upload_of
from chassis.permission import Gate
from chassis.problem import HANDLERS, MEDIA_TYPE, Problem
from chassis.runtime import Runtime, Service
from chassis.settings import Settings, read_settings
from chassis.upload import ReadFile

VERSION = "0.1.0"
_TYPE = re.compile(r":\w+(?=\})")  # of a parameter in a path

__all__ = ["GivenActor", "GivenFile", "GivenRuntime", "GivenWork", "Runtime", "Service", "create"]


async def provide_work(request: Request[Any, Any, Any]) -> Work:
    work: Work = request.scope["state"]["work"]
    return work


async def provide_actor(request: Request[Any, Any, Any]) -> Actor:
    actor: Actor = request.scope["state"]["actor"]
    return actor


async def provide_file(request: Request[Any, Any, Any]) -> ReadFile:
    file: ReadFile = request.scope["state"]["file"]
    return file


async def provide_runtime(request: Request[Any, Any, Any]) -> Runtime:
    runtime: Runtime = request.app.state.runtime
    return runtime


DEPENDENCIES = {
    "work": Provide(provide_work),
    "actor": Provide(provide_actor),
    "file": Provide(provide_file),
    "runtime": Provide(provide_runtime),
}
_NOT_ASKED = frozenset({*DEPENDENCIES, "data", "request"})  # of a handler's parameters, what no address can name
GivenWork = NamedDependency[Work]
GivenActor = NamedDependency[Actor]
GivenFile = NamedDependency[ReadFile]
GivenRuntime = NamedDependency[Runtime]

REFUSALS = {
    status: ResponseSpec(Problem, description=text, generate_examples=False, media_type=MEDIA_TYPE)
    for status, text in {
        400: "Body or Idempotency-Key cannot be read",
        401: "No valid token",
        403: "Not yours to do",
        404: "Unknown in this Pemda",
        409: "Right command, wrong state or time; or the same key is still at work",
        415: "Send the body as application/json",
        422: "The command lacks something or is against the pasal named",
        429: "Too many requests",
        503: "Temporarily unavailable: retry with the same key",
    }.items()
}


def create(service: Service, settings: Settings | None = None) -> Any:
    """The ASGI app of a service: traces, body guard, authentication, then its routes."""
    settings = settings or read_settings()
    telemetry.configure(
        service.name,
        traces_dir=settings.traces,
        otlp_endpoint=settings.otlp_endpoint,
        profile=settings.profile,
    )
    runtime = Runtime(service, settings)
    app = _litestar(service, runtime)
    prefix = f"/api/{service.name}"
    open_paths = OPEN_PATHS | {f"{prefix}/openapi.json"} | _open_routes(service, prefix)
    guarded = BodyGuard(Authenticate(app, runtime.verifier, open_paths))
    outer = telemetry.TraceRequests(guarded, service.name)
    hot = HotRoutes(service.name, prefix, service.hot, runtime, runtime.verifier)
    return TwoWays(outer, hot.take) if service.hot and runtime.settings.fast == "on" else outer


def _open_routes(service: Service, prefix: str) -> frozenset[str]:
    """Paths of routes that say `opt={"open": True}`: asked before anyone is known."""
    paths = {path for r in service.routes if r.opt.get("open") for path in r.paths}
    return frozenset(f"{prefix}{path}" for path in paths)


def _litestar(service: Service, runtime: Runtime) -> Litestar:
    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        await runtime.start()
        memory.settle()
        try:
            yield
        finally:
            await runtime.stop()

    app = Litestar(
        route_handlers=[_router(service, runtime), health.live, health.ready, health.metrics],
        dependencies=DEPENDENCIES,
        exception_handlers=HANDLERS,
        lifespan=[lifespan],
        openapi_config=_openapi(service),
        plugins=[PlainTypes()],
        debug=False,
        logging_config=None,
    )
    app.state.runtime = runtime
    runtime.app = app
    return app


def _router(service: Service, runtime: Runtime) -> Router:
    @get("/openapi.json", include_in_schema=False, opt={"work": False})
    async def openapi(request: Request[Any, Any, Any]) -> dict[str, Any]:
        """The service's part of the published HTTP side."""
        return _dressed(request.app.openapi_schema.to_schema(), service)

    gate = Gate(service.name, service.roles) if service.roles else None
    for route in service.routes:
        route.responses = {**REFUSALS, **(route.responses or {})}
    return Router(
        f"/api/{service.name}",
        route_handlers=[*service.routes, openapi],
        middleware=[
            JsonGuard,
            lambda app: QueryGuard(app, _NOT_ASKED),
            lambda app: UnitOfWork(app, runtime.database, gate),
        ],
        tags=[service.name],
        security=[{"token": []}],
    )


def _dressed(document: dict[str, Any], service: Service) -> dict[str, Any]:
    """The document with `x-group` on every operation whose route names its group, and what each refuses.

    A route that takes a file says so: `opt={"upload": (<media types>)}`.
    """
    places = {}
    for route in service.routes:
        for path in route.paths:
            place = f"/api/{service.name}{_TYPE.sub('', path)}"
            for method in route.http_methods:
                places[route.fn.__name__] = (place, method.lower())
                tell_key(document["paths"][place][method.lower()], method, route.opt)
                if kinds := route.opt.get("upload"):
                    document["paths"][place][method.lower()]["requestBody"] = upload_of(kinds)
                if group := route.opt.get("group"):
                    document["paths"][place][method.lower()]["x-group"] = group
    close_commands(document, [get_type_hints(r.fn, include_extras=True).get("data") for r in service.routes])
    tell_forms(document)
    tell_refusals(document, service.name, places)
    return document


def _openapi(service: Service) -> OpenAPIConfig:
    token = SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")
    return OpenAPIConfig(
        title=service.title,
        version=VERSION,
        path=f"/api/{service.name}/schema",
        use_handler_docstrings=True,
        components=Components(security_schemes={"token": token}),
    )
