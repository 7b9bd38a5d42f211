"""The running system: servers, provisioning, migrations, services and gateway, watched and restarted."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence

import aiohttp

from chassis.migrate import migrate_async
from chassis.settings import REPOSITORY
from ekinerja import databases, external, kafka, laws, ports, readers, rights, topics
from ekinerja.environment import Environment
from ekinerja.external import External
from ekinerja.instance import Instance
from ekinerja.process import Recipe
from ekinerja.rights import Wants
from ekinerja.running import Running
from ekinerja.servers import SERVERS, Servers
from ekinerja.supervisor import Status, Supervisor
from ekinerja.topology import topology

GATEWAY = "gateway"
PAGES = "pages"
APPS = {GATEWAY: "gateway.app:create", PAGES: "gateway.pages.app:create"}
Told = Callable[[str], None]


class Stack:
    """Starts, supervises and stops one instance.

    `services=None` is all of them, `services=()` the servers alone. `servers` names existing servers to use
    instead of the embedded ones (default: those of the environment). `targets` replaces the app of a service and
    `wants` what the services declare, for systems made in a test.
    """

    def __init__(
        self,
        instance: Instance,
        services: Sequence[str] | None = None,
        gateway: bool = True,
        tell: Told = lambda line: None,
        *,
        servers: External | None = None,
        targets: Mapping[str, str] | None = None,
        wants: Sequence[Wants] | None = None,
    ) -> None:
        self.instance = instance
        self.services = list(topology().services) if services is None else list(services)
        self.gateway = gateway
        self.external = external.from_environment() if servers is None else servers
        self.environment = Environment(instance, self.external)
        self._tell = tell
        self._targets = dict(targets or {})
        self._wants = wants
        self._running = Running(instance)
        self._state = "starting"
        self._readers: asyncio.Task[None] | None = None
        self.supervisor = Supervisor(tell, self._write)
        self.servers = Servers(instance, self.external, self.environment, self.supervisor, tell)

    # --- where things are ---------------------------------------------------------------------------------------------

    def env_for(self, name: str) -> dict[str, str]:
        """The environment of a service or of the gateway."""
        return self.environment.of(name)

    def dsn(self, service: str, kind: str) -> str:
        """The DSN of a service's database as `owner`, `app` or `plumbing`."""
        return self.environment.dsn(service, kind)

    def admin_dsn(self, database: str = "postgres") -> str:
        return f"{self.environment.postgres}/{database}"

    def kafka_servers(self) -> str:
        return self.environment.kafka.kafka or ""

    def kafka_admin(self) -> dict[str, str | int]:
        """Settings of an administrator's confluent-kafka client."""
        return kafka.admin_config(self.environment.kafka)

    def redis(self) -> str:
        return self.environment.redis

    def url(self, name: str = GATEWAY) -> str:
        return self.environment.url(name)

    # --- start and stop -----------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Bring everything up; Unable says what did not come and why. What had started is stopped again then."""
        self.instance.make_folders()
        self._running.claim()
        try:
            # before they are kept: ports that were taken must not be the next start's
            ports.check(self.instance.planned_ports(), self._ports_needed())
            self.instance.prepare()
            if self._wants is None:
                await asyncio.to_thread(laws.check, self.services)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._databases())
                group.create_task(self.servers.start_valkey())
                group.create_task(self._topics())
            async with asyncio.TaskGroup() as group:
                for name in self._processes():
                    group.create_task(self.serve(name))
        except BaseException as err:
            await self.stop()
            raise _first(err) from None
        self._state = "ready"
        self._write()
        self._look_after_readers()

    def _look_after_readers(self) -> None:
        """While the system runs: whose release of data is over reads no more."""
        if "reporting" in self.services and self.environment.kafka.kafka_security.startswith("SASL"):
            self._readers = asyncio.create_task(readers.watch(self.environment, self._tell), name="readers")

    def _processes(self) -> list[str]:
        return [*self.services, *([GATEWAY, PAGES] if self.gateway else [])]

    def _ports_needed(self) -> list[str]:
        embedded = [name for name in SERVERS if not self.external.has(name)]
        return [*self._processes(), *embedded, *(["kafka_controller"] if "kafka" in embedded else [])]

    async def _databases(self) -> None:
        await self.servers.start_postgres()
        await self.provision_databases(self.services)

    async def _topics(self) -> None:
        await self.servers.start_kafka()
        await self.provision_topics(self._wants)

    async def provision_databases(self, services: Sequence[str]) -> None:
        """Databases and roles of these services, then their migrations."""
        if services:
            self._tell("databases and migrations")
        await databases.provision(self.environment.postgres, services, self.instance.secrets().roles)
        for name in services:
            await migrate_async(name, self.dsn(name, "owner"))

    async def provision_topics(self, wants: Sequence[Wants] | None = None) -> None:
        """Topics, users and rights as given, or as the services of the stack declare."""
        if wants is None:
            wants = await asyncio.to_thread(rights.declared, self.services)
        if wants:
            self._tell("topics and rights")
            await asyncio.to_thread(topics.provision, self.environment.kafka, wants, self.instance.secrets().roles)

    async def provision(self) -> None:
        """All of it, on servers that run already."""
        await self.provision_databases(self.services)
        await self.provision_topics(self._wants)

    async def serve(self, name: str) -> None:
        """Start one service, the gateway or the pages, and wait until it is ready."""
        self._tell(f"{name} starts")
        target = self._targets.get(name) or APPS.get(name, f"services.{name}.app:create")
        argv = [
            sys.executable, "-m", "chassis.serve", "--factory", target, "--loop", "uvloop",
            "--http", "chassis.fast.wire:ShortWay", "--no-access-log", "--no-proxy-headers", "--log-level", "warning",
            "--host", "127.0.0.1", "--port", str(self.instance.ports[name]),
            "--timeout-graceful-shutdown", "3", "--backlog", "2048",
        ]  # fmt: skip
        recipe = Recipe(name, argv, self.env_for(name), self.instance["logs"] / f"{name}.log", cwd=REPOSITORY)
        await self.supervisor.launch(
            recipe, lambda: self.probe(name), lambda: _answers(f"{self.url(name)}/health/live")
        )

    async def stop(self) -> None:
        """Stop all, services before servers, within ten seconds; nothing stays behind. May be called again."""
        self._state = "stopping"
        if self._readers:
            self._readers.cancel()
            await asyncio.gather(self._readers, return_exceptions=True)
        await self.supervisor.stop(last=SERVERS)
        self._running.release()

    # --- what runs ----------------------------------------------------------------------------------------------------

    async def probe(self, name: str) -> None:
        """Raise when a server, a service or the gateway is not well."""
        await (self.servers.probe(name) if name in SERVERS else _answers(f"{self.url(name)}/health/ready"))

    def kill(self, name: str) -> None:
        """kill -9 one process, as a drill; it is started again."""
        self.supervisor.kill(name)

    def pid(self, name: str) -> int | None:
        """None while it is down."""
        return self.supervisor.children[name].pid

    def restart_count(self, name: str) -> int:
        return self.supervisor.children[name].restarts

    def status(self) -> list[Status]:
        return self.supervisor.status(self.instance.ports)

    def _write(self) -> None:
        self._running.write(self._state, self.status())


async def _answers(url: str) -> None:
    timeout = aiohttp.ClientTimeout(total=4)
    async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {await answer.text()}")


def _first(err: BaseException) -> BaseException:
    """The first reason in a group: one is enough for a message."""
    while isinstance(err, BaseExceptionGroup):
        err = err.exceptions[0]
    return err
