"""SQL stands in `store` and `queries`, and nothing outside them takes a row for whatever it may be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.settings import REPOSITORY
from ekinerja.topology import topology

_SQL = re.compile(r'(?:^|")\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s', re.MULTILINE)
_ROW = re.compile(r"\brow: Any\b|rows: (?:list|Sequence)\[Any\]")
SERVICES = list(topology().services)


def outside(service: str) -> list[Path]:
    """The files of a service that are neither store nor queries nor migrations."""
    root = REPOSITORY / "services" / service
    kept = {"store", "queries", "migrations", "store.py", "queries.py"}
    return [path for path in sorted(root.rglob("*.py")) if not kept & set(path.relative_to(root).parts)]


@pytest.mark.parametrize("service", SERVICES)
def test_statements_and_rows_stay_in_the_store(service: str) -> None:
    texts = {path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8") for path in outside(service)}
    sql = [name for name, text in texts.items() if _SQL.search(text)]
    rows = [name for name, text in texts.items() if _ROW.search(text)]
    assert (sql, rows) == ([], [])


def _untyped(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (path.name, node.name) != ("app.py", "create"):
            args = [arg.annotation for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
            if any(isinstance(said, ast.Name) and said.id == "Any" for said in (*args, node.returns)):
                yield f"{path.relative_to(REPOSITORY)}: {node.name}"


@pytest.mark.parametrize("service", SERVICES)
def test_no_function_outside_the_store_takes_or_gives_whatever_it_may_be(service: str) -> None:
    found = [name for path in outside(service) for name in _untyped(path)]
    assert found == []
