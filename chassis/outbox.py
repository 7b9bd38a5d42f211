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
from contracts.envelope import CONSTANT, SHAPES, Headers, body_of, headers_of
from contracts.event import Event, Fact
from contracts.refusal import Refusal, rule

TOO_LARGE = rule(
    "event.too_large", 422, "Isi terlalu besar untuk dicatat (lebih dari {kilobytes} KB).", source="implicit"
)

PARTITIONS = 12
# Of the data of an event. A record batch holds 900,000 bytes (chassis/kafka.py); headers are under 10 KB.
MOST_EVENT_BYTES = 800_000

INSERT = """
INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
SELECT * FROM unnest(
    CAST(:tenants AS text[]), CAST(:ids AS uuid[]), CAST(:types AS text[]), CAST(:keys AS text[]),
    CAST(:subjects AS text[]), CAST(:versions AS int[]), CAST(:headers AS bytea[]), CAST(:bodies AS bytea[]))
"""

_pack = msgspec.msgpack.Encoder().encode
_pairs = msgspec.msgpack.Decoder(Headers).decode
_values = msgspec.msgpack.Decoder(list[bytes]).decode


def pack_headers(headers: Headers) -> bytes:
    """Headers in the form the outbox and the parked table keep them: MessagePack, of the values alone when the names
    are those of our own envelope, of pairs otherwise."""
    names = tuple([name for name, _ in headers[2:]])
    if SHAPES.get(len(names)) == names and headers[:2] == CONSTANT:
        return _pack([value for _, value in headers[2:]])
    return _pack(headers)


def pattern_of(fact: Fact[Event], *blanks: str) -> bytes:
    """The packed headers of many facts that differ only in texts of one length each: completed by `%`.

    `blanks` stand in the fact for what differs, in the order of the envelope: id, subject, key, actor, correlation,
    causation, twice the traceparent.
    """
    packed = pack_headers(headers_of(fact)).replace(b"%", b"%%")
    for blank in dict.fromkeys(blanks):
        packed = packed.replace(blank.encode(), b"%b")
    return packed


def unpack_headers(packed: bytes) -> Headers:
    """What `pack_headers` was given."""
    try:
        values = _values(packed)
    except msgspec.ValidationError:
        return _pairs(packed)
    return [*CONSTANT, *zip(SHAPES[len(values)], values, strict=True)] if values else []


def columns(facts: list[Fact[Event]]) -> dict[str, list[Any]]:
    """The facts as the arrays that `INSERT` takes; Refusal 422 where one is too large to be published."""
    bodies = [body_of(f.event) for f in facts]
    if any(len(body) > MOST_EVENT_BYTES for body in bodies):
        raise Refusal(TOO_LARGE, kilobytes=MOST_EVENT_BYTES // 1000)
    return {
        "tenants": [f.tenant for f in facts],
        "ids": [f.id for f in facts],
        "types": [f.event.type_name() for f in facts],
        "keys": [f.key for f in facts],
        "subjects": [f.subject for f in facts],
        "versions": [f.version for f in facts],
        "headers": [pack_headers(headers_of(f)) for f in facts],
        "bodies": bodies,
    }


def partition_of(key: bytes) -> int:
    """The same partition for the same key, for life: topics have 12 partitions and never change."""
    return zlib.crc32(key) % PARTITIONS


class Outgoing(msgspec.Struct, frozen=True):
    """A row of the outbox on its way to Kafka. Its headers stay packed until they are written: a thousand rows of a
    dozen tuples each, all alive at once, cost the relay more than anything else it did."""

    id: int
    key: bytes
    head: bytes | Headers
    body: bytes

    @property
    def headers(self) -> Headers:
        return unpack_headers(self.head) if isinstance(self.head, bytes) else self.head

    def header(self, name: str) -> str:
        """A header as text, empty when it is not there."""
        return next((value.decode() for known, value in self.headers if known == name), "")

    def traceparent(self) -> str:
        """The traceparent of a recorded trace, otherwise empty; the envelope puts it last."""
        last = self.head if isinstance(self.head, bytes) else self.head[-1][1]
        return "" if last.endswith(b"-00") else self.header("traceparent")


def trace_published(topic: str, batch: list[Outgoing], began: int) -> None:
    """A producer span in the trace of each event that is traced."""
    for row in batch:
        traceparent = row.traceparent()
        if not telemetry.is_sampled(traceparent):
            continue
        telemetry.tracer().start_span(
            f"publish {row.header('ce_type')}",
            context=telemetry.remote_context(traceparent),
            kind=SpanKind.PRODUCER,
            start_time=began,
            attributes={"messaging.destination.name": topic, "messaging.message.id": row.header("ce_id")},
        ).end()
