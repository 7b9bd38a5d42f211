"""How far a system of others has read on Kafka, as its consumer group says."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from confluent_kafka import ConsumerGroupTopicPartitions, TopicPartition
from confluent_kafka.admin import AdminClient, OffsetSpec

from chassis.kafka import PARTITIONS
from ekinerja.external import External
from ekinerja.kafka import admin_config

_SECONDS = 20.0


class Read(msgspec.Struct, frozen=True):
    """A partition: the oldest record that Kafka still has, and the one after the last that was read."""

    topic: str
    partition: int
    oldest: int
    until: int


def how_far(server: External, group: str, topics: Sequence[str], *, at_the_end: bool = False) -> list[Read]:
    """How far a group has read these topics, as it committed. Blocks for some tenths.

    `at_the_end`: the group was shut out. A topic without a commit then counts as read whole, for a client
    may read without committing.
    """
    admin = AdminClient(admin_config(server))
    wanted = [TopicPartition(topic, number) for topic in topics for number in range(PARTITIONS)]
    committed = _committed(admin, group, topics)
    named = {topic for topic, _ in committed}
    silent = [one for one in wanted if at_the_end and one.topic not in named]
    ends = _offsets(admin, silent, OffsetSpec.latest())
    starts = _offsets(admin, wanted, OffsetSpec.earliest())
    found = committed | ends
    return [
        Read(topic, number, starts[topic, number], until)
        for (topic, number), until in sorted(found.items())
        if until > starts[topic, number]
    ]


def _committed(admin: AdminClient, group: str, topics: Sequence[str]) -> dict[tuple[str, int], int]:
    asked = admin.list_consumer_group_offsets([ConsumerGroupTopicPartitions(group)])
    parts = asked[group].result(_SECONDS).topic_partitions or []
    return {(p.topic, p.partition): p.offset for p in parts if p.topic in topics and p.offset >= 0}


def _offsets(admin: AdminClient, parts: Sequence[TopicPartition], spec: OffsetSpec) -> dict[tuple[str, int], int]:
    asked = admin.list_offsets(dict.fromkeys(parts, spec)) if parts else {}
    return {(part.topic, part.partition): future.result(_SECONDS).offset for part, future in asked.items()}
