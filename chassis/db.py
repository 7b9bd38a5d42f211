"""The unit of work: one transaction, one tenant, one actor, one moment."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Executable, event, text
from sqlalchemy.engine import ExceptionContext, Row
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from chassis import outbox, telemetry
from chassis.audit import append_audit
from chassis.clock import Clock, DatabaseClock
from chassis.duty import to_the_end
from chassis.fast.hotpool import HotConnections
from chassis.ids import new_id
from chassis.keyring import Keyring
from chassis.regulation import Pack, Packs
from chassis.transient import is_useless
from contracts.event import Event, Fact

# xid first: a transaction holds its place in the order of transactions before it takes a number of the outbox.
_OPEN = text("SELECT set_config('app.tenant', :tenant, true), clock_timestamp() AS now, pg_current_xact_id() AS xid")
_OPEN_READ = text("SELECT set_config('app.tenant', :tenant, true), clock_timestamp() AS now")

ASKED_SECONDS = 0.5

T = TypeVar("T")


def sqlalchemy_url(dsn: str) -> str:
    """A `postgresql://` DSN for SQLAlchemy on asyncpg."""
    return dsn.replace("postgresql://", "postgresql+asyncpg://", 1)


def json_of(value: Any) -> str:
    return msgspec.json.encode(value).decode()


_text = lru_cache(maxsize=1024)(text)


class Who(msgspec.Struct, frozen=True):
    """On whose behalf a unit of work runs; `correlation` and `causation` go into every event it records."""

    tenant: str
    actor: str
    correlation: str = ""
    causation: str | None = None


class Work:
    """An open transaction. Returning from the request commits it, raising rolls it back."""

    def __init__(
        self, connection: AsyncConnection, who: Who, now: datetime, packs: Packs, keyring: Keyring | None = None
    ) -> None:
        self.connection = connection
        self._keyring = keyring
        self.packs = packs
        self.who = who
        self.now = now
        self.recorded = 0
        self.armed = 0

    @property
    def tenant(self) -> str:
        return self.who.tenant

    @property
    def keyring(self) -> Keyring:
        """Keys outside the database; of a service that says that it needs them (`sealing`)."""
        assert self._keyring is not None
        return self._keyring

    @property
    def zone(self) -> ZoneInfo:
        """The Pemda's zone."""
        return self.packs.zone_of(self.who.tenant)

    @property
    def today(self) -> date:
        """The Pemda's date now."""
        return self.day_of(self.now)

    def law_of_today(self) -> Pack:
        """The law of today; Refusal 409 where there is none."""
        return self.packs.resolve(self.who.tenant, self.today)

    def known_as(self, roles: Iterable[str]) -> frozenset[str]:
        """The roles of somebody, with `kepala_badan` for the head of BKPP or BKPSDM; Refusal 409 without a law."""
        return self.law_of_today().head.known_as(roles)

    def day_of(self, moment: datetime) -> date:
        """The Pemda's day in which an instant falls."""
        return self.packs.day_of(self.who.tenant, moment)

    async def run(self, statement: Executable | str, parameters: Mapping[str, Any] | None = None, /) -> Any:
        """Execute SQL (text or SQLAlchemy) in this transaction and return SQLAlchemy's result."""
        if isinstance(statement, str):
            statement = _text(statement)
        return await self.connection.execute(statement, parameters)

    async def one(self, statement: Executable | str, parameters: Mapping[str, Any] | None = None, /) -> Row[Any] | None:
        """The first row or None."""
        row: Row[Any] | None = (await self.run(statement, parameters)).first()
        return row

    async def all(self, statement: Executable | str, parameters: Mapping[str, Any] | None = None, /) -> list[Row[Any]]:
        return list((await self.run(statement, parameters)).all())

    async def many(self, statement: str, rows: list[dict[str, Any]]) -> None:
        """Execute one statement for each of the rows."""
        if rows:
            await self.connection.execute(text(statement), rows)

    def fact(self, event: Event, version: int, retold: bool = False) -> Fact[Event]:
        """The event under the circumstances of this unit of work."""
        return Fact(
            id=new_id(),
            tenant=self.who.tenant,
            subject=event.subject(),
            key=event.key(),
            version=version,
            occurred_at=self.now,
            actor=self.who.actor,
            correlation=self.who.correlation or self.who.actor,
            causation=self.who.causation,
            traceparent=telemetry.current_traceparent(),
            event=event,
            retold=retold,
        )

    async def record(self, event: Event, version: int) -> Fact[Event]:
        """Put the event into the outbox. `version` is the aggregate's, taken under its lock."""
        return (await self.record_all([(event, version)]))[0]

    async def record_all(self, events: list[tuple[Event, int]], *, retold: bool = False) -> list[Fact[Event]]:
        """Put events into the outbox, in order. `retold`: they repeat the state of rows that the caller locked."""
        facts = [self.fact(event, version, retold) for event, version in events]
        if facts:
            await self.connection.execute(text(outbox.INSERT), outbox.columns(facts))
            self.recorded += len(facts)
        return facts

    async def audit(self, act: str, subject: str, detail: Mapping[str, Any] | None = None) -> None:
        """Append to the hash-chained audit trail of this tenant, in this transaction."""
        await append_audit(self.connection, self.who.tenant, self.who.actor, self.now, act, subject, detail or {})


