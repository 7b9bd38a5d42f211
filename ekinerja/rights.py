"""What each service may do on Kafka: derived from what it publishes and reacts to, and nothing more."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import msgspec
from confluent_kafka.admin import AclBinding, AclOperation, AclPermissionType, ResourcePatternType, ResourceType

OPERATOR = "operator"


class Wants(msgspec.Struct, frozen=True):
    """The topic that a service writes and those it reads, in its own group."""

    name: str
    publishes: str | None
    subscribes: frozenset[str]


def declared(names: Sequence[str]) -> list[Wants]:
    """What the services themselves declare in their `app.py`."""
    services = [importlib.import_module(f"services.{name}.app").SERVICE for name in names]
    return [Wants(s.name, s.publishes, s.subscribes) for s in services]


def topics_of(wants: Sequence[Wants]) -> list[str]:
    """Every topic that somebody writes or reads."""
    return sorted({w.publishes for w in wants if w.publishes} | {t for w in wants for t in w.subscribes})


def rights_of(wants: Wants) -> list[AclBinding]:
    """Write the own topic (which lets the idempotent producer in), read the subscribed ones in the own group."""
    found = []
    if wants.publishes:
        found += _allow(wants.name, ResourceType.TOPIC, wants.publishes, AclOperation.WRITE, AclOperation.DESCRIBE)
    for topic in sorted(wants.subscribes):
        found += _allow(wants.name, ResourceType.TOPIC, topic, AclOperation.READ, AclOperation.DESCRIBE)
    if wants.subscribes:
        group = f"ekinerja.{wants.name}"
        found += _allow(wants.name, ResourceType.GROUP, group, AclOperation.READ, AclOperation.DESCRIBE)
    return found


def rights_of_reader(name: str, topics: Sequence[str]) -> list[AclBinding]:
    """A system of others: it reads the topics that it was let in to, in a group of its name."""
    found = _allow(name, ResourceType.GROUP, name, AclOperation.READ, AclOperation.DESCRIBE)
    for topic in topics:
        found += _allow(name, ResourceType.TOPIC, topic, AclOperation.READ, AclOperation.DESCRIBE)
    return found


def rights_of_operator() -> list[AclBinding]:
    """Groups, their lag and topics are seen; no record is read."""
    return [
        *_allow(OPERATOR, ResourceType.TOPIC, "*", AclOperation.DESCRIBE),
        *_allow(OPERATOR, ResourceType.GROUP, "*", AclOperation.DESCRIBE),
        *_allow(OPERATOR, ResourceType.BROKER, "kafka-cluster", AclOperation.DESCRIBE),
    ]


def _allow(user: str, kind: ResourceType, name: str, *operations: AclOperation) -> list[AclBinding]:
    literal, allow = ResourcePatternType.LITERAL, AclPermissionType.ALLOW
    return [AclBinding(kind, name, literal, f"User:{user}", "*", operation, allow) for operation in operations]
