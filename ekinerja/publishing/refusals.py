"""Which refusals an operation can give: the rules of the subjects that its route names, with the pasal of each law."""

from __future__ import annotations

import importlib
from typing import Any

import msgspec

from chassis.regulation import Packs
from chassis.runtime import Service
from chassis.settings import REPOSITORY
from contracts.refusal import Rule
from ekinerja.publishing import unconverted

GAP = "…"  # what only the moment can say: a date, a name, a number


class Declared(msgspec.Struct, frozen=True, omit_defaults=True):
    """A refusal of an operation. `detail` has an ellipsis where the words depend on what was asked.

    `pasal`: by the short name of each law; empty where a value of the pack that decides carries its own.
    """

    rule: str
    status: int
    detail: str
    pasal: dict[str, str] = {}
    field: str = ""


def declared(rule: Rule, packs: Packs) -> Declared:
    """A rule as it is published."""
    gaps = dict.fromkeys(rule.places, GAP)
    return Declared(rule.name, rule.status, rule.text.format_map(gaps), _pasal(rule, packs), rule.field or "")


def _pasal(rule: Rule, packs: Packs) -> dict[str, str]:
    laws = {pack.head.short: pack.citations() for pack in packs if pack.head.kind == "kinerja"}
    if rule.source == "value":
        return {}
    if rule.source != "packs":
        return dict.fromkeys(laws, rule.source)
    return {law: citations[rule.name].pasal for law, citations in laws.items()}


def of_service(service: Service, packs: Packs) -> dict[str, Any]:
    """Operation to its refusals, by status and name."""
    if not any("refuses" in route.opt for route in service.routes):
        return dict(unconverted.of_service(service))
    return {
        operation: sorted((declared(r, packs) for r in service.refuses(operation)), key=lambda d: (d.status, d.rule))
        for operation in sorted(route.fn.__name__ for route in service.routes)
    }


def of_services() -> dict[str, dict[str, Any]]:
    """The same of every service."""
    names = sorted(path.parent.name for path in REPOSITORY.glob("services/*/app.py"))
    packs = Packs.load(str(REPOSITORY / "regulations"))
    return {name: of_service(importlib.import_module(f"services.{name}.app").SERVICE, packs) for name in names}
