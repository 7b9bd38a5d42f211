"""`ekinerja replay`: deliver parked facts of a service again."""

from __future__ import annotations

import asyncio
import importlib

from chassis.db import Database
from chassis.inbox import Inbox
from chassis.regulation import Packs
from chassis.replay import replay as replay_parked
from chassis.settings import REPOSITORY
from ekinerja.environment import Environment
from ekinerja.external import from_environment
from ekinerja.instance import Instance


def replay(service: str, /, *, instance: str = "main") -> None:
    """Deliver the parked facts of a service again, in their order.

    Parameters
    ----------
    service
        The service whose inbox parked them.
    instance
        Name of the instance.
    """
    asyncio.run(_replay(service, Environment(Instance(instance), from_environment())))


async def _replay(service: str, environment: Environment) -> None:
    declared = importlib.import_module(f"services.{service}.app").SERVICE
    packs = Packs.load(str(REPOSITORY / "regulations"))
    database = Database(environment.dsn(service, "app"), service, packs)
    inbox = Inbox(database, service, declared.reactions, declared.types())
    try:
        for done in await replay_parked(inbox, service, environment.dsn(service, "plumbing")):
            print(
                f"{done.tenant} {done.topic} {done.subject}: {done.delivered} delivered, {done.left} left {done.error}"
            )
    finally:
        await database.close()
