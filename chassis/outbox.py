"""The outbox: facts recorded in the transaction that made them, and relayed to Kafka in order, none lost.

The table is only ever appended to. What was sent is one row: `high`, the last id of the last batch, and
`gaps`, the ranges of ids under it that have not been seen. An id is taken inside a transaction that already
has its xid, so a gap whose id has not appeared by the time every transaction that ran when the gap was seen
has ended belongs to a transaction that rolled back. The aggregate's row is locked before its events are
inserted, so ids of one aggregate rise in the order of its versions and a snapshot that shows one shows those
before it: nothing is lost and nothing is out of order (docs/decisions/0002). A row without a key is a run, many facts
of one type that one statement made true (`chassis/runs.py`).
"""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
from opentelemetry.trace import SpanKind

from chassis import telemetry
from contracts.envelope import Headers, body_of, headers_of
from contracts.event import Event, Fact

PARTITIONS = 12

INSERT = """
INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
SELECT * FROM unnest(
    CAST(:tenants AS text[]), CAST(:ids AS uuid[]), CAST(:types AS text[]), CAST(:keys AS text[]),
    CAST(:subjects AS text[]), CAST(:versions AS int[]), CAST(:headers AS bytea[]), CAST(:bodies AS bytea[]))
"""

_pack = msgspec.msgpack.Encoder().encode
unpack_headers = msgspec.msgpack.Decoder(Headers).decode


def pack_headers(headers: Headers) -> bytes:
    """Headers in the form the outbox and the parked table keep them (MessagePack)."""
    return _pack(headers)


def columns(facts: list[Fact[Event]]) -> dict[str, list[Any]]:
    """The facts as the arrays that `INSERT` takes."""
    return {
        "tenants": [f.tenant for f in facts],
        "ids": [f.id for f in facts],
        "types": [f.event.type_name() for f in facts],
        "keys": [f.key for f in facts],
        "subjects": [f.subject for f in facts],
        "versions": [f.version for f in facts],
        "headers": [_pack(headers_of(f)) for f in facts],
        "bodies": [body_of(f.event) for f in facts],
    }


def partition_of(key: bytes) -> int:
    """The same partition for the same key, for life: topics have 12 partitions and never change."""
    return zlib.crc32(key) % PARTITIONS


class Outgoing(msgspec.Struct, frozen=True):
    """A row of the outbox on its way to Kafka."""

    id: int
    key: bytes
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        """A header as text, empty when it is not there."""
        return next((value.decode() for known, value in self.headers if known == name), "")


def trace_published(topic: str, batch: list[Outgoing], began: int) -> None:
    """A producer span in the trace of each event that is traced."""
    for row in batch:
        name, value = row.headers[-1]  # the envelope puts it last
        if name != "traceparent" or value.endswith(b"-00") or not telemetry.is_sampled(value.decode()):
            continue
        telemetry.tracer().start_span(
            f"publish {row.header('ce_type')}",
            context=telemetry.remote_context(value.decode()),
            kind=SpanKind.PRODUCER,
            start_time=began,
            attributes={"messaging.destination.name": topic, "messaging.message.id": row.header("ce_id")},
        ).end()
