"""One OpenAPI 3.1 document of the whole system, merged from what each service publishes of itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import msgspec

from gateway.answer import Rejected
from gateway.ask import ask
from gateway.operations import COMPONENTS, PATHS, gateway_refusals
from gateway.pool import Pool

CACHE_SECONDS = 30.0
VERSION = "0.1.0"
_METHODS = frozenset({"get", "put", "post", "delete", "patch", "head", "options", "trace"})
_PREFIX = "#/components/schemas/"
Json = dict[str, Any]


def renamed(node: Any, names: Mapping[str, str]) -> Any:
    """The same JSON with references to renamed schemas rewritten."""
    if isinstance(node, dict):
        return {
            k: _PREFIX + names.get(v[len(_PREFIX) :], v[len(_PREFIX) :])
            if k == "$ref" and isinstance(v, str) and v.startswith(_PREFIX)
            else renamed(v, names)
            for k, v in node.items()
        }
    return [renamed(item, names) for item in node] if isinstance(node, list) else node


def new_names(documents: Mapping[str, Json]) -> dict[str, dict[str, str]]:
    """Per service: the schemas that must be renamed because another service means something else by the name."""
    schemas = {service: d.get("components", {}).get("schemas", {}) for service, d in documents.items()}
    names: dict[str, dict[str, str]] = {service: {} for service in documents}
    while True:
        variants: dict[str, set[bytes]] = {}
        for service, held in schemas.items():
            for name, schema in held.items():
                content = msgspec.json.encode(renamed(schema, names[service]), order="sorted")
                variants.setdefault(name, set()).add(content)
        clashing = {name for name, contents in variants.items() if len(contents) > 1}
        found = {(s, n) for s, held in schemas.items() for n in held if n in clashing and n not in names[s]}
        if not found:
            return names
        for service, name in found:
            names[service][name] = f"{service.capitalize()}{name}"


def merge(documents: Mapping[str, Json], missing: list[str]) -> Json:
    """Paths united, schemas kept apart, one way to prove who asks."""
    names = new_names(documents)
    schemas: Json = {}
    paths: Json = {}
    seen: set[str] = set()
    for service, document in documents.items():
        mine = names[service]
        for name, schema in document.get("components", {}).get("schemas", {}).items():
            schemas[mine.get(name, name)] = renamed(schema, mine)
        for path, item in renamed(document.get("paths", {}), mine).items():
            paths[path] = {k: _operation(v, service, seen) if k in _METHODS else v for k, v in item.items()}
    merged = _frame([*documents, "gateway"])
    merged["paths"] = {**dict(sorted(paths.items())), **PATHS}
    merged["components"]["schemas"] = {**COMPONENTS, **dict(sorted(schemas.items()))}
    if missing:
        merged["x-unavailable"] = missing
    return merged


def _operation(operation: Json, service: str, seen: set[str]) -> Json:
    name = operation.get("operationId", "")
    if name in seen:
        name = f"{service}_{name}"
    seen.add(name)
    refusals = {**gateway_refusals(), **operation.get("responses", {})}
    return {**operation, "operationId": name, "tags": [service], "responses": dict(sorted(refusals.items()))}


def _frame(tags: list[str]) -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "e-Kinerja",
            "version": VERSION,
            "description": "SKP, aktivitas harian, penilaian kinerja dan TPP. "
            "Setiap perubahan membawa `Idempotency-Key`; penolakan menyebut pasalnya.",
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "tags": [{"name": tag} for tag in tags],
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


class Catalogue:
    """The merged document, gathered again when it is half a minute old."""

    def __init__(self, pools: Mapping[str, Pool]) -> None:
        self._pools = pools
        self._encoded = b""
        self._made = -CACHE_SECONDS
        self._lock = asyncio.Lock()

    async def document(self) -> bytes:
        async with self._lock:
            if time.monotonic() - self._made >= CACHE_SECONDS:
                found = await asyncio.gather(*(self._one(name) for name in self._pools))
                documents = {name: d for name, d in zip(self._pools, found, strict=True) if d is not None}
                missing = [name for name in self._pools if name not in documents]
                self._encoded = msgspec.json.encode(merge(documents, missing))
                self._made = time.monotonic() - (CACHE_SECONDS - 2 if missing else 0)
            return self._encoded

    async def _one(self, name: str) -> Json | None:
        try:
            reply = await ask(self._pools[name], "GET", f"/api/{name}/openapi.json")
        except Rejected:
            return None
        told = reply.json() if reply.status == 200 else None
        return told if isinstance(told, dict) else None
