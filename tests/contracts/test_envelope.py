"""Our headers are CloudEvents 1.0 in the Kafka binding's binary mode: the reference package reads and writes them."""

from __future__ import annotations

import msgspec
import pytest

from contracts.envelope import Malformed, body_of, fact_from, headers_of
from contracts.event import Event, catalogue
from contracts.examples import EXAMPLES, example_fact

TYPES = catalogue([type(e) for e in EXAMPLES])
by_name = pytest.mark.parametrize("event", EXAMPLES, ids=lambda e: type(e).type_name())


@by_name
def test_a_fact_comes_back_as_it_went(event: Event) -> None:
    fact = example_fact(event)
    again = fact_from(dict(headers_of(fact)), body_of(event), TYPES[event.type_name()])
    assert again == fact
    assert body_of(again.event) == body_of(event) and headers_of(again) == headers_of(fact)


@by_name
def test_the_reference_package_reads_the_same(event: Event) -> None:
    from cloudevents.v1.kafka import KafkaMessage, from_binary

    fact = example_fact(event)
    told = dict(headers_of(fact))
    seen = from_binary(KafkaMessage(headers=told, key=fact.key.encode(), value=body_of(event)))
    attributes = seen.get_attributes()
    assert attributes["specversion"] == "1.0"
    assert attributes["id"] == str(fact.id) and attributes["type"] == event.type_name()
    assert attributes["source"] == f"/{event.publisher()}" and attributes["subject"] == fact.subject
    assert attributes["tenant"] == fact.tenant and attributes["sequence"] == "1"
    assert seen.get_data() == msgspec.json.decode(body_of(event))


@by_name
def test_what_the_reference_package_writes_we_read(event: Event) -> None:
    from cloudevents.v1.http import CloudEvent
    from cloudevents.v1.kafka import to_binary

    fact = example_fact(event)
    sent = {k.removeprefix("ce_"): v.decode() for k, v in headers_of(fact) if k.startswith("ce_")}
    cloud = CloudEvent(sent | {"datacontenttype": "application/json"}, msgspec.json.decode(body_of(event)))
    message = to_binary(cloud, key_mapper=lambda _: fact.key)
    headers = [(k, v if isinstance(v, bytes) else str(v).encode()) for k, v in message.headers.items()]
    headers.append(("traceparent", (fact.traceparent or "").encode()))
    value = message.value if isinstance(message.value, bytes) else message.value.encode()
    assert message.key == fact.key  # the binding carries the partition key as the record's key
    head = dict(headers) | {"ce_partitionkey": message.key.encode()}
    assert fact_from(head, value, TYPES[event.type_name()]) == fact


@pytest.mark.parametrize("missing", ["ce_id", "ce_tenant", "ce_subject", "ce_sequence", "ce_time", "ce_actor"])
def test_a_missing_header_is_named(missing: str) -> None:
    fact = example_fact(EXAMPLES[0])
    head = {k: v for k, v in headers_of(fact) if k != missing}
    with pytest.raises(Malformed, match=missing):
        fact_from(head, body_of(fact.event), TYPES[fact.event.type_name()])


@pytest.mark.parametrize(
    ("name", "value"),
    [("ce_sequence", "0"), ("ce_sequence", "x"), ("ce_sequence", "99999999999"), ("ce_time", "yesterday"),
     ("ce_time", "2025-12-19T08:45:00"), ("ce_id", "1")],
)  # fmt: skip
def test_a_wrong_header_is_malformed(name: str, value: str) -> None:
    fact = example_fact(EXAMPLES[0])
    head = dict(headers_of(fact)) | {name: value.encode()}
    with pytest.raises(Malformed):
        fact_from(head, body_of(fact.event), TYPES[fact.event.type_name()])


NEEDED = ["ce_id", "ce_time", "ce_sequence", "ce_tenant", "ce_subject", "ce_partitionkey", "ce_actor",
          "ce_correlationid", "traceparent"]  # fmt: skip


@pytest.mark.parametrize("value", [b"\xff", b"a\x00b", b"x" * 501])
@pytest.mark.parametrize("name", NEEDED)
def test_what_may_not_stand_in_a_header_is_malformed(name: str, value: bytes) -> None:
    fact = example_fact(EXAMPLES[0])
    with pytest.raises(Malformed):
        fact_from(dict(headers_of(fact)) | {name: value}, body_of(fact.event), TYPES[fact.event.type_name()])


def test_a_header_that_is_no_part_of_a_fact_may_hold_anything() -> None:
    fact = example_fact(EXAMPLES[0])
    head = dict(headers_of(fact)) | {"x-origin": b"\xff\x00" * 600, "ce_source": b"\xff"}
    assert fact_from(head, body_of(fact.event), TYPES[fact.event.type_name()]) == fact
