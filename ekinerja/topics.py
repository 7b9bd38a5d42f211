"""Topics, Kafka users and their rights, brought to what the services declare. Idempotent."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from confluent_kafka import KafkaError, KafkaException
from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    NewTopic,
    ResourcePatternType,
    ResourceType,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialDeletion,
    UserScramCredentialUpsertion,
)

from chassis.kafka import PARTITIONS
from ekinerja.external import External
from ekinerja.kafka import admin_config, client_config
from ekinerja.refusal import Unable
from ekinerja.rights import OPERATOR, Wants, rights_of, rights_of_operator, rights_of_reader, topics_of

RETENTION_MS = 30 * 24 * 3600 * 1000
_ITERATIONS = 4096
_SECONDS = 20.0


def provision(server: External, wants: Sequence[Wants], passwords: Mapping[str, str]) -> None:
    """Make topics, rights and users, take rights away that nobody declares any more; blocks for some tenths."""
    admin = AdminClient(admin_config(server))
    _topics(admin, topics_of(wants))
    if not server.kafka_security.startswith("SASL"):
        return
    users = {w.name: passwords[f"{w.name}_kafka"] for w in wants} | {OPERATOR: passwords["operator"]}
    _rights(admin, [acl for w in wants for acl in rights_of(w)] + rights_of_operator(), sorted(users))
    _users(admin, users)
    _await_visible(server, OPERATOR, passwords["operator"])


def let_in(server: External, name: str, topics: Sequence[str], password: str) -> bool:
    """Let a system of others read these topics and no other; it gets the password if it has none yet: whether it did.

    Blocks for some tenths.
    """
    admin = AdminClient(admin_config(server))
    _rights(admin, rights_of_reader(name, topics), [name])
    if _is_known(admin, name):
        return False
    _users(admin, {name: password})
    _await_visible(server, name, password)
    return True


def shut_out(server: External, name: str) -> None:
    """Take a reader's rights and password away."""
    admin = AdminClient(admin_config(server))
    _rights(admin, [], [name])
    if _is_known(admin, name):
        _all(admin.alter_user_scram_credentials([UserScramCredentialDeletion(name, ScramMechanism.SCRAM_SHA_512)]))


def _is_known(admin: AdminClient, name: str) -> bool:
    try:
        admin.describe_user_scram_credentials([name])[name].result(_SECONDS)
    except KafkaException as err:
        if err.args[0].code() == KafkaError.RESOURCE_NOT_FOUND:
            return False
        raise
    return True


def _topics(admin: AdminClient, names: Sequence[str]) -> None:
    metadata = admin.list_topics(timeout=10)
    fresh = [_topic(name, len(metadata.brokers)) for name in names if name not in metadata.topics]
    _all(admin.create_topics(fresh) if fresh else {})
    for name in names:
        known = metadata.topics.get(name)
        if known and len(known.partitions) != PARTITIONS:
            raise Unable(f"topic {name} has {len(known.partitions)} partitions; it must have {PARTITIONS} for life")


def _topic(name: str, brokers: int) -> NewTopic:
    copies = min(brokers, 3)
    return NewTopic(
        name,
        num_partitions=PARTITIONS,
        replication_factor=copies,
        config={
            "cleanup.policy": "delete",
            "retention.ms": str(RETENTION_MS),
            "min.insync.replicas": "2" if copies == 3 else "1",
        },
    )


def _rights(admin: AdminClient, wanted: Sequence[AclBinding], users: Sequence[str]) -> None:
    """Create what is missing, then delete what is too much."""
    existing = {acl for user in users for acl in admin.describe_acls(_filter(f"User:{user}")).result(_SECONDS)}
    if missing := [acl for acl in wanted if acl not in existing]:
        _all(admin.create_acls(missing))
    if surplus := [acl for acl in existing if acl not in set(wanted)]:
        _all(admin.delete_acls([_exactly(acl) for acl in surplus]))


def _filter(principal: str) -> AclBindingFilter:
    return AclBindingFilter(
        ResourceType.ANY, None, ResourcePatternType.ANY, principal, None, AclOperation.ANY, AclPermissionType.ANY
    )


def _exactly(acl: AclBinding) -> AclBindingFilter:
    return AclBindingFilter(
        acl.restype, acl.name, acl.resource_pattern_type, acl.principal, acl.host, acl.operation, acl.permission_type
    )


def _users(admin: AdminClient, passwords: Mapping[str, str]) -> None:
    kind = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, _ITERATIONS)
    # the operator comes last: a process that sees it sees everything written before
    ordered = sorted(passwords, key=lambda user: (user == OPERATOR, user))
    _all(
        admin.alter_user_scram_credentials(
            [UserScramCredentialUpsertion(user, kind, passwords[user].encode()) for user in ordered]
        )
    )


def _await_visible(server: External, user: str, password: str) -> None:
    """The controller has written it; the broker that clients ask reads it a moment later."""
    config = client_config(server.kafka or "", user, password, server.kafka_security)
    deadline = time.monotonic() + _SECONDS
    while True:
        try:
            AdminClient(config).list_topics(timeout=2)
            return
        except KafkaException as err:
            if time.monotonic() > deadline:
                raise Unable(f"Kafka does not let user {user} in: {err}") from None
            time.sleep(0.1)


def _all(futures: Mapping[Any, Any]) -> None:
    for future in futures.values():
        future.result(_SECONDS)
