"""Which refusals an operation can give: read from the code that refuses, from its handler down."""

from __future__ import annotations

import ast
import importlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

import msgspec

from chassis.settings import REPOSITORY
from contracts.refusal import Refusal
from ekinerja.publishing.reach import Sites, Unit, body_of, meant, named, reachable, running

_STATUS = {"forbidden": 403, "unknown": 404, "lacking": 422, "wrong_state": 409, "Refusal": 409}
_SIGNATURE = {"Refusal": ("message", "pasal", "status", "field")}
_ORDINARY = ("message", "pasal", "field")
_DEEP = 5  # names behind names that are still followed
GAP = "…"  # what only the moment can say: a date, a name, a number


class Declared(msgspec.Struct, frozen=True, order=True, omit_defaults=True):
    """A refusal of an operation. `detail` has an ellipsis where the words depend on what was asked.

    `pasal`: empty where the Pemda's pack cites it.
    """

    status: int
    pasal: str
    detail: str
    field: str = ""


def declared(handler: Unit) -> list[Declared]:
    """The refusals of an operation, by status and pasal."""
    units = reachable(handler)
    sites: Sites = defaultdict(list)
    for unit in units:
        at, body = body_of(unit)
        for call in (n for n in running(body) if isinstance(n, ast.Call)):
            for callee in meant(at, call.func, {id(call.func)}):
                sites[callee].append((unit, call))
    found: set[Declared] = set()
    for unit in units:
        for node in running(body_of(unit)[1]):
            if isinstance(node, ast.Call):
                found |= set(_refusals(Said(unit, sites), node))
    return sorted(found)


def _refusals(said: Said, call: ast.Call) -> Iterator[Declared]:
    name, at = call.func.id if isinstance(call.func, ast.Name) else "", said.at
    if name in _STATUS and at.imports.get(name, ("", ""))[0] == "contracts.refusal":
        yield from _constructed(name, said, call)
    elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.attr == "check":
        source, attribute = at.imports.get(call.func.value.id, ("", ""))
        if attribute == "states":
            yield from _of_states(f"{source}.{attribute}", call)


def _constructed(name: str, said: Said, call: ast.Call) -> Iterator[Declared]:
    given: dict[str, ast.expr] = dict(zip(_SIGNATURE.get(name, _ORDINARY), call.args, strict=False))
    given |= {k.arg: k.value for k in call.keywords if k.arg}
    if any(isinstance(value, ast.Starred) for value in given.values()):
        return  # the words stand where they are looked up
    codes = _statuses(name, given.get("status"))
    pasals = said.texts(given["pasal"]) if "pasal" in given else ["implicit"]
    fields = said.texts(given["field"]) if "field" in given else [""]
    for detail in said.texts(given["message"]):
        if len(codes) > 1 and detail == GAP:
            continue  # one that was made elsewhere, told again
        for code, pasal, field in product(codes, pasals, fields):
            yield Declared(code, "" if GAP in pasal else pasal, detail, field)


def _statuses(name: str, given: ast.expr | None) -> tuple[int, ...]:
    """The status of a refusal; each that there is where another refusal decides it."""
    if given is None:
        return (_STATUS[name],)
    return (int(str(given.value)),) if isinstance(given, ast.Constant) else (403, 404, 409)


class Said:
    """What the expressions of a unit can say, as far as the code says it; a parameter is what its callers give."""

    def __init__(self, unit: Unit, sites: Sites) -> None:
        self.at, self._body = body_of(unit)
        self._unit = unit
        self._sites = sites

    def texts(self, node: ast.expr, depth: int = 0) -> list[str]:
        if isinstance(node, ast.Constant):
            return [str(node.value) if node.value is not None else ""]
        if isinstance(node, ast.JoinedStr):
            return ["".join(str(v.value) if isinstance(v, ast.Constant) else GAP for v in node.values)]
        if isinstance(node, ast.IfExp):
            return [*self.texts(node.body, depth), *self.texts(node.orelse, depth)]
        if isinstance(node, ast.BoolOp):
            return [text for value in node.values for text in self.texts(value, depth)]
        found: list[str] = []
        if isinstance(node, ast.Name) and depth < _DEEP:
            found = [t for value in self._values(node.id) for t in self.texts(value, depth + 1)]
            found += [t for there, value in self._given(node.id) for t in there.texts(value, depth + 1)]
        return list(dict.fromkeys(found or self._of_table(node, depth))) or [GAP]

    def _values(self, name: str) -> list[ast.expr]:
        """What is put into a name here, else in the module that it comes from."""
        here = [n.value for n in ast.walk(self._body) if isinstance(n, ast.Assign) and _is_target(n, name)]
        units = [body_of(unit)[1] for unit in named(self.at, name)]
        return here or [unit for unit in units if isinstance(unit, ast.expr)]

    def _given(self, name: str) -> Iterator[tuple[Said, ast.expr]]:
        """What those who call this unit give for a parameter of it, each to be read where it is said."""
        if not isinstance(self._body, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return
        names = [a.arg for a in self._body.args.args if a.arg != "self"]
        for caller, call in self._sites.get(self._unit, ()) if name in names else ():
            at = names.index(name)
            keyword = next((k.value for k in call.keywords if k.arg == name), None)
            value = call.args[at] if at < len(call.args) else keyword
            if value is not None:
                yield Said(caller, self._sites), value

    def _of_table(self, node: ast.expr, depth: int) -> list[str]:
        """The texts of a table that one is looked up in: of the key, where that is known; or what stands for none."""
        if isinstance(node, ast.Subscript):
            table, key, default = node.value, node.slice, []
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            table, key, default = node.func.value, node.args[0], node.args[1:]
        else:
            return []
        dicts = [d for d in self._values(table.id) if isinstance(d, ast.Dict)] if isinstance(table, ast.Name) else []
        wanted = set(self.texts(key, depth + 1)) - {GAP}
        rows = [(k, v) for d in dicts for k, v in zip(d.keys, d.values, strict=True)]
        values = [v for k, v in rows if not wanted or (isinstance(k, ast.Constant) and str(k.value) in wanted)]
        return [text for value in (*values, *default) for text in self.texts(value, depth + 1)]


def _is_target(node: ast.Assign, name: str) -> bool:
    return any(isinstance(t, ast.Name) and t.id == name for t in node.targets)


def _of_states(name: str, call: ast.Call) -> Iterator[Declared]:
    """What the state table of a service says to a command: asked of the table itself, state by state."""
    table = importlib.import_module(name)
    aggregate, _, act = (a.value if isinstance(a, ast.Constant) else None for a in (*call.args, None, None, None)[:3])
    allowed: Mapping[str, Mapping[str, Iterable[str]]] = table.ALLOWED
    for state in allowed.get(str(aggregate), {}):
        for asked in [act] if act else ["-"]:
            try:
                table.check(aggregate, state, asked)
            except Refusal as refusal:
                yield Declared(refusal.status, refusal.pasal or "", refusal.message, refusal.field or "")


def of_service(service: Any) -> dict[str, list[Declared]]:
    """Operation to its refusals."""
    return {route.fn.__name__: declared((route.fn.__module__, route.fn.__name__)) for route in service.routes}


def of_services() -> dict[str, dict[str, list[Declared]]]:
    """The same of every service."""
    names = sorted(path.parent.name for path in REPOSITORY.glob("services/*/app.py"))
    return {name: of_service(importlib.import_module(f"services.{name}.app").SERVICE) for name in names}
