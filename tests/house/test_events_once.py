"""An event is built in one place: its fields, and what they mean, are decided there."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from chassis.settings import REPOSITORY
from ekinerja.publishing.language import events

SERVICES = ["identity", "skp", "activity", "appraisal", "tpp", "reporting"]


@pytest.mark.parametrize("service", SERVICES)
def test_an_event_is_built_in_one_place(service: str) -> None:
    names = {cls.__name__ for cls in events()[service]}
    built = Counter(
        node.func.id
        for path in (REPOSITORY / "services" / service).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    )
    assert built, "each service tells something"
    several = sorted(name for name, n in built.items() if n > 1)
    assert several == []
