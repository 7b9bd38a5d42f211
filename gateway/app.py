"""The gateway on one screen: every request from the outside comes through here."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from typing import Any

from chassis import memory, telemetry
from chassis.fast.wire import TwoWays
from chassis.problem import TITLES
from gateway import assets
from gateway.answer import Receive, Rejected, Scope, Send, give, give_json, give_problem, header_of
from gateway.assets import PREFIX
from gateway.body import Body
from gateway.capacity import Capacity
from gateway.clock import ClockDesk
from gateway.door import RENEWAL_RATE, SESSION_RATE, Door, Limits
from gateway.dress import Dressed, request_id
from gateway.fast.short import ShortCut
from gateway.files import Files
from gateway.forward import Aborted, forward
from gateway.guard import SAFE, check
from gateway.openapi import Catalogue
from gateway.pagedoor import PageDoor, PrivateAnswer
from gateway.plain import give_page
from gateway.pool import Pool
from gateway.routes import QUIET, Destination, destination
from gateway.session import Sessions
from gateway.settings import GatewaySettings, Rate, read_gateway_settings
from gateway.throttle import Throttle, keep_comparing
from gateway.tokens import Tokens
from gateway.vault import Vault

NAME = "gateway"
SWEEP_SECONDS = 0.5
SHARES = 4  # one person has at most a quarter of the places,
LEAST_SHARE = 2  # and of a very small gateway two
MOST_ARRIVING, SHARE_ARRIVING = 1024, 64  # requests whose body is not whole yet
FILES_ARRIVING, SHARE_OF_FILES = 32, 2
FORM_RATE = Rate(2, 30)  # forms that one person, or one address, sends
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
        forms = Throttle("form", FORM_RATE if settings.rate else None)
        self.throttles = [*limits, forms]
        self.door = Door(self.tokens, self.sessions, settings.proxies, limits)
        self.pages = Pool(settings.pages) if settings.pages else None
        self.page_door = PageDoor(self.door, self.sessions, self.tokens, forms, secure=settings.strict)
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
                await self._refuse(scope, dressed, rejected)
        except ConnectionResetError:
            return
        except Aborted as err:
            telemetry.get_logger().warning("answer_broken_off", error=str(err))
        except Exception as err:
            telemetry.get_logger().error("gateway_failed", error=type(err).__name__, exc_info=err)
            if not dressed.begun:
                await self._refuse(scope, dressed, Rejected(500, TITLES[500]))

    async def _refuse(self, scope: Scope, send: Dressed, rejected: Rejected) -> None:
        """As a page where a page was asked for, else as a problem."""
        if self.pages is not None and destination(scope["path"]).kind == "page":
            send.as_page()
            return await give_page(send, rejected)
        await give_problem(send, rejected)

    async def _serve(self, scope: Scope, receive: Receive, send: Dressed, ident: bytes) -> None:
        check(scope)
        place = destination(scope["path"])
        if place.kind == "service":
            return await self._pass_on(self.pools[place.service], scope, receive, send, ident)
        if place.kind == "page" and self.pages is not None:
            send.as_page()
            return await self._show(self.pages, scope, receive, send, ident)
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

    async def _show(self, pages: Pool, scope: Scope, receive: Receive, send: Send, ident: bytes) -> None:
        """A page: as `_pass_on`, by the door of the pages."""
        visit = await self.page_door.enter(scope)
        body = Body(scope, receive)
        with self.arriving.place(visit.who):
            first = await body.gather()
        extra = [*visit.headers, (b"x-request-id", ident)]
        with self.files_arriving.place(visit.who) if body.more else nullcontext(), self.capacity.place(visit.who):
            await forward(pages, scope, PrivateAnswer(send, self.page_door, visit), extra, body, first)

    async def _give_own(self, place: Destination, scope: Scope, send: Send) -> None:
        """What the gateway itself has to give."""
        if place.kind in ("nowhere", "page"):
            raise Rejected(404, "Alamat ini tidak ada.")
        if scope["method"] not in SAFE:
            raise Rejected(405, "Alamat ini hanya dapat dibaca.", [(b"allow", _reading(scope["path"]))])
        if scope["path"].startswith(PREFIX):
            return await self.files.give_ours(scope, send, scope["path"])
        if place.kind == "static":
            return await self.files.give(scope, send, scope["path"])
        await self._own(scope, send)

    async def _own(self, scope: Scope, send: Send) -> None:
        path = scope["path"]
        if path == "/api/clock":
            return await self.clock.tell(send)
        if path == assets.WORKER_PATH:
            return await self.files.give_worker(scope, send)
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
        for pool in self._pools():
            pool.close()
        await self.vault.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            for pool in self._pools():
                pool.sweep()

    def _pools(self) -> list[Pool]:
        return [*self.pools.values(), *([self.pages] if self.pages else [])]


def _reading(path: str) -> bytes:
    """What may be done at an address of the gateway's own."""
    return b"GET, HEAD, PUT" if path == "/api/clock" else b"GET, HEAD"


def create(settings: GatewaySettings | None = None) -> Any:
    """The ASGI app, traced; the trace of a request begins here."""
    settings = settings or read_gateway_settings()
    telemetry.configure(
        NAME, traces_dir=settings.traces, otlp_endpoint=settings.otlp_endpoint, profile=settings.profile
    )
    return ways(Gateway(settings))


def ways(gateway: Gateway) -> Any:
    """The gateway as the server runs it, traced; from the wire as well where the fast wing is on."""
    ordinary = telemetry.TraceRequests(gateway, NAME, outermost=True)
    return TwoWays(ordinary, gateway.short.take) if gateway.settings.fast == "on" else ordinary
