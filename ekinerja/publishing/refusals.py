"""Which refusals an operation can give: the rules of the subjects that its route names, with the pasal of each law."""

from __future__ import annotations

import importlib
from typing import Any

import msgspec

from chassis.regulation import Packs
from chassis.runtime import Service
from chassis.settings import REPOSITORY
from contracts.refusal import Rule

GAP = "…"  # what only the moment can say: a date, a name, a number


class Declared(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule as it is published. `detail` has an ellipsis where the words depend on what was asked.

    `pasal`: by the short name of each law; empty where a value of the pack that decides carries its own.
    """

    status: int
    detail: str
    pasal: dict[str, str] = {}
    field: str = ""


class Refusals(msgspec.Struct, frozen=True):
    """The rules of a service by their names, and the names by operation."""

    rules: dict[str, Declared]
    operations: dict[str, list[str]]


def declared(rule: Rule, packs: Packs) -> Declared:
    """A rule as it is published."""
    gaps = dict.fromkeys(rule.places, GAP)
    return Declared(rule.status, rule.text.format_map(gaps), _pasal(rule, packs), rule.field or "")


def _pasal(rule: Rule, packs: Packs) -> dict[str, str]:
    laws = {pack.head.short: pack.citations() for pack in packs.of_kind()}
    if rule.source == "value":
        return {}
    if rule.source != "packs":
        return dict.fromkeys(laws, rule.source)
    return {law: citations[rule.name].pasal for law, citations in laws.items()}


def of_service(service: Service, packs: Packs) -> Refusals:
    """What each operation of a service may refuse by."""
    by = {name: service.refuses(name) for name in sorted(route.fn.__name__ for route in service.routes)}
    rules = {rule.name: declared(rule, packs) for found in by.values() for rule in found}
    return Refusals(dict(sorted(rules.items())), {name: [rule.name for rule in found] for name, found in by.items()})


def of_services() -> dict[str, Any]:
    """What each operation of every service may refuse by."""
    names = sorted(path.parent.name for path in REPOSITORY.glob("services/*/app.py"))
    packs = Packs.load(str(REPOSITORY / "regulations"))
    return {name: of_service(importlib.import_module(f"services.{name}.app").SERVICE, packs) for name in names}
