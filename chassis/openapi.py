"""What the published HTTP side says better than the library would: of types, and of what each operation refuses."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from functools import cache
from typing import Any, get_args

import msgspec
from litestar.openapi.spec import OpenAPIType, Schema
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition

from chassis import timeofday
from chassis.settings import REPOSITORY

FORM = "multipart/form-data"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
KEY = "Idempotency-Key"
_KEY_PARAMETER = {
    "name": KEY,
    "in": "header",
    "required": True,
    "description": "Names this change: sent again with the same key it is done once and answered alike.",
    "schema": {"type": "string", "minLength": 8, "maxLength": 128, "pattern": "^[!-~]{8,128}$"},
}
# A time of the Pemda's day: RFC 3339 partial-time, for which the format registry of OpenAPI has `time-local`.
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?$"


class PlainTypes(OpenAPISchemaPlugin):
    """Times of day as such, not as durations; lists with bounds as lists of one kind of item."""

    def is_plugin_supported_field(self, field_definition: FieldDefinition) -> bool:
        return field_definition.annotation is time or _is_list(field_definition)

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> Schema:
        """The schema without the bounds, which the library adds."""
        if field_definition.annotation is time:
            return Schema(type=OpenAPIType.STRING, format="time-local", pattern=TIME)  # type: ignore[arg-type]
        item = schema_creator.for_field_definition(field_definition.inner_types[0])
        return Schema(type=OpenAPIType.ARRAY, items=item)


def _is_list(field: FieldDefinition) -> bool:
    inner = [part.annotation for part in field.inner_types]
    return field.origin is tuple and len(inner) == 2 and inner[1] is Ellipsis


def upload_of(kinds: Sequence[str]) -> dict[str, Any]:
    """The request body of an operation that takes a file of one of some media types, or a form with one."""
    file = {"type": "string", "format": "binary"}
    form = {"type": "object", "required": ["berkas"], "properties": {"berkas": file}}
    return {"required": True, "content": {kind: {"schema": form if kind == FORM else file} for kind in kinds}}


def tell_key(operation: dict[str, Any], method: str, opt: Mapping[str, Any]) -> None:
    """Say of an operation that it demands an Idempotency-Key: every change, unless doing it twice is doing it once."""
    if method.upper() not in SAFE and not opt.get("idempotent") and not opt.get("open"):
        operation["parameters"] = [*operation.get("parameters", []), _KEY_PARAMETER]


def close_commands(document: dict[str, Any], commands: Iterable[Any]) -> None:
    """Say of what is sent that a member it does not know is refused: of the bodies of operations, and what is in them.

    A schema is found by the name of its class.
    """
    found: set[type[msgspec.Struct]] = set()
    for command in commands:
        _gather(command, found)
    closed = {cls.__name__ for cls in found if cls.__struct_config__.forbid_unknown_fields}
    for schema in document.get("components", {}).get("schemas", {}).values():
        if schema.get("title") in closed and schema.get("type") == "object":
            schema["additionalProperties"] = False


def _gather(annotation: Any, found: set[type[msgspec.Struct]]) -> None:
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        if annotation not in found:
            found.add(annotation)
            for field in msgspec.structs.fields(annotation):
                _gather(field.type, found)
    else:
        for part in get_args(annotation):
            _gather(part, found)


def tell_forms(node: Any) -> None:
    """Say how wide every integer is (int64 where its bounds do not fit 32 bits), and which texts are times of day."""
    if isinstance(node, dict):
        if node.get("type") == "integer":
            bounds = [node.get("minimum", -math.inf), node.get("maximum", math.inf)]
            node["format"] = "int32" if max(map(abs, bounds)) < 2**31 else "int64"
        if node.get("pattern") == timeofday.FORM:
            node["format"] = "time-local"
        if node.get("default") == []:  # generators of clients stumble over it; an absent list is empty
            del node["default"]
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        tell_forms(inner)


def tell_refusals(document: dict[str, Any], service: str, routes: Mapping[str, tuple[str, str]]) -> None:
    """Say of each operation (name → path, method) what it refuses: as text by status, and as data in `x-refusals`.

    What an operation never refuses is taken from its answers. Without the list of a service nothing changes.
    """
    if not (listed := listed_refusals(service)):
        return
    for name, (path, method) in routes.items():
        item = document["paths"][path][method]
        told = listed.get(name, [])
        item["x-refusals"] = told
        for status in ("401", "403", "404", "409", "422"):
            lines = [_line(one) for one in told if str(one["status"]) == status]
            if lines and status in item["responses"]:
                item["responses"][status]["description"] += ":\n" + "\n".join(lines)
        if "{" not in path and not any(one["status"] == 404 for one in told):
            item["responses"].pop("404", None)
        if method == "get" and not any(one["status"] == 409 for one in told):
            item["responses"].pop("409", None)


def _line(told: Mapping[str, Any]) -> str:
    pasal = told.get("pasal") or "menurut Pemda"
    if isinstance(pasal, dict):
        pasal = ", ".join(f"{law} {where}" for law, where in pasal.items())
    return f"- {told['detail']} ({pasal})"


@cache
def listed_refusals(service: str) -> dict[str, list[dict[str, Any]]]:
    """The published refusals of a service (written by `ekinerja contracts`), by operation, by status and name."""
    path = REPOSITORY / "contracts" / "published" / "refusals" / f"{service}.json"
    found: dict[str, Any] = msgspec.json.decode(path.read_bytes()) if path.exists() else {}
    if not found:
        return {}
    rules = [{"rule": name, **rule} for name, rule in found["rules"].items()]
    rules.sort(key=lambda rule: (rule["status"], rule["rule"]))
    return {
        operation: [rule for rule in rules if rule["rule"] in names] for operation, names in found["operations"].items()
    }
