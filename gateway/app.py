"""The gateway on one screen: every request from the outside comes through here."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from typing import Any

from chassis import memory, telemetry
from chassis.problem import TITLES
from chassis.wire import TwoWays
from gateway.answer import Receive, Rejected, Scope, Send, give, give_json, give_problem, header_of
from gateway.body import Body
from gateway.capacity import Capacity
from gateway.clock import ClockDesk
from gateway.door import RENEWAL_RATE, SESSION_RATE, Door, Limits
from gateway.dress import Dressed, request_id
from gateway.files import Files
from gateway.forward import Aborted, forward
from gateway.guard import SAFE, check
from gateway.openapi import Catalogue
from gateway.pool import Pool
from gateway.routes import QUIET, Destination, destination
from gateway.session import Sessions
from gateway.settings import GatewaySettings, read_gateway_settings
from gateway.short import ShortCut
from gateway.throttle import Throttle, keep_comparing
from gateway.tokens import Tokens
from gateway.vault import Vault

NAME = "gateway"
SWEEP_SECONDS = 0.25
SHARES = 4  # one person has at most a quarter of the places,
LEAST_SHARE = 2  # and of a very small gateway two
MOST_ARRIVING, SHARE_ARRIVING = 1024, 64  # requests whose body is not whole yet
FILES_ARRIVING, SHARE_OF_FILES = 32, 2
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
        renewing = (RENEWAL_RATE, SESSION_RATE) if settings.rate else (None, None)
        limits = Limits(
            Throttle("rate", settings.rate), Throttle("sign-in", settings.sign_in_rate),
            Throttle("renewal", renewing[0]), Throttle("session", renewing[1]),
        )  # fmt: skip
        self.throttles = list(limits)
        self.door = Door(self.tokens, self.sessions, settings.proxies, limits)
        self.capacity = Capacity(settings.in_flight, max(settings.in_flight // SHARES, LEAST_SHARE))
        self.arriving = Capacity(MOST_ARRIVING, SHARE_ARRIVING)
        self.files_arriving = Capacity(FILES_ARRIVING, SHARE_OF_FILES)
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
            await self._serve(scope, receive, dressed, ident)
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
            return await self._pass_on(self.pools[place.service], scope, receive, send, ident)
        if scope["path"] == "/api/clock" and scope["method"] == "PUT":
            actor, _ = await self.door.actor(scope)
            return await self.clock.set(scope, receive, send, actor)
        self.door.knock(scope)
        with self.capacity.place(self.door.address(scope)):
            await self._give_own(place, scope, send)

    async def _pass_on(self, pool: Pool, scope: Scope, receive: Receive, send: Send, ident: bytes) -> None:
        """To a service. No place and no connection is taken before a small body is there; files have a few places."""
        who, added = await self.door.pass_api(scope)
        body = Body(scope, receive)
        with self.arriving.place(who):
            first = await body.gather()
        self.door.look_into(scope, first)
        extra = [*added, (b"x-request-id", ident)]
        with self.files_arriving.place(who) if body.more else nullcontext(), self.capacity.place(who):
            await forward(pool, scope, send, extra, body, first)

    async def _give_own(self, place: Destination, scope: Scope, send: Send) -> None:
        """What the gateway itself has to give."""
        if place.kind == "nowhere":
            raise Rejected(404, "Alamat ini tidak ada.")
        if scope["method"] not in SAFE:
            raise Rejected(405, "Alamat ini hanya dapat dibaca.", [(b"allow", _reading(scope["path"]))])
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


def _reading(path: str) -> bytes:
    """What may be done at an address of the gateway's own."""
    return b"GET, HEAD, PUT" if path == "/api/clock" else b"GET, HEAD"


def create(settings: GatewaySettings | None = None) -> Any:
    """The ASGI app, traced; the trace of a request begins here."""
    settings = settings or read_gateway_settings()
    telemetry.configure(
        NAME, traces_dir=settings.traces, otlp_endpoint=settings.otlp_endpoint, profile=settings.profile
    )
    gateway = Gateway(settings)
    return TwoWays(telemetry.TraceRequests(gateway, NAME, outermost=True), gateway.short.take)
