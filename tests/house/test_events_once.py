"""An event is built in one place: its fields, and what they mean, are decided there."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from chassis.settings import REPOSITORY
from ekinerja.publishing.language import events

# events that a service still builds in several places; the numbers fall with the work
LEFT = {"identity": 0, "skp": 0, "activity": 0, "appraisal": 0, "tpp": 2, "reporting": 0}


@pytest.mark.parametrize("service", LEFT)
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
    assert len(several) <= LEFT[service], several
