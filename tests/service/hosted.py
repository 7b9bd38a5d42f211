"""One service in this process on real PostgreSQL: asked over ASGI, told facts through its inbox, moved through time."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date, datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import asyncpg
import msgspec
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from chassis import health
from chassis.auth import ISSUER, TOKEN_TYPE
from chassis.clock import set_clock
from chassis.deadlines import Deadlines
from chassis.ids import new_id
from chassis.migrate import migrate_async
from chassis.outbox import unpack_headers
from chassis.reaction import Record
from chassis.runs import expand
from chassis.runtime import Runtime, Service
from chassis.service import create
from chassis.settings import Settings
from contracts.envelope import body_of, headers_of
from contracts.event import Event, Fact
from ekinerja import databases
from ekinerja.stack import Stack
from tests import refusals

TRUNCATE_EVERY = 40
KEY = ECKey.generate_key("P-256", {"kid": "hosted", "use": "sig", "alg": "ES256"})
Json = Any


class Answer(msgspec.Struct):
    """What the service answered."""

    status: int
    body: Json
    headers: dict[str, str]

    def problem(self) -> tuple[int, str, str]:
        """Status, field and pasal of a refusal."""
        return self.status, self.body.get("field") or "", self.body.get("pasal") or ""


class Hosted:
    """A running service without its duties: facts and deadlines come when the test says so."""

    def __init__(self, name: str, dsn: dict[str, str], folder: Path) -> None:
        self.name = name
        self.dsn = dsn
        self._clock = str(folder / f"{name}.clock")
        self._files = folder / "files"
        self.keys = folder / "keys"
        self._runtime: list[Runtime] = []
        self._versions: dict[tuple[str, str], int] = {}
        self._seen = 0
        self._cleared = 0
        self._app: Any = None
        self._start: Any = None
        self._lifespan: Lifespan

    @property
    def runtime(self) -> Runtime:
        return self._runtime[0]

    async def open(self, service: Service) -> None:
        inner = self._start = service.start

        async def start(runtime: Runtime) -> None:
            self._runtime.append(runtime)
            if inner:
                await inner(runtime)

        settings = Settings(
            profile="test", database=self.dsn["app"], database_plumbing=self.dsn["plumbing"], duties="none",
            clock_file=self._clock, key_secret="A" * 43,
            bootstrap_password="hosted-password", files=str(self._files), keys=str(self.keys),
        )  # fmt: skip
        hosted = msgspec.structs.replace(service, start=start, keys=lambda database, settings: _keys)
        self._app = create(hosted, settings)
        self._lifespan = Lifespan(self._app)
        await self._lifespan.begin()

    async def close(self) -> None:
        await self._lifespan.end()

    # --- time -----------------------------------------------------------------------------------------------------

    async def at(self, moment: str, zone: str = "+07:00") -> None:
        """It is now this moment (`2026-01-20T09:00`); what is due by then has fired."""
        self.stand_at(moment, zone)
        while await self.fire():
            pass

    def stand_at(self, moment: str, zone: str = "+07:00") -> None:
        """It is now this moment, and nothing of what is due has fired yet."""
        set_clock(self._clock, datetime.fromisoformat(f"{moment}{zone}"))

    async def fire(self) -> int:
        """Fire what is due now, once; what that makes due waits for the next call."""
        connection = await asyncpg.connect(self.dsn["plumbing"])
        try:
            service = self.runtime.service
            clockwork = Deadlines(self.runtime.database, self.dsn["plumbing"], self.name, service.fires())
            return await clockwork.fire_due(connection)
        finally:
            await connection.close()

    # --- asking ---------------------------------------------------------------------------------------------------

    async def ask(
        self, method: str, path: str, body: Json = None, *, actor: uuid.UUID, tenant: str = "kuansing", key: str = "",
        peran: tuple[str, ...] = (), kind: str = "application/json", address: str = "",
        arsip: dict[str, str] | None = None, headers: dict[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        """One request as a person of a Pemda. `arsip`: in service no more, by this claim; `headers`: some more."""
        route, _, query = path.partition("?")
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body, default=str).encode()
        told = {
            "authorization": f"Bearer {token_of(self.name, actor, tenant, peran, arsip)}", "content-type": kind,
            "idempotency-key": key or uuid.uuid4().hex, **({"x-ekinerja-address": address} if address else {}),
            **(headers or {}),
        }  # fmt: skip
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": f"/api/{self.name}{route}", "raw_path": f"/api/{self.name}{route}".encode(), "root_path": "",
            "query_string": query.encode(), "headers": [(k.encode(), v.encode()) for k, v in told.items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
        }  # fmt: skip
        sent: list[Json] = []

        async def receive() -> Json:
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message: Json) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        said = b"".join(m.get("body", b"") for m in sent if m["type"] == "http.response.body")
        got = {k.decode().lower(): v.decode() for k, v in sent[0]["headers"]}
        is_json = "json" in got.get("content-type", "")
        if sent[0]["status"] >= 400 and is_json:
            handler = scope.get("route_handler")
            name = getattr(getattr(handler, "fn", None), "__name__", None)
            refusals.check(self.name, name, sent[0]["status"], json.loads(said))
        return Answer(sent[0]["status"], json.loads(said) if said and is_json else said, got)

    async def ready(self) -> int:
        """The status of its readiness."""
        request: Any = SimpleNamespace(app=SimpleNamespace(state=SimpleNamespace(runtime=self.runtime)))
        return int((await health.ready.fn(request)).status_code)

    async def get(self, path: str, **who: Any) -> Json:
        return _good(path, await self.ask("GET", path, **who))

    async def post(self, path: str, body: Json = None, **who: Any) -> Json:
        return _good(path, await self.ask("POST", path, body, **who))

    # --- facts ----------------------------------------------------------------------------------------------------

    async def hear(self, *events: Event, tenant: str = "kuansing") -> list[Record]:
        """The facts of other services, in order, each the next version of its aggregate; as they were delivered."""
        records = []
        for event in events:
            place = (type(event).type_name(), event.subject())
            topic_place = (event.topic(), event.subject())
            version = self._versions[topic_place] = self._versions.get(topic_place, 0) + 1
            fact: Fact[Event] = Fact(
                id=new_id(), tenant=tenant, subject=event.subject(), key=event.key(), version=version,
                occurred_at=self.runtime.database.clock.at(datetime.now(timezone.utc)), actor="test", correlation=place[0], event=event,
            )  # fmt: skip
            key = event.key().encode()
            records.append(Record(event.topic(), 0, len(records), key, headers_of(fact), body_of(event)))
        await self.deliver(records)
        return records

    def lose(self, event: Event) -> None:
        """A fact that Kafka never brings: the next of its aggregate comes too early."""
        place = (event.topic(), event.subject())
        self._versions[place] = self._versions.get(place, 0) + 1

    async def deliver(self, records: list[Record]) -> None:
        """What Kafka brings, for the first time or once more."""
        await self.runtime.inbox.receive(records)
        parked = await self.rows("SELECT type, reason, error FROM parked")
        assert not parked, parked

    async def told(self, kind: type[Event] | None = None) -> list[Json]:
        """The facts recorded since the last call, of one kind or all; as JSON."""
        rows = await self.rows("SELECT id, key, type, headers, body FROM outbox WHERE id > $1 ORDER BY id", self._seen)
        self._seen = max([r["id"] for r in rows], default=self._seen)
        return [body for r in rows if kind is None or r["type"] == kind.type_name() for body in _bodies(r)]

    @asynccontextmanager
    async def administrator(self) -> AsyncIterator[Any]:
        """A connection past every wall."""
        connection = await asyncpg.connect(self.dsn["admin"])
        try:
            yield connection
        finally:
            await connection.close()

    async def rows(self, statement: str, *values: Any) -> list[Any]:
        """Read as the administrator."""
        async with self.administrator() as connection:
            return list(await connection.fetch(statement, *values))

    async def clear(self) -> None:
        """Forget everything but what the service made for itself at its start."""
        async with self.administrator() as connection:
            await _empty(connection, truncate=self._cleared % TRUNCATE_EVERY == 0)
        self._cleared += 1
        self._versions.clear()
        self._seen = 0
        if self._start:
            await self._start(self.runtime)

    @contextmanager
    def law(self, section: str, tenant: str = "kuansing", **values: Any) -> Iterator[None]:
        """Another reading of the law for the length of a block. `section`: dotted where it is nested."""
        pack = next(p for p in self.runtime.packs if p.head.kind == "kinerja" and tenant in p.head.tenants)
        rules = pack._body
        for part in section.split("."):
            rules = rules[part]
        before = {name: rules[name]["value"] for name in values}
        try:
            for name, value in values.items():
                rules[name]["value"] = value
            pack._views.clear()
            yield
        finally:
            for name, value in before.items():
                rules[name]["value"] = value
            pack._views.clear()


async def _empty(connection: Any, *, truncate: bool) -> None:
    """Empty every table. Deleting a few rows is ten times faster than making forty new files; now and then, new files.

    `replica`: no trigger of ours says that a trail is never deleted.
    """
    tables = [
        row["relname"]
        for row in await connection.fetch(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            " AND NOT relispartition AND relname <> ALL($1::text[])",
            ["alembic_version", "signing_key", "relay_position"],
        )
    ]
    if truncate:
        await connection.execute("TRUNCATE " + ", ".join(tables))
        return
    deletes = "; ".join(f"DELETE FROM {name}" for name in tables)
    await connection.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {deletes}; COMMIT")


def _bodies(row: Any) -> list[Json]:
    if row["key"]:
        return [json.loads(row["body"])]
    run = expand(row["id"], unpack_headers(row["headers"]), row["body"])
    return [json.loads(fact.body) for piece in run for fact in piece]


def _good(path: str, answer: Answer) -> Json:
    assert answer.status < 400, (path, answer.status, answer.body)
    return answer.body


def token_of(
    audience: str, actor: uuid.UUID, tenant: str, peran: tuple[str, ...], arsip: dict[str, str] | None = None
) -> str:
    claims = {
        "iss": ISSUER, "aud": [audience], "sub": str(actor), "tenant": tenant, "exp": int(time.time()) + 3600,
        "sid": str(uuid.UUID(int=0)), "peran": list(peran), "arsip": arsip,
    }  # fmt: skip
    return jwt.encode({"alg": "ES256", "typ": TOKEN_TYPE, "kid": KEY.kid}, claims, KEY)


async def _keys() -> KeySet:
    return KeySet([ECKey.import_key(KEY.as_dict(private=False))])


class Lifespan:
    """Starts an app, and ends it in good order."""

    def __init__(self, app: Any) -> None:
        self._asked: asyncio.Queue[Json] = asyncio.Queue()
        self._told: asyncio.Queue[Json] = asyncio.Queue()
        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
        self._task = asyncio.create_task(app(scope, self._asked.get, self._told.put))

    async def begin(self) -> None:
        await self._step("startup")

    async def end(self) -> None:
        await self._step("shutdown")
        await self._task

    async def _step(self, name: str) -> None:
        await self._asked.put({"type": f"lifespan.{name}"})
        message = await asyncio.wait_for(self._told.get(), 30)
        assert message["type"] == f"lifespan.{name}.complete", message


async def host(stack: Stack, service: Service, folder: Path) -> Hosted:
    """A database of its own for the service, with the roles that its migrations name; then the service."""
    server, name = stack.environment.postgres, f"hosted_{service.name}"
    passwords = {f"{name}_{kind}": secrets.token_urlsafe(12) for kind in databases.KINDS}
    await databases.provision(server, [name], passwords)
    admin = await asyncpg.connect(f"{server}/postgres")
    for kind in databases.KINDS:
        if not await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", f"{service.name}_{kind}"):
            await admin.execute(f"CREATE ROLE {service.name}_{kind} NOLOGIN")
        await admin.execute(f"GRANT {service.name}_{kind} TO {name}_{kind} WITH INHERIT TRUE")
    await admin.close()
    address = server.rpartition("@")[2]
    database = databases.database_of(name)
    dsn = {k: f"postgresql://{name}_{k}:{passwords[f'{name}_{k}']}@{address}/{database}" for k in databases.KINDS}
    await migrate_async(service.name, dsn["owner"])
    hosted = Hosted(service.name, dsn | {"admin": f"{server}/{database}"}, folder)
    await hosted.open(service)
    return hosted


def day(text: str) -> date:
    return date.fromisoformat(text)
