"""What a service declares, and what of it runs: database, inbox, relay, deadlines."""

from __future__ import annotations

import asyncio
import importlib
import os
import signal
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timezone
from typing import Any

import msgspec
from litestar import Litestar

from chassis import aside, telemetry
from chassis.auth import FetchKeys, Verifier, fetch_from
from chassis.clock import clock_for
from chassis.consumer import Consumer
from chassis.db import Database
from chassis.deadlines import Deadlines, Fires
from chassis.fast.hot import HotRoute
from chassis.inbox import Inbox
from chassis.kafka import KafkaPublisher
from chassis.keyring import Keyring
from chassis.knownkeys import KnownKeys
from chassis.offices import check_offices
from chassis.permission import Roles, check_tables
from chassis.reaction import Reaction
from chassis.regulation import Packs, check_rules, check_sections
from chassis.relay import Relay
from chassis.retelling import Retelling, fires
from chassis.revocation import keep_reading
from chassis.settings import Settings
from chassis.waiting import Waiting
from contracts.event import Event, EventType, catalogue, events_of, topic_of
from contracts.refusal import RULES, Refusal, Rule, Said


class Service(msgspec.Struct, kw_only=True, frozen=True):
    """One service on one screen. `publishes` and `subscribes` also decide its rights on Kafka.

    `roles` says how it knows what somebody is; the pack's table of permissions then stands before its operations.
    A route says in its `opt` which subjects it may refuse by (`refuses`), to which procedure of KUAN P22 it belongs
    (`group`), and what is unusual of it (`open`, `upload`). `retells`: by their names, the kinds of states that it
    tells again when it is asked to; `not_retold`: why it does not tell the other events of its topic again. `sealing`:
    it seals things under keys that lie outside its database.
    """

    name: str
    title: str
    routes: Sequence[Any]
    hot: Sequence[HotRoute] = ()
    publishing: bool = True
    reactions: Sequence[Reaction] = ()
    deadlines: Mapping[str, Fires] = {}
    retells: Mapping[str, Retelling] = {}
    not_retold: Mapping[type[Event], str] = {}
    policies: Callable[[Packs], None] = lambda packs: None
    keys: Callable[[Database, Settings], FetchKeys] | None = None
    roles: Roles | None = None
    sealing: bool = False
    start: Callable[[Runtime], Awaitable[None]] | None = None
    duties: Sequence[Callable[[Runtime], Coroutine[Any, Any, None]]] = ()

    @property
    def publishes(self) -> str | None:
        """The topic of the service, or None when it tells nothing."""
        return topic_of(self.name) if self.publishing else None

    @property
    def subscribes(self) -> frozenset[str]:
        """The topics of the events it reacts to."""
        return frozenset(r.event.topic() for r in self.reactions)

    def fires(self) -> Mapping[str, Fires]:
        """What its deadlines do: its own, and telling again."""
        return {**self.deadlines, **fires(self.retells)}

    def operations(self) -> set[str]:
        """The names of everything that somebody signed in may ask for."""
        return {route.fn.__name__ for route in self.routes if not route.opt.get("open")}

    def law(self, regulations: str) -> Packs:
        """The packs of a folder, refused (PackError) where they lack what this service asks of them."""
        packs = Packs.load(regulations)
        check_sections(packs)
        check_offices(packs)
        self.policies(packs)
        self.check_subjects()
        if self.roles:
            check_tables(packs, self.name, self.operations())
        check_rules(packs, self.name, RULES.values())
        return packs

    def refuses(self, operation: str) -> list[Rule]:
        """The rules that an operation may refuse by: of the subjects that its route names, and of the law itself."""
        opt: Mapping[str, Any] = next((r.opt for r in self.routes if r.fn.__name__ == operation), {})
        subjects = tuple(f"{at}{s}." for s in ("law", *opt.get("refuses", "").split()) for at in ("", f"{self.name}."))
        return [RULES[name] for name in sorted(RULES) if name.startswith(subjects)]

    def check_subjects(self) -> None:
        """Every subject that a route names has a rule; ValueError."""
        known = {
            part for name in RULES for part in (name.split(".")[0], name.removeprefix(f"{self.name}.").split(".")[0])
        }
        for route in self.routes:
            if strange := set(route.opt.get("refuses", "").split()) - known:
                raise ValueError(f"{self.name} {route.fn.__name__}: no rule is about {min(strange)}")

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
        self.packs = service.law(settings.regulations)
        self.database = Database(
            settings.database, service.name, self.packs, clock_for(settings.clock_file), settings.pool_size
        )
        if service.sealing:
            self.database.keyring = Keyring.of(settings)
        fetch = (
            service.keys(self.database, settings)
            if service.keys
            else fetch_from(f"{settings.url_identity}/api/identity/jwks")
        )
        kept = None if service.keys else KnownKeys(self.database.engine)
        self.verifier = Verifier(service.name, fetch, kept=kept)
        self.inbox = Inbox(self.database, service.name, service.reactions, service.types())
        self.waiting = Waiting(settings.database_plumbing, service.name, self.database.clock)
        self.relay: Relay | None = None
        self.consumer: Consumer | None = None
        self.app: Litestar
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin the duties beside the HTTP side: ended sessions, and what is behind it."""
        if self.service.start:
            await self.service.start(self)
        duties = []
        if self.settings.redis:
            duties.append(keep_reading(self.settings.redis, self.service.name, self.verifier.ended))
        if self.settings.duties == "all":
            duties += self._behind()
        self._tasks = [asyncio.create_task(_until_stopped(duty)) for duty in duties]

    def _behind(self) -> list[Coroutine[Any, Any, None]]:
        """Relay, inbox, deadlines, and what the service itself has to do."""
        duties = [duty(self) for duty in self.service.duties]
        duties.append(self.waiting.keep_measuring())
        if topic := self.service.publishes:
            publisher = KafkaPublisher(self.settings, self.service.name)
            self.relay = Relay(
                self.settings.database_plumbing, self.service.name, topic, publisher, self.database.is_answering
            )
            self.database.wake = self.relay.wake
            duties.append(self.relay.run())
        if topics := sorted(self.service.subscribes):
            group = topic_of(self.service.name)
            self.consumer = Consumer(self.settings, group, topics, self.inbox)
            duties.append(self.consumer.run())
        if kinds := self.service.fires():
            deadlines = Deadlines(self.database, self.settings.database_plumbing, self.service.name, kinds)
            self.database.wake_deadlines = deadlines.wake
            duties.append(deadlines.run())
        return duties

    def saying(self, tenant: str) -> Callable[[Refusal], Said]:
        """How a refusal is said to a Pemda today: by the law that is in force there, by none where none is."""
        today = self.packs.day_of(tenant, self.database.clock.at(datetime.now(timezone.utc)))
        if not self.packs.covers(tenant, today):
            return lambda refusal: refusal.said({})
        citations = self.packs.resolve(tenant, today).citations()
        return lambda refusal: refusal.said(citations)

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
        aside.close()
        await self.database.close()


async def _until_stopped(duty: Coroutine[Any, Any, None]) -> None:
    """A duty never ends by itself; should one, the process ends in good order and is started again whole."""
    try:
        await duty
    except Exception as err:
        telemetry.get_logger().critical("duty_ended", error=type(err).__name__, exc_info=err)
    os.kill(os.getpid(), signal.SIGTERM)
