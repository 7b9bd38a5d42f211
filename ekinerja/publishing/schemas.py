"""JSON Schema 2020-12 of an event's data, and the example as it travels."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec

from contracts.envelope import body_of, headers_of
from contracts.event import Event
from contracts.examples import EXAMPLES, example_fact
from ekinerja.publishing.shapes import shaped

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(cls: type[Event]) -> dict[str, Any]:
    """The schema that a reader may rely on: members are added with a default, never renamed, retyped or removed."""
    _, components = msgspec.json.schema_components([cls], ref_template="#/$defs/{name}")
    inner, parts = shaped(components.pop(cls.__name__), components)
    head = {"$schema": DIALECT, "$id": f"urn:{cls.type_name().replace('.', ':')}", "title": cls.__name__}
    described = {**head, "description": inspect.cleandoc(cls.__doc__ or ""), **_without_titles(inner)}
    described |= {"deprecated": True} if cls.deprecated else {}
    return described | ({"$defs": parts} if parts else {})


def _without_titles(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in ("title", "description")}


def example_of(cls: type[Event]) -> dict[str, Any]:
    """The example in both content modes: what is on Kafka, and the same as structured CloudEvents JSON."""
    event = next(e for e in EXAMPLES if type(e) is cls)
    fact = example_fact(event)
    headers = {name: value.decode() for name, value in headers_of(fact)}
    attributes = {name.removeprefix("ce_"): value for name, value in headers.items() if name.startswith("ce_")}
    data = msgspec.json.decode(body_of(event))
    return {
        "kafka": {"topic": cls.topic(), "key": fact.key, "headers": headers, "value": data},
        "structured": {**attributes, "datacontenttype": headers["content-type"], "data": data},
    }
