"""How a fact travels: CloudEvents 1.0, Kafka protocol binding, binary content mode."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from operator import itemgetter
from uuid import UUID

import msgspec

from contracts.event import Event, EventType, Fact

Headers = list[tuple[str, bytes]]

_encode = msgspec.json.Encoder().encode
_CONTENT_TYPE = ("content-type", b"application/json")
_SPEC = ("ce_specversion", b"1.0")
_ALWAYS = (
    "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_partitionkey", "ce_tenant", "ce_sequence",
    "ce_actor", "ce_correlationid",
)  # fmt: skip
RETOLD = ("ce_retold", b"true")
_CAUSED = ("ce_causationid",)
_TRACED = ("ce_traceparent", "traceparent")
_needed = itemgetter(
    "ce_id", "ce_time", "ce_sequence", "ce_tenant", "ce_subject", "ce_partitionkey", "ce_actor", "ce_correlationid"
)
LONGEST = 500  # characters of a header

# What `headers_of` gives: these two, then the values of one of the shapes, which their number tells apart.
CONSTANT: Headers = [_SPEC, _CONTENT_TYPE]
SHAPES = {len(s): s for s in (_ALWAYS, _ALWAYS + _CAUSED, _ALWAYS + _TRACED, _ALWAYS + _CAUSED + _TRACED)}


class Malformed(Exception):
    """A record on a topic that is not a fact of ours; the message says which header or member."""


def body_of(event: Event) -> bytes:
    """The data of the event as JSON."""
    return _encode(event)


def headers_of(fact: Fact[Event]) -> Headers:
    """Binary-mode headers. Extensions: tenant, sequence (the version), actor, correlationid, causationid, retold."""
    event = fact.event
    time = fact.occurred_at.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")
    headers = [
        _SPEC,
        _CONTENT_TYPE,
        ("ce_id", str(fact.id).encode()),
        ("ce_source", f"/{event.publisher()}".encode()),
        ("ce_type", event.type_name().encode()),
        ("ce_subject", fact.subject.encode()),
        ("ce_time", time.encode()),
        ("ce_partitionkey", fact.key.encode()),
        ("ce_tenant", fact.tenant.encode()),
        ("ce_sequence", str(fact.version).encode()),
        ("ce_actor", fact.actor.encode()),
        ("ce_correlationid", fact.correlation.encode()),
    ]
    if fact.causation:
        headers.append(("ce_causationid", fact.causation.encode()))
    if fact.traceparent:
        headers.append(("ce_traceparent", fact.traceparent.encode()))
        headers.append(("traceparent", fact.traceparent.encode()))
    if fact.retold:
        headers.append(RETOLD)
    return headers


def fact_from(head: Mapping[str, bytes], body: bytes, event_type: EventType) -> Fact[Event]:
    """Rebuild the fact from a record's headers by name; Malformed says what is missing or wrong.

    Headers that make no part of a fact may hold anything.
    """
    try:
        needed = _needed(head)
    except KeyError as err:
        raise Malformed(f"header {err.args[0]} is missing") from err
    number, time, version, tenant, subject, key, actor, correlation, causation, traceparent = _texts(
        (*needed, head.get("ce_causationid", b""), head.get("traceparent", b""))
    )
    try:
        return Fact(
            id=msgspec.convert(number, UUID),
            tenant=tenant,
            subject=subject,
            key=key,
            version=_version(version),
            occurred_at=_instant(time),
            actor=actor,
            correlation=correlation,
            causation=causation or None,
            traceparent=traceparent or None,
            retold=head.get(RETOLD[0]) == RETOLD[1],
            event=event_type.decode(body),
        )
    except (ValueError, msgspec.ValidationError, msgspec.DecodeError) as err:
        raise Malformed(str(err)) from err


def _texts(values: tuple[bytes, ...]) -> list[str]:
    """All in one go: nearly every record is as it should be."""
    try:
        joined = b"\x00".join(values).decode()
    except UnicodeDecodeError as err:
        raise Malformed(f"header is not UTF-8: {err}") from err
    texts = joined.split("\x00")
    if len(texts) != len(values) or (len(joined) > LONGEST and any(len(text) > LONGEST for text in texts)):
        raise Malformed(f"a header holds NUL or is longer than {LONGEST} characters")
    return texts


def _version(text: str) -> int:
    version = int(text)
    if not 1 <= version < 2**31:
        raise ValueError(f"ce_sequence {version} is out of range")
    return version


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("ce_time has no zone")
    return at
