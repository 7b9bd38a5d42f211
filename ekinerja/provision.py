"""Databases, roles, topics, Kafka users and their rights, as contracts and reactions declare them. Idempotent."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Mapping, Sequence

import asyncpg
import msgspec
from confluent_kafka import KafkaException
from confluent_kafka.admin import (
    AclBinding,
    AclOperation,
    AclPermissionType,
    AdminClient,
    NewTopic,
    ResourcePatternType,
    ResourceType,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialUpsertion,
)

from chassis.kafka import PARTITIONS

RETENTION_MS = 30 * 24 * 3600 * 1000


class Wants(msgspec.Struct, frozen=True):
    """What a service needs of Kafka: the topic it writes and those it reads, in its own group."""

    name: str
    publishes: str | None
    subscribes: frozenset[str]


def declared(names: Sequence[str]) -> list[Wants]:
    """What the services themselves declare in their `app.py`."""
    services = [importlib.import_module(f"services.{name}.app").SERVICE for name in names]
    return [Wants(s.name, s.publishes, s.subscribes) for s in services]


async def provision_databases(
    connect: Callable[[str], str], names: Sequence[str], passwords: Mapping[str, str]
) -> None:
    """Per service a database and three roles; `connect(database)` gives an administrator's DSN."""
    admin = await asyncpg.connect(connect("postgres"), timeout=5)
    try:
        for name in names:
            await _roles(admin, name, passwords)
            if not await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", f"ekinerja_{name}"):
                await admin.execute(f'CREATE DATABASE "ekinerja_{name}" OWNER "{name}_owner"')
    finally:
        await admin.close()
    for name in names:
        inside = await asyncpg.connect(connect(f"ekinerja_{name}"), timeout=5)
        try:
            await inside.execute(
                f"""
                REVOKE ALL ON DATABASE ekinerja_{name} FROM PUBLIC;
                GRANT CONNECT ON DATABASE ekinerja_{name} TO {name}_owner, {name}_app, {name}_plumbing;
                ALTER SCHEMA public OWNER TO {name}_owner;
                REVOKE ALL ON SCHEMA public FROM PUBLIC;
                GRANT USAGE ON SCHEMA public TO {name}_app, {name}_plumbing;
                """
            )
        finally:
            await inside.close()


async def _roles(admin: asyncpg.Connection, name: str, passwords: Mapping[str, str]) -> None:
    for kind in ("owner", "app", "plumbing"):
        role = f"{name}_{kind}"
        verb = "ALTER" if await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role) else "CREATE"
        quoted = await admin.fetchval("SELECT quote_literal($1::text)", passwords[role])
        await admin.execute(
            f"{verb} ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT PASSWORD {quoted}"
        )


async def provision_kafka(
    config: Mapping[str, str | int], wants: Sequence[Wants], passwords: Mapping[str, str], replication: int = 1
) -> None:
    """Topics, a SCRAM user a service, and the rights that follow from what each declares; nothing else."""
    await asyncio.to_thread(_provision_kafka, config, wants, passwords, replication)


def _provision_kafka(
    config: Mapping[str, str | int], wants: Sequence[Wants], passwords: Mapping[str, str], replication: int
) -> None:
    admin = AdminClient(dict(config))
    topics = sorted({w.publishes for w in wants if w.publishes} | {t for w in wants for t in w.subscribes})
    known = admin.list_topics(timeout=10).topics
    minimum = "2" if replication > 2 else "1"
    fresh = [
        NewTopic(
            topic,
            num_partitions=PARTITIONS,
            replication_factor=replication,
            config={
                "cleanup.policy": "delete",
                "retention.ms": str(RETENTION_MS),
                "min.insync.replicas": minimum,
                "segment.bytes": str(64 << 20),
            },
        )
        for topic in topics
        if topic not in known
    ]
    for future in (admin.create_topics(fresh) if fresh else {}).values():
        future.result(20)
    users = {w.name: passwords[f"{w.name}_kafka"] for w in wants} | {"operator": passwords["operator"]}
    credentials = [
        UserScramCredentialUpsertion(user, ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password.encode())
        for user, password in users.items()
    ]
    for future in admin.alter_user_scram_credentials(credentials).values():
        future.result(20)
    for future in admin.create_acls([acl for w in wants for acl in rights(w)] + operator_rights()).values():
        future.result(20)


def _acl(user: str, kind: ResourceType, name: str, operation: AclOperation) -> AclBinding:
    return AclBinding(kind, name, ResourcePatternType.LITERAL, f"User:{user}", "*", operation, AclPermissionType.ALLOW)


def rights(wants: Wants) -> list[AclBinding]:
    """Write the own topic, read the subscribed ones in the own group: nothing more."""
    found = []
    if wants.publishes:
        for operation in (AclOperation.WRITE, AclOperation.DESCRIBE):
            found.append(_acl(wants.name, ResourceType.TOPIC, wants.publishes, operation))
    for topic in sorted(wants.subscribes):
        for operation in (AclOperation.READ, AclOperation.DESCRIBE):
            found.append(_acl(wants.name, ResourceType.TOPIC, topic, operation))
    if wants.subscribes:
        for operation in (AclOperation.READ, AclOperation.DESCRIBE):
            found.append(_acl(wants.name, ResourceType.GROUP, f"ekinerja.{wants.name}", operation))
    return found


def operator_rights() -> list[AclBinding]:
    """The operator sees groups and topics described, and reads no record."""
    return [
        _acl("operator", ResourceType.TOPIC, "*", AclOperation.DESCRIBE),
        _acl("operator", ResourceType.GROUP, "*", AclOperation.DESCRIBE),
        _acl("operator", ResourceType.BROKER, "kafka-cluster", AclOperation.DESCRIBE),
    ]


__all__ = ["KafkaException", "Wants", "declared", "operator_rights", "provision_databases", "provision_kafka", "rights"]
