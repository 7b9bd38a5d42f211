"""What of our code may run when a function does, read from the code as it is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from chassis.settings import REPOSITORY

Unit = tuple[str, str]  # module, name in it
Sites = dict[Unit, list[tuple[Unit, ast.Call]]]  # who calls a unit, and how


class Module:
    """A module as it is written: what it defines, and what its names mean."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        tree = ast.parse(path.read_text(encoding="utf-8"))
        self.units: dict[str, ast.AST] = {}
        self.methods: dict[str, list[str]] = {}
        self.imports: dict[str, tuple[str, str]] = {}
        for node in tree.body:
            self._define(node)
        for inner in ast.walk(tree):
            if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self.units.setdefault(inner.name, inner)  # a handler that a function makes
            if isinstance(inner, ast.ImportFrom) and inner.module:
                for alias in inner.names:
                    self.imports[alias.asname or alias.name] = (inner.module, alias.name)

    def _define(self, node: ast.stmt) -> None:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self.units[node.name] = node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    self.units[f"{node.name}.{inner.name}"] = inner
                    self.methods.setdefault(inner.name, []).append(f"{node.name}.{inner.name}")
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            self.units |= {t.id: node.value for t in targets if isinstance(t, ast.Name)}


@cache
def module(name: str) -> Module | None:
    """One of ours, None for anybody else's."""
    if name.split(".")[0] not in {"contracts", "chassis", "services"}:
        return None
    base = REPOSITORY.joinpath(*name.split("."))
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.exists():
            return Module(name, path)
    return None


@cache
def _known_to(name: str) -> frozenset[str]:
    """The modules that a module can have objects of: what it imports, and what they import."""
    seen, waiting = set(), [name]
    while waiting:
        at = waiting.pop()
        found = module(at)
        if at in seen or found is None:
            continue
        seen.add(at)
        for source, attribute in found.imports.values():
            waiting += [source, f"{source}.{attribute}"]
    return frozenset(seen)


def named(at: Module, name: str) -> Iterator[Unit]:
    """The unit that a bare name means in a module."""
    if name in at.units:
        yield at.name, name
    elif name in at.imports:
        source, attribute = at.imports[name]
        found = module(source)
        if found is not None and module(f"{source}.{attribute}") is None:
            yield from named(found, attribute)


def meant(at: Module, node: ast.AST, called: set[int]) -> Iterator[Unit]:
    """The units of ours that an expression may lead to."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from named(at, node.id)
    elif isinstance(node, ast.Attribute):
        if isinstance(node.value, ast.Name) and node.value.id in at.imports:
            source, attribute = at.imports[node.value.id]
            if (found := module(f"{source}.{attribute}")) is not None:
                yield from named(found, node.attr)
                return
        if isinstance(node.value, ast.Name) and node.value.id == "self" and node.attr in at.methods:
            yield from ((at.name, method) for method in at.methods[node.attr])
        elif id(node) in called:
            for name in _known_to(at.name):
                known = module(name)
                assert known is not None
                for method in known.methods.get(node.attr, ()):
                    yield name, method


def reachable(handler: Unit) -> set[Unit]:
    """Everything that may run when the handler does."""
    seen: set[Unit] = set()
    waiting = [handler]
    while waiting:
        unit = waiting.pop()
        if unit in seen:
            continue
        seen.add(unit)
        at = module(unit[0])
        assert at is not None
        init = f"{unit[1].rpartition('.')[0]}.__init__"
        if init in at.units:  # what it was made with may call it back
            waiting.append((unit[0], init))
        body = at.units[unit[1]]
        called = {id(n.func) for n in ast.walk(body) if isinstance(n, ast.Call)}
        for node in running(body):
            waiting += meant(at, node, called)
        if unit == handler:
            waiting += [found for node in _before(body) for found in meant(at, node, set())]
    return seen


def _before(unit: ast.AST) -> Iterator[ast.AST]:
    """What a route says is asked and read before its handler runs (`opt={"file": FileReading(...)}`)."""
    for decorator in getattr(unit, "decorator_list", ()):
        for keyword in getattr(decorator, "keywords", ()):
            if keyword.arg == "opt":
                yield from ast.walk(keyword.value)


def running(unit: ast.AST) -> Iterator[ast.AST]:
    """What of a unit runs: not its annotations nor what decorates it, nor what is tried and never told if refused."""
    waiting: list[ast.AST] = [unit]
    if isinstance(unit, (ast.FunctionDef, ast.AsyncFunctionDef)):
        waiting = list(unit.body)
    while waiting:
        node = waiting.pop()
        yield node
        kept = isinstance(node, ast.Try) and any(_keeps_refusals(handler) for handler in node.handlers)
        waiting += [n for n in ast.iter_child_nodes(node) if not (kept and n in node.body)]  # type: ignore[attr-defined]


def _keeps_refusals(handler: ast.ExceptHandler) -> bool:
    """Whether a refusal ends here: noted beside others, not handed on as it is."""
    if not isinstance(handler.type, ast.Name) or handler.type.id != "Refusal":
        return False
    return not any(_hands_on(n, handler.name) for inner in handler.body for n in ast.walk(inner))


def _hands_on(node: ast.AST, name: str | None) -> bool:
    whole = isinstance(node, (ast.Return, ast.Assign)) and isinstance(node.value, ast.Name) and node.value.id == name
    return isinstance(node, ast.Raise) or whole


def body_of(unit: Unit) -> tuple[Module, ast.AST]:
    at = module(unit[0])
    assert at is not None
    return at, at.units[unit[1]]
