"""What a reader of the released schemas would trip over in the schemas of today: a pure comparison of JSON Schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

# Keywords that change nothing of what a record may hold.
_SAID = frozenset({"title", "description", "examples", "$schema", "$id", "$defs", "deprecated"})
_PREFIX = "#/$defs/"
_INSIDE = ("items", "additionalProperties")
_BRANCHES = ("anyOf", "oneOf", "allOf", "prefixItems")


def breaks(before: Json, after: Json) -> list[str]:
    """Each place of `before` that `after` no longer keeps, as `member.inner[]: what`; empty: readers notice nothing.

    Members may be added, with a default, and texts may be reworded. All else breaks: the publisher's schema is read in
    both directions (old events by new readers, new events by old readers), so a wider type is no better than a
    narrower one, and a member that was always sent stays so.
    """
    return list(_Comparison(before.get("$defs", {}), after.get("$defs", {})).of(before, after, ""))


class _Comparison:
    """One run over two schemas; a named part is compared once."""

    def __init__(self, old_parts: Json, new_parts: Json) -> None:
        self._old, self._new = old_parts, new_parts
        self._seen: set[str] = set()

    def of(self, old: Json, new: Json, place: str) -> Iterator[str]:
        if "$ref" in old or "$ref" in new:
            yield from self._part(old, new, place)
        elif "properties" in old and "properties" in new:
            yield from self._members(old, new, place)
        else:
            yield from self._keywords(old, new, place)

    def _part(self, old: Json, new: Json, place: str) -> Iterator[str]:
        if old.get("$ref") != new.get("$ref"):
            yield f"{place}: has another type"
            return
        yield from self._keywords({**old, "$ref": ""}, {**new, "$ref": ""}, place)
        name = str(old["$ref"]).removeprefix(_PREFIX)
        if name not in self._seen:
            self._seen.add(name)
            yield from self.of(self._old[name], self._new[name], name)

    def _members(self, old: Json, new: Json, place: str) -> Iterator[str]:
        for name, schema in old["properties"].items():
            at = f"{place}.{name}" if place else name
            if name not in new["properties"]:
                yield f"{at}: is gone"
            else:
                yield from self.of(schema, new["properties"][name], at)
        was, now = set(old.get("required", [])), set(new.get("required", []))
        for name in sorted((was ^ now) & set(new["properties"])):
            yield f"{place}.{name}".lstrip(".") + (
                ": must now be sent" if name in now else ": is no longer always sent"
            )
        rest = ("properties", "required")
        yield from self._keywords(_without(old, rest), _without(new, rest), place)

    def _keywords(self, old: Json, new: Json, place: str) -> Iterator[str]:
        nested = (*_INSIDE, *_BRANCHES)
        for word in sorted((old.keys() | new.keys()) - _SAID - set(nested)):
            if old.get(word) != new.get(word):
                yield f"{place}: {word} was {old.get(word)!r}, is {new.get(word)!r}"
        for word in nested:
            yield from self._nested(old.get(word), new.get(word), f"{place}[]" if word == "items" else place, word)

    def _nested(self, old: Any, new: Any, place: str, word: str) -> Iterator[str]:
        if isinstance(old, dict) and isinstance(new, dict):
            yield from self.of(old, new, place)
        elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
            for one, other in zip(old, new, strict=True):
                yield from self.of(one, other, place)
        elif old != new:
            yield f"{place}: {word} has another type"


def _without(schema: Json, words: tuple[str, ...]) -> Json:
    return {word: value for word, value in schema.items() if word not in words}
