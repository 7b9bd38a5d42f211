"""Kafka as the relay and the inbox use it: batches out with every message acknowledged, batches in as bytes."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from faststream.kafka import KafkaBroker
from faststream.security import BaseSecurity, SASLScram512

from chassis.drain import PublishFailed
from chassis.outbox import PARTITIONS, Outgoing, partition_of
from chassis.settings import Settings

__all__ = ["PARTITIONS", "KafkaPublisher", "broker_for", "partition_of", "security_of"]

_BATCH_BYTES = 900_000
_TIMEOUT = 20.0


def security_of(settings: Settings) -> BaseSecurity | None:
    """SCRAM-SHA-512 with or without TLS, or nothing for a broker that asks for nothing."""
    if settings.kafka_security == "PLAINTEXT":
        return None
    return SASLScram512(
        username=settings.kafka_user,
        password=settings.kafka_password,
        use_ssl=settings.kafka_security == "SASL_SSL",
    )


def broker_for(settings: Settings, client_id: str) -> KafkaBroker:
    """A FastStream broker; it does not connect before it is started."""
    return KafkaBroker(
        settings.kafka.split(","),
        client_id=client_id,
        security=security_of(settings),
        graceful_timeout=8.0,
        consumer_only=True,
        allow_auto_create_topics=False,
        logger=None,
    )


class KafkaPublisher:
    """The relay's way to Kafka: one record batch a partition, idempotent producer, rebuilt after any failure."""

    def __init__(self, settings: Settings, client_id: str) -> None:
        self._settings = settings
        self._client_id = client_id
        self._producer: Any = None

    async def publish(self, topic: str, batch: list[Outgoing]) -> None:
        """Send in order; PublishFailed when any message was not acknowledged in time."""
        try:
            async with asyncio.timeout(_TIMEOUT):
                producer = await self._ready()
                for sent in await self._send(producer, topic, batch):
                    await sent
        except (KafkaError, OSError, TimeoutError) as err:
            await self.close()
            raise PublishFailed(type(err).__name__) from err
        except asyncio.CancelledError:
            await self.close()
            raise

    async def _ready(self) -> Any:
        if self._producer is None:
            options: dict[str, Any] = {}
            if self._settings.kafka_security != "PLAINTEXT":
                options = {
                    "security_protocol": self._settings.kafka_security,
                    "sasl_mechanism": "SCRAM-SHA-512",
                    "sasl_plain_username": self._settings.kafka_user,
                    "sasl_plain_password": self._settings.kafka_password,
                }
                if self._settings.kafka_security == "SASL_SSL":
                    from aiokafka.helpers import create_ssl_context

                    options["ssl_context"] = create_ssl_context()
            producer = AIOKafkaProducer(
                bootstrap_servers=self._settings.kafka.split(","),
                client_id=self._client_id,
                acks="all",
                enable_idempotence=True,
                max_batch_size=_BATCH_BYTES,
                request_timeout_ms=10_000,
                **options,
            )
            await producer.start()
            self._producer = producer
        return self._producer

    async def _send(self, producer: Any, topic: str, batch: list[Outgoing]) -> list[Any]:
        """Hand over one record batch a partition, a further one where it is full."""
        open_batches: dict[int, Any] = {}
        acknowledged: list[Any] = []
        for row in batch:
            partition = partition_of(row.key)
            records = open_batches.get(partition)
            if records is None:
                records = open_batches[partition] = producer.create_batch()
            if records.append(key=row.key, value=row.body, timestamp=None, headers=row.headers) is None:
                acknowledged.append(await producer.send_batch(records, topic, partition=partition))
                records = open_batches[partition] = producer.create_batch()
                if records.append(key=row.key, value=row.body, timestamp=None, headers=row.headers) is None:
                    raise PublishFailed(f"event {row.header('ce_id')} is larger than a record batch")
        for partition, records in open_batches.items():
            acknowledged.append(await producer.send_batch(records, topic, partition=partition))
        return acknowledged

    async def close(self) -> None:
        """Let go of the producer; the next batch builds a new one (aiokafka #1017)."""
        producer, self._producer = self._producer, None
        if producer is not None:
            with contextlib.suppress(KafkaError, OSError, TimeoutError):
                async with asyncio.timeout(5):
                    await producer.stop()
