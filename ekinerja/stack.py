"""The running system: servers, provisioning, migrations, services and gateway, watched and restarted."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

import aiohttp
import msgspec

from chassis.migrate import migrate_async
from chassis.settings import REPOSITORY
from ekinerja import kafka, postgres, provision, valkey
from ekinerja.instance import Instance, Unable
from ekinerja.process import Child, Recipe, until
from ekinerja.topology import topology

SERVERS = ("postgres", "valkey", "kafka")
READY_SECONDS = 60.0
STOP_SECONDS = 4.0
Told = Callable[[str], None]


class Status(msgspec.Struct, frozen=True):
    """One process as `ekinerja status` shows it."""

    name: str
    pid: int | None
    port: int
    restarts: int
    started_at: float


class Stack:
    """Starts, supervises and stops one instance. External servers are used where the environment names them."""

    def __init__(
        self,
        instance: Instance,
        services: Sequence[str] | None = None,
        gateway: bool = True,
        tell: Told = lambda line: None,
    ) -> None:
        self.instance = instance
        self.services = list(topology().services) if services is None else list(services)
        self.gateway = gateway
        self._tell = tell
        self.children: dict[str, Child] = {}
        self._watchers: list[asyncio.Task[None]] = []
        self._stopping = False
        self.external = {
            "postgres": os.environ.get("EKINERJA_POSTGRES"),
            "kafka": os.environ.get("EKINERJA_KAFKA"),
            "valkey": os.environ.get("EKINERJA_REDIS"),
        }

    # --- where things are -------------------------------------------------------------------------------------

    def admin_dsn(self, database: str = "postgres") -> str:
        if outside := self.external["postgres"]:
            return f"{outside.rstrip('/')}/{database}"
        return postgres.admin_dsn(self.instance, database)

    def dsn(self, service: str, kind: str) -> str:
        """The DSN of a service's database as owner, app or plumbing."""
        password = self.instance.secrets().roles[f"{service}_{kind}"]
        address = self.admin_dsn().rpartition("@")[2].partition("/")[0]
        return f"postgresql://{service}_{kind}:{password}@{address}/ekinerja_{service}"

    def kafka_servers(self) -> str:
        return self.external["kafka"] or kafka.bootstrap(self.instance)

    def kafka_security(self) -> str:
        return os.environ.get("EKINERJA_KAFKA_SECURITY", "SASL_PLAINTEXT")

    def kafka_admin(self) -> dict[str, str | int]:
        user = os.environ.get("EKINERJA_KAFKA_USER", kafka.ADMIN)
        password = os.environ.get("EKINERJA_KAFKA_PASSWORD", self.instance.secrets().admin)
        return kafka.admin_config(self.kafka_servers(), user, password, self.kafka_security())

    def redis(self) -> str:
        return self.external["valkey"] or valkey.url(self.instance)

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.instance.ports[name]}"

    def env_for(self, name: str) -> dict[str, str]:
        """The environment of a service or the gateway: its own secrets and nobody else's."""
        secrets = self.instance.secrets()
        env = {k: v for k, v in os.environ.items() if not k.startswith("EKINERJA_")}
        env |= {
            "PYTHONPATH": str(REPOSITORY),
            "EKINERJA_PROFILE": self.instance.profile,
            "EKINERJA_REDIS": self.redis(),
            "EKINERJA_HOST": "127.0.0.1",
            "EKINERJA_PORT": str(self.instance.ports[name]),
            "EKINERJA_CLOCK_FILE": str(self.instance["run"] / "clock.json"),
            "EKINERJA_TRACES": str(self.instance["traces"]),
            "EKINERJA_FILES": str(self.instance["files"]),
        }
        env |= {f"EKINERJA_URL_{s.upper()}": self.url(s) for s in [*topology().services, "gateway"]}
        if name == "gateway":
            return env | {"EKINERJA_SESSION_SECRET": secrets.session_secret}
        env |= {
            "EKINERJA_DATABASE": self.dsn(name, "app"),
            "EKINERJA_DATABASE_PLUMBING": self.dsn(name, "plumbing"),
            "EKINERJA_KAFKA": self.kafka_servers(),
            "EKINERJA_KAFKA_USER": name,
            "EKINERJA_KAFKA_PASSWORD": secrets.roles[f"{name}_kafka"],
            "EKINERJA_KAFKA_SECURITY": self.kafka_security(),
        }
        if name == "identity":
            env |= {
                "EKINERJA_KEY_SECRET": secrets.key_secret,
                "EKINERJA_BOOTSTRAP_PASSWORD": secrets.bootstrap_password,
            }
        return env

    # --- start and stop ---------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Bring everything up; Unable says what did not come and why."""
        self.instance.prepare()
        self.instance.check_ports()
        await asyncio.gather(self._postgres(), self._valkey(), self._kafka())
        await self.provision()
        names = [*self.services, *(["gateway"] if self.gateway else [])]
        await asyncio.gather(*(self._serve(name) for name in names))

    async def provision(self) -> None:
        """Databases, topics and rights, then migrations."""
        self._tell("databases, topics and rights")
        passwords = self.instance.secrets().roles
        await provision.provision_databases(self.admin_dsn, self.services, passwords)
        if self.services:
            wants = provision.declared(self.services)
            await provision.provision_kafka(self.kafka_admin(), wants, passwords)
        for name in self.services:
            await migrate_async(name, self.dsn(name, "owner"))

    async def _postgres(self) -> None:
        if not self.external["postgres"]:
            self._tell("PostgreSQL")
            await asyncio.to_thread(postgres.initialise, self.instance)
            await self._launch(postgres.recipe(self.instance))
        await self._await("postgres", lambda: postgres.probe(self.admin_dsn()))

    async def _valkey(self) -> None:
        if not self.external["valkey"]:
            self._tell("Valkey")
            await self._launch(valkey.recipe(self.instance))
        await self._await("valkey", lambda: valkey.probe(self.redis()))

    async def _kafka(self) -> None:
        if not self.external["kafka"]:
            self._tell("Kafka")
            await asyncio.to_thread(kafka.initialise, self.instance)
            await self._launch(kafka.recipe(self.instance))
        await self._await("kafka", lambda: kafka.probe(self.kafka_admin()))

    async def _serve(self, name: str) -> None:
        self._tell(name)
        target = "gateway.app:create" if name == "gateway" else f"services.{name}.app:create"
        argv = [
            sys.executable, "-m", "uvicorn", "--factory", target, "--loop", "uvloop", "--http", "httptools",
            "--no-access-log", "--log-level", "warning", "--host", "127.0.0.1",
            "--port", str(self.instance.ports[name]), "--timeout-graceful-shutdown", "3", "--backlog", "2048",
        ]  # fmt: skip
        log = self.instance["logs"] / f"{name}.log"
        await self._launch(Recipe(name, argv, self.env_for(name), log, cwd=REPOSITORY))
        await self._await(name, lambda: _ready(self.url(name)))

    async def _launch(self, recipe: Recipe) -> None:
        child = self.children[recipe.name] = Child(recipe)
        await child.start()
        self._watchers.append(asyncio.create_task(self._watch(child)))

    async def _await(self, name: str, probe: Callable[[], Coroutine[Any, Any, None]]) -> None:
        child = self.children.get(name)
        error = await until(probe, READY_SECONDS, lambda: child is None or child.running or child.restarts < 3)
        if error:
            log = child.recipe.log if child else Path("-")
            raise Unable(f"{name} did not become ready: {error} (log: {log})")

    async def _watch(self, child: Child) -> None:
        """Restart a child that ended, sooner the longer it had run."""
        pause = 0.2
        while True:
            code = await child.ended()
            if self._stopping:
                return
            pause = 0.2 if time.time() - child.started_at > 30 else min(pause * 2, 10.0)
            child.restarts += 1
            self._tell(f"{child.recipe.name} ended (code {code}); started again")
            await asyncio.sleep(pause)
            if self._stopping:
                return
            await child.start()

    async def stop(self) -> None:
        """Stop all, services before servers, within ten seconds; nothing stays behind."""
        self._stopping = True
        servers = [c for n, c in self.children.items() if n in SERVERS]
        others = [c for n, c in self.children.items() if n not in SERVERS]
        await asyncio.gather(*(c.stop(STOP_SECONDS) for c in others))
        await asyncio.gather(*(c.stop(STOP_SECONDS) for c in servers))
        for watcher in self._watchers:
            watcher.cancel()

    def kill(self, name: str) -> None:
        """kill -9 one process, as a drill; the watcher starts it again."""
        if pid := self.children[name].pid:
            os.kill(pid, 9)

    def restart_count(self, name: str) -> int:
        return self.children[name].restarts

    def status(self) -> list[Status]:
        return [
            Status(name, child.pid, self.instance.ports[name], child.restarts, child.started_at)
            for name, child in self.children.items()
        ]


async def _ready(url: str) -> None:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=3)) as session:
        async with session.get(f"{url}/health/ready") as answer:
            if answer.status != 200:
                raise RuntimeError(await answer.text())
