"""PostgreSQL, Valkey and Kafka of a stack: embedded and started, or external and merely asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from ekinerja import databases, kafka, postgres, valkey
from ekinerja.environment import Environment
from ekinerja.external import External
from ekinerja.instance import Instance
from ekinerja.process import Recipe
from ekinerja.refusal import Unable
from ekinerja.supervisor import Supervisor

SERVERS = ("postgres", "valkey", "kafka")
ANSWER_SECONDS = 10.0


class Servers:
    """Each `start_…` returns when the server answers with its password."""

    def __init__(
        self,
        instance: Instance,
        external: External,
        environment: Environment,
        supervisor: Supervisor,
        tell: Callable[[str], None],
    ) -> None:
        self._instance = instance
        self._external = external
        self._environment = environment
        self._supervisor = supervisor
        self._tell = tell

    async def start_postgres(self) -> None:
        """PostgreSQL; in an embedded one nobody but the administrator enters the shared databases."""
        if self._external.has("postgres"):
            return await self._answers("postgres")
        self._tell("PostgreSQL starts")
        for opened in await asyncio.to_thread(postgres.initialise, self._instance):
            self._tell(f"{opened}: opened for walking (o+x), so that the unprivileged PostgreSQL reaches its data")
        await self._launch("postgres", postgres.recipe(self._instance))
        await databases.close_shared(self._environment.postgres)

    async def start_valkey(self) -> None:
        """Valkey."""
        if self._external.has("valkey"):
            return await self._answers("valkey")
        self._tell("Valkey starts")
        await self._launch("valkey", valkey.recipe(self._instance))

    async def start_kafka(self) -> None:
        """Kafka; the very first start fetches its jars."""
        if self._external.has("kafka"):
            return await self._answers("kafka")
        if await asyncio.to_thread(kafka.jars_missing):
            self._tell("Kafka is fetched (45 MB, once)")
        await asyncio.to_thread(kafka.initialise, self._instance)
        self._tell("Kafka starts")
        await self._launch("kafka", await asyncio.to_thread(kafka.recipe, self._instance))

    async def _launch(self, server: str, recipe: Recipe) -> None:
        await self._supervisor.launch(recipe, lambda: self.probe(server), lambda: self.probe(server))

    async def _answers(self, server: str) -> None:
        """One try at a server that somebody else runs."""
        try:
            await asyncio.wait_for(self.probe(server), ANSWER_SECONDS)
        except Exception as err:
            why = str(err) or type(err).__name__
            raise Unable(f"the {server} that the environment names does not answer: {why}") from None

    async def probe(self, name: str) -> None:
        """Raise when the server does not answer a real question."""
        match name:
            case "postgres":
                await postgres.probe(f"{self._environment.postgres}/postgres")
            case "valkey":
                await valkey.probe(self._environment.redis)
            case "kafka":
                await kafka.probe(kafka.admin_config(self._environment.kafka))
            case _:
                raise ValueError(name)
