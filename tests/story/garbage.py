"""What nobody should send, made from the published OpenAPI: every operation, every member, every way to be wrong."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import msgspec

Json = Any
# what follows is no JSON value of Python's, or none that its encoder would let out
_RAW = ("1e400", "-1e400", "1" * 40, "-1", "0", "1.5", "9" * 18, '"\\ud800"', '"\\u0000"', '"a\\u0000b"', "NaN", "")
_TEXTS = (
    "", " ", "\t\n", "x" * 5_000, "‮𝔘𝔫𝔦\u200b", "'; DROP TABLE pegawai; --", "<script>", "%s%n", "../../etc/passwd",
    "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2025-02-30", "2025-13-01", "25:00", "24:00:00",
    "08:00:00+07:00", "23:59:60", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "2025-12-01T00:00:00",
    "2025-13", "0000-01", "9999-12", "null", "1e400", "197001011995011001",
    "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "12345678-1234",
)  # fmt: skip
_VALUES: tuple[Json, ...] = (None, True, False, [], {}, [None], [[]], {"a": 1}, ["x"] * 3_000, 0, -1, 2**31, 2**63 - 1)
_QUERIES = (
    "", "%00", "%ff%fe", "%ed%a0%80", "x" * 3_000, "-1", "0", "1e400", "9" * 40, "2025", "2019", "2100", "9999-12",
    "0000-01", "0001-01-01", "9999-12-31", "null", "true", "%0d%0a", "2025-12-01T00:00:00", "2025-W01", "2025-T3",
    "2025-S1", "00000000-0000-0000-0000-000000000000", "%E2%80%AE", "a&a", "NaN", "+1", "1_0", "%D9%A1%D9%A2",
)  # fmt: skip
_KINDS = ("text/plain", "application/xml", "multipart/form-data", "application/json; charset=utf-16", "x", "")
_BODIES = (
    b"",
    b"null",
    b"[]",
    b'"x"',
    b"{",
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b"[" * 40 + b"]" * 40,
    b"{}{}",
    b"PK\x03\x04",
)


class Raw(msgspec.Struct, frozen=True):
    """JSON text that goes out as it is."""

    text: str


class Operation(msgspec.Struct, frozen=True):
    """One operation of the document."""

    method: str
    path: str
    parameters: list[Json]
    body: Json | None
    statuses: frozenset[int]

    @property
    def service(self) -> str:
        return self.path.split("/")[2]


class Case(msgspec.Struct, frozen=True):
    """A request, and what is wrong with it."""

    operation: Operation
    path: str
    wrong: str
    body: bytes | None = None
    kind: str | None = "application/json"
    key: str | None = ""


def operations(document: Json) -> list[Operation]:
    """All of a document, in its order."""
    return [
        Operation(
            method.upper(), path, o.get("parameters", []),
            next(iter(o.get("requestBody", {}).get("content", {}).values()), {}).get("schema"),
            frozenset(int(status) for status in o["responses"]),
        )
        for path, item in document["paths"].items() for method, o in item.items() if method != "parameters"
    ]  # fmt: skip


def encoded(value: Json) -> bytes:
    """JSON with the raw pieces in their places; surrogates and all."""
    raws: list[str] = []

    def held(found: Raw) -> str:
        raws.append(found.text)
        return f"@raw{len(raws) - 1}@"

    text = json.dumps(value, default=held)
    for n, raw in enumerate(raws):
        text = text.replace(f'"@raw{n}@"', raw)
    return text.encode()


class Garbage:
    """Cases for an operation, the same for the same seed; `known` gives good values by the name of a member."""

    def __init__(self, document: Json, known: Mapping[str, Json], seed: int = 1) -> None:
        self._schemas = document["components"]["schemas"]
        self._known = known
        self._random = random.Random(seed)

    def cases(self, operation: Operation) -> list[Case]:
        """Every wrong request we can think of."""
        found = [*self._of_parameters(operation), *self._of_key(operation)]
        if operation.body is not None:
            found += self._of_body(operation)
        return found

    def plain(self, operation: Operation, **more: Json) -> Case:
        """A request that looks right."""
        body = None if operation.body is None else encoded(self.good(operation.body))
        return msgspec.structs.replace(Case(operation, self._path(operation), "nothing", body), **more)

    # --- parameters and headers -----------------------------------------------------------------------------------

    def _path(self, operation: Operation, changed: Mapping[str, str | None] | None = None) -> str:
        changed = changed or {}
        path, query = operation.path, []
        for p in operation.parameters:
            value = changed.get(p["name"], quote(str(self.good(p["schema"], p["name"]))))
            if p["in"] == "path":
                path = path.replace(f"{{{p['name']}}}", value or "")
            elif p["in"] == "query" and value is not None and (p.get("required") or p["name"] in changed):
                query.append(f"{p['name']}={value}")
        return path + ("?" + "&".join(query) if query else "")

    def _of_parameters(self, operation: Operation) -> Iterator[Case]:
        for p in operation.parameters:
            for value in (None, *_QUERIES):
                if p["in"] == "query" or value:
                    path = self._path(operation, {p["name"]: value})
                    yield self.plain(operation, path=path, wrong=f"{p['name']}={value!r:.40}")
            if p["schema"].get("format") == "uuid":
                yield self.plain(
                    operation, path=self._path(operation, {p["name"]: str(uuid.uuid4())}), wrong="unknown id"
                )
        path = self._path(operation)
        yield self.plain(
            operation, path=f"{path}{'&' if '?' in path else '?'}tak_dikenal=%00", wrong="unknown parameter"
        )

    def _of_key(self, operation: Operation) -> Iterator[Case]:
        if operation.method != "GET":
            for key in (None, "short", "x" * 129, "spaces in it", "é" * 8):
                yield self.plain(operation, key=key, wrong=f"key {key!r:.20}")

    # --- bodies ---------------------------------------------------------------------------------------------------

    def _of_body(self, operation: Operation) -> Iterator[Case]:
        for kind in _KINDS:
            yield self.plain(operation, kind=kind, wrong=f"content type {kind!r}")
        for body in _BODIES:
            yield self.plain(operation, body=body, wrong=f"body {body!r:.20}")
        for wrong, value in self._spoilt(operation.body, self.good(operation.body), ""):
            yield self.plain(operation, body=encoded(value), wrong=wrong)

    def _spoilt(self, schema: Json, good: Json, place: str) -> Iterator[tuple[str, Json]]:
        """The value with one thing in it wrong, over and over."""
        yield from ((f"{place}={v!r:.40}", v) for v in (*_VALUES, *_TEXTS))
        yield from ((f"{place}={r!r:.40}", Raw(r)) for r in _RAW)
        schema = self._resolved(schema)
        if isinstance(good, dict):
            yield f"{place}.tak_dikenal", good | {"tak_dikenal": 1}
            for name, inner in schema.get("properties", {}).items():
                yield f"{place}.{name} missing", {k: v for k, v in good.items() if k != name}
                held = good.get(name, self.good(inner, name))
                yield from ((w, good | {name: v}) for w, v in self._spoilt(inner, held, f"{place}.{name}"))
        elif isinstance(good, list) and good:
            yield f"{place} twice", good * 2
            yield f"{place} many", good[:1] * 3_000
            yield from ((w, [v, *good[1:]]) for w, v in self._spoilt(schema.get("items", {}), good[0], f"{place}[0]"))

    def _resolved(self, schema: Json) -> Json:
        while True:
            if "$ref" in schema:
                schema = self._schemas[schema["$ref"].rpartition("/")[2]]
            elif choices := schema.get("oneOf", schema.get("anyOf")):
                rest = {k: v for k, v in schema.items() if k not in ("oneOf", "anyOf")}
                schema = rest | next((c for c in choices if c and c.get("type") != "null"), {"type": "string"})
            else:
                return schema

    def good(self, schema: Json, name: str = "") -> Json:
        """A value that fits."""
        if name in self._known:
            held = self._known[name]
            return self._random.choice(held) if isinstance(held, list) else held
        schema = self._resolved(schema)
        if "enum" in schema or "const" in schema:
            return self._random.choice(schema.get("enum") or [schema["const"]])
        kind = schema.get("type", "object")
        kind = kind[0] if isinstance(kind, list) else kind
        if kind == "object":
            return {k: self.good(v, k) for k, v in schema.get("properties", {}).items()}
        if kind == "array":
            return [self.good(schema["items"], name) for _ in range(max(1, schema.get("minItems", 1)))]
        if kind in ("integer", "number"):
            return int(schema.get("minimum", 1)) + 1
        return True if kind == "boolean" else self._text(schema)

    def _text(self, schema: Json) -> str:
        texts = {
            "uuid": str(uuid.UUID(int=self._random.getrandbits(128), version=4)), "date": "2025-12-02",
            "date-time": "2025-12-02T08:00:00+07:00", "time-local": "08:00:00",
        }  # fmt: skip
        return texts.get(schema.get("format", ""), "Contoh isian" + " lagi" * (schema.get("minLength", 1) // 5))
