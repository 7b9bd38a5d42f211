"""`ekinerja reader`: let a system of others read events under a release of data, or no more."""

from __future__ import annotations

import asyncio
import re
import secrets
from typing import Annotated
from uuid import UUID

from cyclopts import Parameter

from contracts.event import topic_of
from ekinerja import readers
from ekinerja.environment import Environment
from ekinerja.external import from_environment
from ekinerja.instance import Instance, Profile
from ekinerja.kafka import ADMIN
from ekinerja.publishing.language import events
from ekinerja.refusal import Unable
from ekinerja.rights import OPERATOR
from ekinerja.topology import topology


def reader(
    name: str,
    /,
    *services: str,
    release: tuple[UUID, ...] = (),
    revoke: bool = False,
    instance: str = "main",
    profile: Annotated[Profile, Parameter(env_var="EKINERJA_PROFILE")] = "demo",
) -> None:
    """Let a system of others read the events of some services, and nothing else; prints its first password once.

    It is let in while the release is open for every PD of its Pemda; `ekinerja up` or `ekinerja readers` shuts it out
    within a minute after that.

    Parameters
    ----------
    name
        Its user on Kafka, and the name of its consumer group.
    services
        Whose events it reads from now on. Those of identity hold NIP and names.
    release
        The releases of data that let it in: one of each Pemda that has people, for a topic holds all of them.
    revoke
        Take everything away instead.
    instance
        Name of the instance.
    profile
        What it was started with.
    """
    environment = Environment(Instance(instance, profile=profile), from_environment())
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", name) or name in {*topology().services, OPERATOR, ADMIN}:
        raise Unable(f"{name} cannot be the name of a reader: small letters, digits and -, and none of our own")
    if unknown := sorted(set(services) - set(events())):
        raise Unable(f"no events of {', '.join(unknown)}: {', '.join(events())}")
    if not environment.kafka.kafka_security.startswith("SASL"):
        raise Unable("this Kafka lets everybody in: there are no users to make")
    if revoke:
        asyncio.run(_shut_out(environment, name))
        print(f"{name} is let in no more")
        return
    if not services:
        raise Unable("name the services whose events it reads, or --revoke")
    if not release:
        raise Unable("name with --release the releases of data that let it in (page /pelepasan), one of each Pemda")
    password = secrets.token_urlsafe(24)
    wanted = tuple(sorted(set(services)))
    fresh = asyncio.run(_admit(environment, name, wanted, release, password))
    print(f"{name} reads {', '.join(topic_of(service) for service in wanted)} in the group {name}")
    print(f"its password: {password}" if fresh else "its password stays as it was (--revoke first for another)")


async def _admit(
    environment: Environment, name: str, services: tuple[str, ...], releases: tuple[UUID, ...], password: str
) -> bool:
    async with readers.opened(environment) as book:
        return await book.admit(name, services, releases, password)


async def _shut_out(environment: Environment, name: str) -> None:
    async with readers.opened(environment) as book:
        await book.shut_out(name, readers.BY_OPERATOR)
