"""A Kafka that outlived its databases knows facts that a backup does not: they are counted, and never half believed."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest
from confluent_kafka import Consumer, ConsumerGroupTopicPartitions, Producer
from confluent_kafka.admin import AdminClient

from ekinerja.databases import database_of
from ekinerja.kafka import admin_config
from ekinerja.stack import Stack
from tests.servers.test_backup import _databases, backed_up, ekinerja, empty, filled

pytestmark = pytest.mark.servers
__all__ = ["empty", "filled"]
RUN = UUID(int=0x0197 << 112 | 0xABCDEF << 24)  # of a run: its last three bytes count the facts


async def tell(stack: Stack, topic: str, *ids: UUID, hours_ago: float = 0) -> None:
    """What a relay would have put there."""

    def put() -> None:
        producer = Producer(admin_config(stack.environment.kafka))
        at = int((time.time() - hours_ago * 3600) * 1000)
        for one in ids:
            producer.produce(topic, b"{}", key=str(one).encode(), headers=[("ce_id", str(one).encode())], timestamp=at)
        assert producer.flush(20) == 0

    await asyncio.to_thread(put)


async def restore(stack: Stack, folder: Path, *more: str) -> tuple[int, str]:
    told = await ekinerja("restore", str(folder), "--instance", stack.instance.name, *more)
    return told.returncode, told.stdout + told.stderr


async def clear(stack: Stack) -> None:
    """As if nothing had been restored yet."""
    admin = await asyncpg.connect(stack.admin_dsn())
    for row in await admin.fetch("SELECT datname FROM pg_database WHERE datname LIKE 'ekinerja%'"):
        await admin.execute(f"DROP DATABASE {row['datname']}")
    await admin.close()
    for path in stack.instance["files"].glob("*/*"):
        path.unlink()


async def known_to(stack: Stack, service: str) -> list[UUID]:
    admin = await asyncpg.connect(stack.admin_dsn(database_of(service)))
    rows = await admin.fetch("SELECT event_id FROM outbox WHERE key <> '' ORDER BY id")
    await admin.close()
    return [row["event_id"] for row in rows]


async def test_facts_that_no_outbox_holds_are_found_refused_or_skipped(
    filled: Stack, empty: Stack, tmp_path: Path
) -> None:
    admin = await asyncpg.connect(filled.admin_dsn(database_of("tpp")))
    await admin.execute(
        "INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)"
        " VALUES ('kuansing', $1, 't', '', '', 300, '', '')", RUN,
    )  # fmt: skip
    await admin.close()
    folder = await backed_up(filled, tmp_path)
    await empty.servers.start_kafka()
    await empty.provision_topics()

    # published late, or told again: the outboxes know them all; a fact of two hours before is not looked at
    await tell(empty, "ekinerja.activity", *await known_to(filled, "activity"))
    await tell(empty, "ekinerja.tpp", RUN, UUID(int=RUN.int + 299))
    await tell(empty, "ekinerja.skp", uuid4(), hours_ago=2)
    code, told = await restore(empty, folder)
    assert code == 0 and "all equal" in told, told

    await clear(empty)
    await tell(empty, "ekinerja.activity", uuid4(), uuid4())
    await tell(empty, "ekinerja.skp", uuid4())
    code, told = await restore(empty, folder)
    assert code == 2 and "2 of ekinerja.activity, 1 of ekinerja.skp; nothing was restored" in told, told
    assert await _databases(empty) == 0 and list(empty.instance["files"].glob("*/*")) == []

    code, told = await restore(empty, folder, "--newer-facts", "skip")
    assert code == 0 and "skipped: 2 of ekinerja.activity, 1 of ekinerja.skp" in told and "all equal" in told, told
    await asyncio.to_thread(_nobody_reads_them, empty)


def _nobody_reads_them(stack: Stack) -> None:
    """The group of reporting stands at the end of every topic that it reads."""
    config = admin_config(stack.environment.kafka)
    asked = [ConsumerGroupTopicPartitions("ekinerja.reporting")]
    admin = AdminClient(config)
    (told,) = admin.list_consumer_group_offsets(asked).values()
    consumer = Consumer({**config, "group.id": "looks-on"})
    places = {(p.topic, p.partition): p.offset for p in told.result(20).topic_partitions}
    assert {topic for topic, _ in places} == {
        f"ekinerja.{name}" for name in ("identity", "skp", "activity", "appraisal", "tpp")
    }
    for place in told.result(20).topic_partitions:
        assert place.offset == consumer.get_watermark_offsets(place, timeout=20)[1]
    assert sum(offset for (topic, _), offset in places.items() if topic == "ekinerja.activity") == 6 + 2
    consumer.close()
