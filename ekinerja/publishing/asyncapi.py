"""The AsyncAPI 3.0 document: a channel a topic, a message an event, an operation for each who sends or receives."""

from __future__ import annotations

from typing import Any

from chassis.kafka import PARTITIONS
from contracts.envelope import headers_of
from contracts.event import Event
from contracts.examples import EXAMPLES, example_fact
from ekinerja.publishing.language import events, not_retold, readers, retold, summary
from ekinerja.publishing.schemas import example_of, schema_of

Json = dict[str, Any]
_SCHEMAS = "#/components/schemas/"
_MEANING = {
    "ce_specversion": "CloudEvents version",
    "ce_id": "unique for each fact; the key of deduplication",
    "ce_source": "the publishing service",
    "ce_type": "the class of the event",
    "ce_subject": "the aggregate",
    "ce_time": "when it became true, UTC",
    "ce_partitionkey": "the key of the record: facts of one key keep their order",
    "ce_tenant": "the Pemda",
    "ce_sequence": "version of the aggregate, contiguous from 1",
    "ce_actor": "account id, or system:<cause>",
    "ce_correlationid": "trace id of the request, or the deadline, that it goes back to",
    "ce_retold": "`true`: no news, but the state of the aggregate at its version, retold; absent otherwise",
    "ce_causationid": "the fact that this one answers to",
    "ce_traceparent": "W3C Trace Context of the transaction",
    "traceparent": "the same, where Kafka instrumentations look for it",
    "content-type": "application/json",
}
_NOT_ALWAYS = {"ce_causationid", "ce_retold", "ce_traceparent", "traceparent"}


def document(version: str) -> Json:
    """The whole document."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "e-Kinerja events",
            "version": version,
            "description": "Facts of the six services as CloudEvents 1.0 on Kafka, binary content mode."
            " Readers ignore types and members that they do not know, and drop a ce_id that they have seen. Of one"
            " ce_subject they keep the highest ce_sequence and drop what is lower; facts marked ce_retold are its state"
            " at that version, retold (docs/integrators.md).",
        },
        "defaultContentType": "application/json",
        "servers": {
            "kafka": {
                "host": "{host}:{port}",
                "protocol": "kafka-secure",
                "description": "The cluster of the installation; SCRAM-SHA-512, a user for each reader.",
                "variables": {"host": {"default": "localhost"}, "port": {"default": "9092"}},
                "security": [{"$ref": "#/components/securitySchemes/scram"}],
            }
        },
        "channels": {name: _channel(name, classes) for name, classes in events().items()},
        "operations": _operations(),
        "components": {
            "securitySchemes": {"scram": {"type": "scramSha512"}},
            "messages": {cls.__name__: _message(cls) for classes in events().values() for cls in classes},
            "schemas": _schemas(),
        },
    }


def _channel(name: str, classes: list[type[Event]]) -> Json:
    topic = classes[0].topic()
    return {
        "address": topic,
        "description": f"What {name} tells.",
        "messages": {cls.__name__: {"$ref": f"#/components/messages/{cls.__name__}"} for cls in classes},
        "bindings": {"kafka": {"topic": topic, "partitions": PARTITIONS, "bindingVersion": "0.5.0"}},
    }


def _message(cls: type[Event]) -> Json:
    kafka = example_of(cls)["kafka"]
    return {
        "name": cls.__name__,
        "title": cls.__name__,
        "summary": summary(cls),
        "contentType": "application/json",
        "headers": {"$ref": f"{_SCHEMAS}Headers"},
        "payload": {"$ref": f"{_SCHEMAS}{cls.__name__}"},
        "bindings": {"kafka": {"key": {"type": "string", "description": f"the {cls.partition_by} of the event"},
                               "bindingVersion": "0.5.0"}},
        "x-type": cls.type_name(),
        "x-aggregate": cls.aggregate,
        "x-retold": {"kind": retold()[cls]} if cls in retold() else {"never": not_retold()[cls]},
        "examples": [{"headers": kafka["headers"], "payload": kafka["value"]}],
    }  # fmt: skip


def _schemas() -> Json:
    """Every event and every part of one by its name; a part that two events share stands there once."""
    found: Json = {"Headers": headers_schema()}
    for cls in (cls for classes in events().values() for cls in classes):
        schema = {key: value for key, value in schema_of(cls).items() if key not in ("$schema", "$id")}
        for name, part in {**schema.pop("$defs", {}), cls.__name__: schema}.items():
            moved = _moved(part)
            assert found.setdefault(name, moved) == moved, f"two schemas are called {name}"
    return dict(sorted(found.items()))


def _moved(node: Any) -> Any:
    """References point into the components of the document."""
    if isinstance(node, dict):
        return {k: v.replace("#/$defs/", _SCHEMAS, 1) if k == "$ref" else _moved(v) for k, v in node.items()}
    return [_moved(item) for item in node] if isinstance(node, list) else node


def headers_schema() -> Json:
    """JSON Schema of the headers of every record."""
    sent = [name for name, _ in headers_of(example_fact(EXAMPLES[0]))]
    assert set(sent) <= set(_MEANING), "a header without a meaning"
    return {
        "title": "Headers",
        "type": "object",
        "properties": {name: {"type": "string", "description": text} for name, text in _MEANING.items()},
        "required": sorted(set(_MEANING) - _NOT_ALWAYS),
    }


def _operations() -> Json:
    """One for each who sends or receives an event: of several in one, generators make a union that cannot be read."""
    found: Json = {}
    for name, classes in events().items():
        for cls in classes:
            found[f"{name}Sends{cls.__name__}"] = _operation("send", name, cls)
            for reader in readers().get(cls, []):
                found[f"{reader}Receives{cls.__name__}"] = _operation("receive", name, cls)
    return found


def _operation(action: str, channel: str, cls: type[Event]) -> Json:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [{"$ref": f"#/channels/{channel}/messages/{cls.__name__}"}],
    }
