"""Brings Kafka records to the inbox: batches, offsets stored only after the database, away when Kafka is away."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from typing import Any

from aiokafka.errors import CommitFailedError, KafkaError
from faststream import AckPolicy
from faststream.exceptions import FastStreamException
from faststream.kafka import KafkaBroker, KafkaMessage
from faststream.kafka.message import KafkaAckableMessage

from chassis import telemetry
from chassis.inbox import Inbox
from chassis.kafka import broker_for
from chassis.reaction import Record
from chassis.settings import Settings

BATCH = 8000
STUCK_SECONDS = 60.0
# A broker holds an empty fetch so long. aiokafka asks a broker for one thing at a time, so a partition that has just
# given records waits behind the fetch of the others: short while records come, long while none have for a time.
BUSY_WAIT_MS, IDLE_WAIT_MS = 50, 5000
IDLE_AFTER_SECONDS = 5.0
WATCH_SECONDS = 2.0
_AN_HOUR_MS = 3_600_000  # a database that is away must not cost us the partitions: we wait, they wait


class Consumer:
    """The consumer group member of one service."""

    def __init__(self, settings: Settings, group: str, topics: list[str], inbox: Inbox) -> None:
        self._settings = settings
        self._group = group
        self._topics = topics
        self._inbox = inbox
        self._subscriber: Any = None
        self._busy = False
        self._moved = self._consumed = time.monotonic()
        self.lag = 0

    async def run(self) -> None:
        """Consume until cancelled; begin again when Kafka comes back."""
        pause = 0.2
        while True:
            broker = self._build()
            try:
                await broker.start()
                pause = 0.2
                await self._watch()
            except Exception as err:
                expected = isinstance(err, (KafkaError, OSError, TimeoutError, FastStreamException))
                tell = telemetry.get_logger().warning if expected else telemetry.get_logger().error
                tell("consumer_interrupted", error=type(err).__name__, pause=pause, exc_info=not expected)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 3.0)
            finally:
                with contextlib.suppress(Exception):
                    async with asyncio.timeout(8):
                        await broker.stop()

    def _build(self) -> KafkaBroker:
        broker = broker_for(self._settings, client_id=self._group)
        self._subscriber = broker.subscriber(
            *self._topics,
            group_id=self._group,
            batch=True,
            ack_policy=AckPolicy.MANUAL,
            auto_offset_reset="earliest",
            max_records=BATCH,
            batch_timeout_ms=IDLE_WAIT_MS,  # it returns as soon as there are records
            fetch_max_wait_ms=BUSY_WAIT_MS,
            max_poll_interval_ms=_AN_HOUR_MS,
            rebalance_timeout_ms=10_000,
            parser=self._as_it_came,
            decoder=lambda message: message.body,
        )
        self._subscriber(self._consume)
        return broker

    async def _as_it_came(self, raw: Any) -> KafkaMessage:
        """The batch with nothing decoded: FastStream's own parser gives a batch up when a header is not UTF-8."""
        first, last = raw[0], raw[-1]
        return KafkaAckableMessage(
            body=[],
            message_id=f"{first.topic}-{first.partition}-{first.offset}-{last.offset}",
            raw_message=raw,
            consumer=self._subscriber.consumer,
        )

    async def _consume(self, message: KafkaMessage) -> None:
        raw: Any = message.raw_message
        self._busy = True
        self._consumed = time.monotonic()
        self._wait_for(BUSY_WAIT_MS)
        try:
            await self._inbox.receive([_record(r) for r in raw])
        finally:
            self._busy = False
            self._moved = time.monotonic()
        # Offsets we cannot store (the group is rebalancing) come again; the inbox knows them.
        with contextlib.suppress(CommitFailedError):
            await message.ack()

    def _wait_for(self, milliseconds: int) -> None:
        """How long the broker may hold the next fetches."""
        self._subscriber.consumer._fetcher._fetch_max_wait_ms = milliseconds

    async def _watch(self) -> None:
        """Measure the lag; a member that stands still before waiting records ends the process (aiokafka #1154)."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            consumer = self._subscriber.consumer
            self.lag = _lag_of(consumer)
            if time.monotonic() - self._consumed > IDLE_AFTER_SECONDS:
                self._wait_for(IDLE_WAIT_MS)
            telemetry.inbox_lag.labels(service=self._group.rpartition(".")[2]).set(self.lag)
            if self.lag == 0 or self._busy:
                self._moved = time.monotonic()
            elif time.monotonic() - self._moved > STUCK_SECONDS:
                telemetry.get_logger().critical("consumer_stuck", lag=self.lag)
                os._exit(75)


def _record(record: Any) -> Record:
    headers = [(k, v if v is not None else b"") for k, v in record.headers]
    return Record(record.topic, record.partition, record.offset, record.key, headers, record.value or b"")


def _lag_of(consumer: Any) -> int:
    """Records that wait on the partitions this member holds, as far as it has been told."""
    waiting = 0
    for partition in consumer.assignment():
        high = consumer.highwater(partition)
        state = consumer._subscription.subscription.assignment.state_value(partition)
        if high is not None and state is not None and state.has_valid_position:
            waiting += max(0, high - state.position)
    return waiting
