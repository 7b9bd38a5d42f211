"""A service as it is declared (routes, reactions, deadlines) and the ASGI app that comes of it."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, get
from litestar.di import NamedDependency, Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Components, SecurityScheme

from chassis import telemetry
from chassis.auth import Actor, FetchKeys, Verifier, fetch_from
from chassis.clock import clock_for
from chassis.consumer import Consumer
from chassis.db import Database, Work
from chassis.deadlines import Deadlines, Fires
from chassis.edge import Authenticate, UnitOfWork
from chassis.guard import BodyGuard
from chassis.inbox import Inbox, Reaction
from chassis.kafka import KafkaPublisher
from chassis.problem import HANDLERS, Problem
from chassis.regulation import Packs
from chassis.relay import Relay
from chassis.settings import Settings, read_settings
from contracts.event import EventType, catalogue, events_of, topic_of

LAG_LIMIT_SECONDS = 30.0
VERSION = "0.1.0"


class Service(msgspec.Struct, kw_only=True, frozen=True):
    """One service on one screen. `publishes` and `subscribes` also decide its rights on Kafka."""

    name: str
    title: str
    routes: Sequence[Any]
    publishing: bool = True
    reactions: Sequence[Reaction] = ()
    deadlines: Mapping[str, Fires] = {}
    policies: Callable[[Packs], None] = lambda packs: None
    keys: Callable[[Database, Settings], FetchKeys] | None = None
    start: Callable[[Runtime], Awaitable[None]] | None = None

    @property
    def publishes(self) -> str | None:
        """The topic of the service, or None when it tells nothing."""
        return topic_of(self.name) if self.publishing else None

    @property
    def subscribes(self) -> frozenset[str]:
        """The topics of the events it reacts to."""
        return frozenset(r.event.topic() for r in self.reactions)

    def types(self) -> Mapping[str, EventType]:
        """Every event type of the publishers it listens to, reacted to or not: versions must be contiguous."""
        publishers = sorted({r.event.publisher() for r in self.reactions})
        modules = [importlib.import_module(f"contracts.{p}") for p in publishers]
        return catalogue([c for module in modules for c in events_of(module)])


class Runtime:
    """A running service: what its routes, reactions and deadlines work with."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self.service = service
        self.settings = settings
        self.packs = Packs.load(settings.regulations)
        service.policies(self.packs)
        self.database = Database(
            settings.database, service.name, self.packs, clock_for(settings.clock_file), settings.pool_size
        )
        fetch = (
            service.keys(self.database, settings)
            if service.keys
            else fetch_from(f"{settings.url_identity}/api/identity/jwks")
        )
        self.verifier = Verifier(service.name, fetch)
        self.inbox = Inbox(self.database, service.name, service.reactions, service.types())
        self.relay: Relay | None = None
        self.app: Litestar
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin the duties behind the HTTP side: relay, inbox, deadlines."""
        if self.service.start:
            await self.service.start(self)
        if self.settings.duties != "all":
            return
        duties = []
        if topic := self.service.publishes:
            publisher = KafkaPublisher(self.settings, self.service.name)
            self.relay = Relay(self.settings.database_plumbing, self.service.name, topic, publisher)
            self.database.wake = self.relay.wake
            duties.append(self.relay.run())
        if topics := sorted(self.service.subscribes):
            group = topic_of(self.service.name)
            duties.append(Consumer(self.settings, group, topics, self.inbox).run())
        if self.service.deadlines:
            duties.append(
                Deadlines(
                    self.database,
                    self.settings.database_plumbing,
                    self.service.name,
                    self.service.deadlines,
                ).run()
            )
        self._tasks = [asyncio.create_task(duty) for duty in duties]

    def failed_duty(self) -> str | None:
        """The error of a duty that has ended; a healthy duty never ends."""
        for task in self._tasks:
            if task.done():
                return repr(task.exception()) if not task.cancelled() else "cancelled"
        return None

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError, Exception):
                await asyncio.wait_for(task, 9)
        await self.database.close()


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


async def provide_work(request: Request[Any, Any, Any]) -> Work:
    work: Work = request.scope["state"]["work"]
    return work


async def provide_actor(request: Request[Any, Any, Any]) -> Actor:
    actor: Actor = request.scope["state"]["actor"]
    return actor


async def provide_runtime(request: Request[Any, Any, Any]) -> Runtime:
    runtime: Runtime = request.app.state.runtime
    return runtime


GivenWork = NamedDependency[Work]
GivenActor = NamedDependency[Actor]
GivenRuntime = NamedDependency[Runtime]

OPEN_PATHS = frozenset({"/health/live", "/health/ready", "/metrics"})
REFUSALS = {
    status: ResponseSpec(Problem, description=text, generate_examples=False, media_type=MediaType.JSON)
    for status, text in {
        400: "Body or Idempotency-Key cannot be read",
        401: "No valid token",
        403: "Not yours to do",
        404: "Unknown in this Pemda",
        409: "Right command, wrong state or time; or the same key is still at work",
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
    return outer


def _open_routes(service: Service, prefix: str) -> frozenset[str]:
    """Paths of routes that say `opt={"open": True}`: asked before anyone is known."""
    paths = {path for r in service.routes if r.opt.get("open") for path in r.paths}
    return frozenset(f"{prefix}{path}" for path in paths)


def _litestar(service: Service, runtime: Runtime) -> Litestar:
    from litestar import Router

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        await runtime.start()
        try:
            yield
        finally:
            await runtime.stop()

    @get("/openapi.json", include_in_schema=False, opt={"work": False})
    async def openapi(request: Request[Any, Any, Any]) -> dict[str, Any]:
        """The service's part of the published HTTP side."""
        return request.app.openapi_schema.to_schema()

    for route in service.routes:
        route.responses = {**REFUSALS, **(route.responses or {})}
    router = Router(
        f"/api/{service.name}",
        route_handlers=[*service.routes, openapi],
        middleware=[lambda app: UnitOfWork(app, runtime.database)],
        tags=[service.name],
        security=[{"token": []}],
    )
    app = Litestar(
        route_handlers=[router, live, ready, metrics],
        dependencies={
            "work": Provide(provide_work),
            "actor": Provide(provide_actor),
            "runtime": Provide(provide_runtime),
        },
        exception_handlers=HANDLERS,
        lifespan=[lifespan],
        openapi_config=OpenAPIConfig(
            title=service.title,
            version=VERSION,
            path=f"/api/{service.name}/schema",
            use_handler_docstrings=True,
            components=Components(
                security_schemes={"token": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")}
            ),
        ),
        debug=False,
        logging_config=None,
    )
    app.state.runtime = runtime
    runtime.app = app
    return app
