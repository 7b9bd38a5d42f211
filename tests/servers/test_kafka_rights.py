"""Kafka lets a service do what it declares and nothing else."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import pytest
from confluent_kafka import Consumer, KafkaError, KafkaException, Producer
from confluent_kafka.admin import AdminClient, NewTopic

from ekinerja import topics
from ekinerja.commands.reader import reader
from ekinerja.kafka import client_config
from ekinerja.refusal import Unable
from ekinerja.stack import Stack


def config(system: Stack, user: str, password: str) -> dict[str, Any]:
    return client_config(system.kafka_servers(), user, password, "SASL_PLAINTEXT")


def own(system: Stack, user: str) -> dict[str, Any]:
    return config(system, user, system.instance.secrets().roles[f"{user}_kafka"])


async def test_topics_have_twelve_partitions(system: Stack) -> None:
    topics = await asyncio.to_thread(lambda: AdminClient(system.kafka_admin()).list_topics(timeout=5).topics)
    ours = {n: t for n, t in topics.items() if n.startswith("ekinerja.")}
    assert {"ekinerja.identity", "ekinerja.activity", "ekinerja.skp"} <= set(ours)
    assert {len(t.partitions) for t in ours.values()} == {12}


@pytest.mark.parametrize(("user", "topic", "may"), [("skp", "ekinerja.skp", True), ("skp", "ekinerja.tpp", False)])
async def test_writing(system: Stack, user: str, topic: str, may: bool) -> None:
    failures: list[KafkaError] = []

    def write() -> None:
        producer = Producer({**own(system, user), "message.timeout.ms": 8000})
        producer.produce(topic, b"not an event", on_delivery=lambda err, _: failures.append(err) if err else None)
        producer.flush(10)

    await asyncio.to_thread(write)
    assert bool(failures) is not may
    if failures:
        assert failures[0].code() == KafkaError.TOPIC_AUTHORIZATION_FAILED


async def test_reading_what_is_not_subscribed_or_as_another_group(system: Stack) -> None:
    def read(group: str, topic: str) -> int:
        consumer = Consumer({**own(system, "skp"), "group.id": group, "auto.offset.reset": "earliest"})
        try:
            consumer.subscribe([topic])
            for _ in range(40):
                message = consumer.poll(0.25)
                if message is not None and message.error():
                    return int(message.error().code())
            return 0
        finally:
            consumer.close()

    denied = await asyncio.to_thread(read, "ekinerja.skp.test", "ekinerja.identity")
    assert denied == KafkaError.GROUP_AUTHORIZATION_FAILED
    denied = await asyncio.to_thread(read, "ekinerja.skp", "ekinerja.tpp")
    assert denied == KafkaError.TOPIC_AUTHORIZATION_FAILED


async def test_no_service_makes_topics(system: Stack) -> None:
    admin = AdminClient(own(system, "skp"))
    made = admin.create_topics([NewTopic("ekinerja.own", num_partitions=1, replication_factor=1)])
    with pytest.raises(KafkaException) as refused:
        await asyncio.to_thread(lambda: made["ekinerja.own"].result(10))
    assert refused.value.args[0].code() == KafkaError.TOPIC_AUTHORIZATION_FAILED


async def test_a_wrong_password_stays_outside(system: Stack) -> None:
    admin = AdminClient(config(system, "skp", "guessed"))
    with pytest.raises(KafkaException):
        await asyncio.to_thread(lambda: admin.list_topics(timeout=4))


async def test_a_reader_of_others_reads_what_it_was_let_in_to_and_writes_nothing(
    system: Stack,
) -> None:
    """Let in twice it keeps its password and reads what was named last; shut out it is not let in at all."""

    def let_in(password: str, *services: str) -> bool:
        named = [f"ekinerja.{service}" for service in services]
        return topics.let_in(system.environment.kafka, "payroll", named, password)

    assert await asyncio.to_thread(let_in, "the first password", "tpp", "identity")
    assert not await asyncio.to_thread(let_in, "another password", "tpp"), "it stays as it was"
    given = config(system, "payroll", "the first password")

    def read(group: str, topic: str) -> int:
        consumer = Consumer({**given, "group.id": group, "auto.offset.reset": "earliest"})
        try:
            consumer.subscribe([topic])
            for _ in range(40):
                message = consumer.poll(0.25)
                if message is not None and message.error():
                    return int(message.error().code())
                if consumer.assignment():
                    return 0
            return -1
        finally:
            consumer.close()

    assert await asyncio.to_thread(read, "payroll", "ekinerja.tpp") == 0
    assert await asyncio.to_thread(read, "payroll", "ekinerja.identity") == KafkaError.TOPIC_AUTHORIZATION_FAILED
    assert await asyncio.to_thread(read, "ekinerja.skp", "ekinerja.tpp") == KafkaError.GROUP_AUTHORIZATION_FAILED
    failures: list[KafkaError] = []

    def write() -> None:
        producer = Producer({**given, "message.timeout.ms": 8000})
        producer.produce("ekinerja.tpp", b"a slip of mine", on_delivery=lambda err, _: failures.append(err))
        producer.flush(10)

    await asyncio.to_thread(write)
    assert [f.code() for f in failures] == [KafkaError.TOPIC_AUTHORIZATION_FAILED]
    await system.provision_topics()
    assert await asyncio.to_thread(read, "payroll", "ekinerja.tpp") == 0, "provisioning leaves readers alone"
    await asyncio.to_thread(topics.shut_out, system.environment.kafka, "payroll")
    with pytest.raises(KafkaException):
        await asyncio.to_thread(lambda: AdminClient(given).list_topics(timeout=4))


@pytest.mark.parametrize(
    ("name", "services", "said"),
    [("skp", ["tpp"], "name of a reader"), ("Gaji!", ["tpp"], "name of a reader"), ("gaji", ["x"], "no events of x"),
     ("gaji", [], "name the services"), ("operator", ["tpp"], "name of a reader"), ("gaji", ["tpp"], "releases of data")],
)  # fmt: skip
def test_who_cannot_be_a_reader(
    system: Stack, monkeypatch: pytest.MonkeyPatch, name: str, services: list[str], said: str
) -> None:
    monkeypatch.setattr("ekinerja.commands.reader.Environment", lambda *_: system.environment)
    with pytest.raises(Unable, match=said):
        reader(name, *services)


def test_nobody_is_let_in_on_a_release_that_no_pemda_knows(system: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ekinerja.commands.reader.Environment", lambda *_: system.environment)
    with pytest.raises(Unable, match="a topic holds every Pemda|no Pemda has people"):
        reader("gaji", "tpp", release=(UUID(int=7),))
