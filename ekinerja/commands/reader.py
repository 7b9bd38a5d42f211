"""`ekinerja reader`: let a system of others read events, or no more."""

from __future__ import annotations

import re
import secrets
from typing import Annotated

from cyclopts import Parameter

from contracts.event import topic_of
from ekinerja import topics
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
    revoke: bool = False,
    instance: str = "main",
    profile: Annotated[Profile, Parameter(env_var="EKINERJA_PROFILE")] = "demo",
) -> None:
    """Let a system of others read the events of some services, and nothing else; prints its first password once.

    Parameters
    ----------
    name
        Its user on Kafka, and the name of its consumer group.
    services
        Whose events it reads from now on. Those of identity hold NIP and names.
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
    server = environment.kafka
    if not server.kafka_security.startswith("SASL"):
        raise Unable("this Kafka lets everybody in: there are no users to make")
    if revoke:
        topics.shut_out(server, name)
        print(f"{name} is let in no more")
        return
    if not services:
        raise Unable("name the services whose events it reads, or --revoke")
    password = secrets.token_urlsafe(24)
    fresh = topics.let_in(server, name, [topic_of(service) for service in services], password)
    print(f"{name} reads {', '.join(topic_of(service) for service in services)} in the group {name}")
    print(f"its password: {password}" if fresh else "its password stays as it was (--revoke first for another)")