class ReadOnly(Exception):
    """The database answers, but takes no writes: a standby, or one that is about to become one."""


class Database:
    """The engine of a service's own database, as the role that owns nothing."""

    def __init__(self, dsn: str, service: str, packs: Packs, clock: Clock | None = None, pool_size: int = 10) -> None:
        self.packs = packs
        self.clock = clock or DatabaseClock()
        self.wake: Callable[[], None] = lambda: None
        self.wake_deadlines: Callable[[], None] = lambda: None
        self.keyring: Keyring | None = None
        self._answering_at = -1e9
        server_settings = {
            "application_name": service,
            "statement_timeout": "60000",
            "lock_timeout": "5000",
            "idle_in_transaction_session_timeout": "30000",
            "timezone": "UTC",
        }
        self.engine: AsyncEngine = create_async_engine(
            sqlalchemy_url(dsn),
            pool_size=pool_size,
            max_overflow=2,
            pool_timeout=2,
            hide_parameters=True,
            connect_args={"timeout": 5, "server_settings": server_settings},
        )
        self.fast = HotConnections(dsn, server_settings, self.clock)
        telemetry.instrument_engine(self.engine, service)
        event.listen(self.engine.sync_engine, "handle_error", self._look_at_error)

    def _look_at_error(self, context: ExceptionContext) -> None:
        """Throw a useless connection away, and with it every other that was opened before now."""
        if is_useless(context.original_exception):
            context.is_disconnect = context.invalidate_pool_on_disconnect = True
            self.fast.drop_idle()

    @asynccontextmanager
    async def work(self, who: Who, *, read_only: bool = False) -> AsyncIterator[Work]:
        """Open a transaction for one tenant; commit on return, roll back on an exception.

        A commit once begun is waited for, also by who is told to stop: a client that hangs up does not leave a
        connection holding locks, nor one that is given back while it still commits.
        """
        if not who.actor.startswith("system:"):
            self._answering_at = time.monotonic()
        async with self.engine.connect() as connection, connection.begin() as transaction:
            opened = await connection.execute(_OPEN_READ if read_only else _OPEN, {"tenant": who.tenant})
            row = opened.one()
            work = Work(connection, who, self.clock.at(row.now), self.packs, self.keyring)
            yield work
            await to_the_end(transaction.commit())
        if work.recorded:
            self.wake()
        if work.armed:
            self.wake_deadlines()

    def is_answering(self) -> bool:
        """Whether this process has just worked for somebody who waits: then what nobody waits for gives way."""
        return time.monotonic() - self._answering_at < ASKED_SECONDS

    async def check_writable(self) -> None:
        """Raise when the database does not answer, or takes no writes; then its connections are not used again."""
        async with self.engine.connect() as connection:
            row = (await connection.exec_driver_sql("SHOW transaction_read_only")).one()
        if row[0] != "off":
            self.fast.drop_idle()
            await self.engine.dispose()
            raise ReadOnly

    def hot(self) -> AbstractAsyncContextManager[Any]:
        """A connection for group commit (chassis/fast/hotpool.py). Call `wake()` after events were recorded on it."""
        self._answering_at = time.monotonic()
        return self.fast.use()

    async def close(self) -> None:
        await self.fast.close()
        await self.engine.dispose()
