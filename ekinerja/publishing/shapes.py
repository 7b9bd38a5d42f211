"""What of a JSON Schema generators of clients need said in another way than msgspec says it; its meaning stays.

Every enumeration, map and union is a named part, an integer says how wide it is. A text or number that may be null is
one type and no union; so is an enumeration, as a text with a pattern: null among its values does not compile in Go.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
_INT32 = 2**31 - 1
_PREFIX = "#/$defs/"
_NULL = {"type": "null"}


class Nameless(Exception):
    """A part that a generated client would have no name for: `Annotated[..., Meta(title=...)]` gives it one."""


def shaped(schema: Json, parts: Json) -> tuple[Json, Json]:
    """The schema of a struct, and by name the parts that it refers to, as published."""
    shaping = _Shaping(parts)
    whole = shaping.of(schema, is_part=True)
    found: Json = {}
    waiting = list(_references(whole))
    while waiting:
        if (name := waiting.pop()) not in found:
            found[name] = shaping.part(name)
            waiting += _references(found[name])
    return whole, dict(sorted(found.items()))


class _Shaping:
    """The parts as msgspec gives them, and those that had no place of their own."""

    def __init__(self, parts: Json) -> None:
        self._parts = parts
        self._named: Json = {}

    def part(self, name: str) -> Json:
        """A part as published."""
        if name in self._named:
            return dict(self._named[name])
        return dict(self.of(self._parts[name], is_part=True))

    def of(self, node: Any, *, is_part: bool = False) -> Any:
        """A schema as published; a part stands where it is, what else needs a name becomes a reference."""
        if isinstance(node, list):
            return [self.of(item) for item in node]
        if not isinstance(node, dict):
            return node
        found = {word: value for word, value in node.items() if not (word == "default" and value in ([], ()))}
        if isinstance(found.get("description"), str):
            found["description"] = inspect.cleandoc(found["description"])
        for word in ("items", "additionalProperties", "anyOf"):
            if word in found:
                found[word] = self.of(found[word])
        if "properties" in found:
            found["properties"] = {name: self.of(member) for name, member in found["properties"].items()}
        found = self._typed(found)
        needs_name = not is_part and ("enum" in found or found.get("type") == "object")
        return self._lifted(found) if needs_name else found

    def _typed(self, schema: Json) -> Json:
        if "enum" in schema and all(isinstance(value, str) for value in schema["enum"]):
            return {"type": "string", **schema}
        if schema.get("type") == "integer":
            narrow = "maximum" in schema and max(abs(schema["maximum"]), abs(schema.get("minimum", 0))) <= _INT32
            return {**schema, "format": "int32" if narrow else "int64"}
        if len(branches := schema.get("anyOf", [])) == 2 and branches[1] == _NULL:
            rest = {word: value for word, value in schema.items() if word != "anyOf"}
            return self._or_null(branches[0], rest)
        return schema

    def _or_null(self, schema: Json, rest: Json) -> Json:
        """What the schema takes, or null."""
        if "$ref" not in schema:
            return {**schema, **rest, "type": [schema["type"], "null"]}
        name = str(schema["$ref"]).removeprefix(_PREFIX)
        part = self.part(name)
        if "enum" in part:
            pattern = "|".join(re.escape(value).replace(r"\ ", " ") for value in part["enum"])
            told = {"description": part["description"]} if "description" in part else {}
            return {"type": ["string", "null"], "pattern": f"^({pattern})$", "examples": part["enum"], **told, **rest}
        named = self._put(f"{name}OrNull", {"anyOf": [{"$ref": f"{_PREFIX}{name}"}, _NULL]})
        return {"$ref": f"{_PREFIX}{named}", **rest}

    def _lifted(self, schema: Json) -> Json:
        """A reference to what from now on is a part; a default stays with the member."""
        if not (name := schema.get("title")):
            raise Nameless(f"{schema}")
        part = {word: value for word, value in schema.items() if word != "default"}
        rest = {"default": schema["default"]} if "default" in schema else {}
        return {"$ref": f"{_PREFIX}{self._put(name, part)}", **rest}

    def _put(self, name: str, part: Json) -> str:
        part = {**part, "title": name}
        if self._named.setdefault(name, part) != part or name in self._parts:
            raise Nameless(f"two parts are called {name}")
        return name


def _references(node: Any) -> Iterator[str]:
    """The names of the parts that a schema refers to."""
    if isinstance(node, dict):
        for word, value in node.items():
            yield from [value.removeprefix(_PREFIX)] if word == "$ref" else _references(value)
    elif isinstance(node, list):
        for item in node:
            yield from _references(item)
