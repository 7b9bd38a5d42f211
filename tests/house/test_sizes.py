"""The shape of the house: small files, short functions, documented doors."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from chassis.settings import REPOSITORY

PACKAGES = ("contracts", "kernel", "chassis", "services", "gateway", "ekinerja", "bench", "deploy")
FILES = sorted(p for package in PACKAGES for p in (REPOSITORY / package).rglob("*.py"))
MOST_LINES = 250


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(REPOSITORY)))
def test_a_file_says_what_it_is_and_stays_small(path: Path) -> None:
    name = str(path.relative_to(REPOSITORY))
    source = path.read_text()
    tree = ast.parse(source)
    if source.strip():
        assert ast.get_docstring(tree), f"{name} has no docstring"
    assert len(source.splitlines()) <= MOST_LINES, f"{name} is too long"
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or 0) - node.lineno - _docstring_lines(node)
            assert length <= 40, f"{name}: {node.name} has {length} lines"


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return len((ast.get_docstring(node) or "").splitlines())


def test_nothing_is_left_for_later() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "X" + "XX", "NotImplemented" + "Error")
    for path in FILES:
        assert not [m for m in marks if m in path.read_text()], path


def test_top_level_is_as_agreed() -> None:
    for name in ("services", "contracts", "gateway", "deploy/helm", "docker-compose.yml", "tests", "README.md"):
        assert (REPOSITORY / name).exists(), name
