"""`ekinerja replay`: deliver parked facts of a service again."""

from __future__ import annotations

import asyncio
import importlib
from typing import Annotated

from cyclopts import Parameter

from chassis.clock import clock_for
from chassis.db import Database
from chassis.inbox import Inbox
from chassis.regulation import Packs
from chassis.replay import replay as replay_parked
from chassis.setaside import release
from chassis.settings import Settings, read_settings
from ekinerja.environment import Environment
from ekinerja.external import from_environment
from ekinerja.instance import Instance, Profile
from ekinerja.refusal import Unable
from ekinerja.topology import topology


def replay(
    service: str,
    /,
    *,
    outbox: bool = False,
    instance: str = "main",
    profile: Annotated[Profile, Parameter(env_var="EKINERJA_PROFILE")] = "demo",
) -> None:
    """Deliver the parked facts of a service again, in their order.

    Parameters
    ----------
    service
        The service whose inbox parked them.
    outbox
        Instead, let its relay try again the events that it set aside because they could not be published.
    instance
        Name of the instance.
    profile
        What it was started with: the reactions see the same clock.
    """
    if service not in topology().services:
        raise Unable(f"there is no service {service}: {', '.join(topology().services)}")
    environment = Environment(Instance(instance, profile=profile), from_environment())
    settings = read_settings(environment.of(service))
    try:
        if outbox:
            print(f"{asyncio.run(release(settings.database_plumbing))} events of {service} are tried again")
            return
        asyncio.run(_replay(service, settings))
    except OSError as err:
        raise Unable(f"the database of {service} does not answer (is {instance} running?): {err}") from None


async def _replay(service: str, settings: Settings) -> None:
    declared = importlib.import_module(f"services.{service}.app").SERVICE
    packs = Packs.load(settings.regulations)
    database = Database(settings.database, service, packs, clock_for(settings.clock_file))
    inbox = Inbox(database, service, declared.reactions, declared.types())
    try:
        told = await replay_parked(inbox, service, settings.database_plumbing)
    finally:
        await database.close()
    if not told:
        print(f"{service} has parked nothing")
    for done in told:
        counts = f"{done.delivered} delivered, {done.left} left"
        if done.superseded:
            counts += f", {done.superseded} in a later retelling"
        print(f"{done.tenant} {done.topic} {done.subject}: {counts} {done.error}".rstrip())
