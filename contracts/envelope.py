"""How a fact travels: CloudEvents 1.0, Kafka protocol binding, binary content mode."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from uuid import UUID

import msgspec

from contracts.event import Event, EventType, Fact

Headers = list[tuple[str, bytes]]

_encode = msgspec.json.Encoder().encode
_CONTENT_TYPE = ("content-type", b"application/json")
_SPEC = ("ce_specversion", b"1.0")


class Malformed(Exception):
    """A record on a topic that is not a fact of ours; the message says which header or member."""


def body_of(event: Event) -> bytes:
    """The data of the event as JSON."""
    return _encode(event)


def headers_of(fact: Fact[Event]) -> Headers:
    """Binary-mode headers. Extensions: tenant, sequence (the version), actor, correlationid, causationid."""
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
    return headers


def header_map(headers: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Headers as text; a header that is not UTF-8 is Malformed."""
    try:
        head = {k: v.decode() for k, v in headers}
    except (UnicodeDecodeError, AttributeError) as err:
        raise Malformed(f"header is not UTF-8: {err}") from err
    joined = "".join(head.values())  # one look for all: nearly every record is as it should be
    if "\x00" in joined or (len(joined) > 500 and any(len(v) > 500 for v in head.values())):
        raise Malformed("a header holds NUL or is longer than 500 characters")
    return head


def fact_from(head: Mapping[str, str], body: bytes, event_type: EventType) -> Fact[Event]:
    """Rebuild the fact; Malformed names what is missing or wrong."""
    try:
        return Fact(
            id=msgspec.convert(head["ce_id"], UUID),
            tenant=head["ce_tenant"],
            subject=head["ce_subject"],
            key=head["ce_partitionkey"],
            version=_version(head["ce_sequence"]),
            occurred_at=_instant(head["ce_time"]),
            actor=head["ce_actor"],
            correlation=head["ce_correlationid"],
            causation=head.get("ce_causationid"),
            traceparent=head.get("traceparent"),
            event=event_type.decode(body),
        )
    except KeyError as err:
        raise Malformed(f"header {err.args[0]} is missing") from err
    except (ValueError, msgspec.ValidationError, msgspec.DecodeError) as err:
        raise Malformed(str(err)) from err


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
