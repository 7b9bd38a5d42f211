"""The gateway on one screen: every request from the outside comes through here."""

from __future__ import annotations

import asyncio
from typing import Any

from chassis import memory, telemetry
from chassis.problem import TITLES
from chassis.wire import TwoWays
from gateway.answer import Receive, Rejected, Scope, Send, give, give_json, give_problem, header_of
from gateway.clock import ClockDesk
from gateway.door import Door
from gateway.dress import Dressed, request_id
from gateway.files import Files
from gateway.forward import Aborted, forward
from gateway.guard import SAFE, check
from gateway.openapi import Catalogue
from gateway.pool import Pool
from gateway.routes import QUIET, destination
from gateway.session import Sessions
from gateway.settings import GatewaySettings, read_gateway_settings
from gateway.short import ShortCut
from gateway.throttle import Capacity, Throttle, keep_comparing
from gateway.tokens import Tokens
from gateway.vault import Vault

NAME = "gateway"
SWEEP_SECONDS = 0.25
DOCS = "/static/docs.html"
BUNDLE = "/static/vendor/swagger-ui-bundle.js"


class Gateway:
    """The ASGI app. Health and metrics answer whatever the load."""

    def __init__(self, settings: GatewaySettings) -> None:
        self.settings = settings
        self.pools = {name: Pool(url) for name, url in settings.upstreams.items()}
        self.tokens = Tokens(settings.upstreams["identity"])
        self.vault = Vault(settings.redis, settings.session_key)
        self.sessions = Sessions(self.vault, self.pools["identity"], settings.session_key, secure=settings.strict)
        self.throttles = [Throttle("rate", settings.rate), Throttle("sign-in", settings.sign_in_rate)]
        self.door = Door(self.tokens, self.sessions, *self.throttles)
        self.capacity = Capacity(settings.in_flight)
        self.short = ShortCut(NAME, self.pools, self.tokens, self.throttles[0], self.capacity, strict=settings.strict)
        self.clock = ClockDesk(settings)
        self.catalogue = Catalogue(self.pools)
        self.files = Files()
        self._tasks: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._live(receive, send)
        if scope["type"] != "http":
            raise RuntimeError("only HTTP is spoken here")
        trace = (telemetry.current_traceparent() or "")[3:35]
        ident = request_id(header_of(scope, b"x-request-id"), trace)
        dressed = Dressed(send, ident, strict=self.settings.strict)
        try:
            if scope["path"] in QUIET:
                return await self._health(scope["path"], dressed)
            self.capacity.enter()
            try:
                await self._serve(scope, receive, dressed, ident)
            finally:
                self.capacity.leave()
        except Rejected as rejected:
            if not dressed.begun:
                await give_problem(dressed, rejected)
        except ConnectionResetError:
            return
        except Aborted as err:
            telemetry.get_logger().warning("answer_broken_off", error=str(err))
        except Exception as err:
            telemetry.get_logger().error("gateway_failed", error=type(err).__name__, exc_info=err)
            if not dressed.begun:
                await give_problem(dressed, Rejected(500, TITLES[500]))

    async def _serve(self, scope: Scope, receive: Receive, send: Send, ident: bytes) -> None:
        check(scope)
        place = destination(scope["path"])
        if place.kind == "service":
            added = await self.door.pass_api(scope)
            pool = self.pools[place.service]
            return await forward(pool, scope, receive, send, [*added, (b"x-request-id", ident)])
        if scope["path"] == "/api/clock" and scope["method"] == "PUT":
            actor, _ = await self.door.actor(scope)
            return await self.clock.set(scope, receive, send, actor)
        self.door.knock(scope)
        if place.kind == "nowhere":
            raise Rejected(404, "Alamat ini tidak ada.")
        if scope["method"] not in SAFE:
            raise Rejected(405, "Alamat ini hanya dapat dibaca.", [(b"allow", b"GET, HEAD")])
        if place.kind == "static":
            return await self.files.give(scope, send, scope["path"])
        await self._own(scope, send)

    async def _own(self, scope: Scope, send: Send) -> None:
        path = scope["path"]
        if path == "/api/clock":
            return await self.clock.tell(send)
        if path == "/api/openapi.json":
            return await give(send, 200, await self.catalogue.document(), b"application/json")
        if BUNDLE not in self.files:
            raise Rejected(503, "Halaman ini memerlukan aset yang belum dipasang: jalankan `make setup`.")
        await self.files.give(scope, send, DOCS)

    async def _health(self, path: str, send: Send) -> None:
        if path == "/metrics":
            return await give(send, 200, telemetry.metrics_page(), b"text/plain; version=0.0.4; charset=utf-8")
        if path == "/health/ready" and not self.tokens.ready:
            raise Rejected(503, "Kunci pengenal belum dapat diambil dari identity.")
        await give_json(send, {"status": "hidup" if path == "/health/live" else "siap"})

    # --- lifespan -------------------------------------------------------------------------------------------

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        duties: list[Any] = [self._sweep(), self.tokens.probe()]
        if self.settings.redis:
            duties.append(keep_comparing(self.settings.redis, self.throttles))
            duties.append(self.tokens.keep_reading(self.settings.redis))
        self._tasks = [asyncio.create_task(duty) for duty in duties]
        memory.settle()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for pool in self.pools.values():
            pool.close()
        await self.vault.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            for pool in self.pools.values():
                pool.sweep()


def create(settings: GatewaySettings | None = None) -> Any:
    """The ASGI app, traced; the trace of a request begins here."""
    settings = settings or read_gateway_settings()
    telemetry.configure(
        NAME, traces_dir=settings.traces, otlp_endpoint=settings.otlp_endpoint, profile=settings.profile
    )
    gateway = Gateway(settings)
    return TwoWays(telemetry.TraceRequests(gateway, NAME), gateway.short.take)
