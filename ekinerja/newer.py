"""Facts in Kafka that a backup does not know: told after it was made, by databases that are gone."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Literal

import asyncpg
from confluent_kafka import Consumer, ConsumerGroupTopicPartitions, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient

from contracts.event import topic_of
from ekinerja.databases import database_of
from ekinerja.external import External
from ekinerja.kafka import admin_config
from ekinerja.refusal import Unable
from ekinerja.rights import Wants

NewerFacts = Literal["refuse", "skip", "ignore"]

_SECONDS = 20.0
_SLACK = timedelta(hours=1)  # by which clocks may differ; what is known is told apart by its id
_PIECE = 10_000
# A run is one row for many facts, whose ids share all but the last three bytes with it (decision 0006).
_UNKNOWN = """
SELECT count(*) FROM told t
WHERE NOT EXISTS (SELECT FROM outbox o WHERE o.key <> '' AND o.event_id = t.id)
  AND NOT EXISTS (SELECT FROM outbox o WHERE o.key = '' AND left(o.event_id::text, 30) = left(t.id::text, 30))
"""


def ask(kafka: External) -> None:
    """Unable when Kafka does not answer: better known before hours of work than after."""
    with _answering():
        AdminClient(admin_config(kafka)).list_topics(timeout=_SECONDS)


async def unknown_facts(server: str, kafka: External, wants: Sequence[Wants], since: datetime) -> dict[str, int]:
    """Topic to how many of its facts, told since about `since`, are in no outbox; topics without any are left out.

    `server` is an administrator's DSN of the restored databases. Unable when Kafka does not answer.
    """
    found = {}
    for service in (w.name for w in wants if w.publishes):
        connection = await asyncpg.connect(f"{server}/{database_of(service)}", timeout=5)
        try:
            await connection.execute("SET row_security = off; CREATE TEMP TABLE told (id uuid)")
            for ids in _told(kafka, topic_of(service), since - _SLACK):
                await connection.copy_records_to_table("told", records=[(one,) for one in ids])
            if count := await connection.fetchval(_UNKNOWN):
                found[topic_of(service)] = count
        finally:
            await connection.close()
    return found


def skip(kafka: External, wants: Sequence[Wants]) -> None:
    """Readers continue after what is there now; the outboxes then publish what they hold once more."""
    with _answering():
        admin = AdminClient(admin_config(kafka))
        known = admin.list_topics(timeout=_SECONDS).topics
        consumer = Consumer({**admin_config(kafka), "group.id": "ekinerja-restore"})
        try:
            for want in wants:
                ends = [end for topic in sorted(want.subscribes & set(known)) for end in _ends(consumer, known[topic])]
                if ends:
                    asked = ConsumerGroupTopicPartitions(topic_of(want.name), ends)
                    next(iter(admin.alter_consumer_group_offsets([asked]).values())).result(_SECONDS)
        finally:
            consumer.close()


def _told(kafka: External, topic: str, since: datetime) -> Iterator[list[str]]:
    """The ids of the facts of a topic from a moment on, some thousands at a time."""
    with _answering():
        consumer = Consumer({**admin_config(kafka), "group.id": "ekinerja-restore", "enable.auto.commit": False})
        try:
            known = consumer.list_topics(topic, timeout=_SECONDS).topics[topic]
            ends = {end.partition: end.offset for end in _ends(consumer, known)} if not known.error else {}
            asked = [TopicPartition(topic, n, int(since.timestamp() * 1000)) for n in ends]
            starts = consumer.offsets_for_times(asked, timeout=_SECONDS) if asked else []
            left = {s.partition: s.offset for s in starts if 0 <= s.offset < ends[s.partition]}
            if left:
                consumer.assign([TopicPartition(topic, n, at) for n, at in left.items()])
            yield from _read(consumer, left, ends)
        finally:
            consumer.close()


def _read(consumer: Consumer, left: dict[int, int], ends: dict[int, int]) -> Iterator[list[str]]:
    until = time.monotonic() + _SECONDS
    while left:
        records = consumer.consume(_PIECE, timeout=1.0)
        ids = []
        for record in records:
            if record.error():
                raise KafkaException(record.error())
            ids += [value.decode() for name, value in record.headers() or () if name == "ce_id"]
            if record.offset() + 1 >= ends[record.partition()]:
                left.pop(record.partition(), None)
        if records:
            until = time.monotonic() + _SECONDS
        elif time.monotonic() > until:
            raise TimeoutError
        yield ids


def _ends(consumer: Consumer, topic: Any) -> list[TopicPartition]:
    found = []
    for number in topic.partitions:
        place = TopicPartition(topic.topic, number)
        found.append(TopicPartition(topic.topic, number, consumer.get_watermark_offsets(place, timeout=_SECONDS)[1]))
    return found


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (KafkaException, TimeoutError) as err:
        raise Unable(
            "Kafka does not answer, so nobody knows whether it holds facts newer than the backup: start it, or say"
            f" --newer-facts=ignore ({err or 'no record within 20 s'})"
        ) from None
