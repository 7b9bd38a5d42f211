"""One function makes the Pemda's day of an instant; nothing else asks an instant, or the machine, for its date."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.regulation import DEFAULT_ZONE, Packs
from chassis.settings import REPOSITORY

FILES = [p for folder in ("services", "chassis", "gateway") for p in sorted((REPOSITORY / folder).rglob("*.py"))]
# Of the machine's own day, or of a day in whatever zone an instant happens to be written in.
_ASKS = {"date", "today", "utcnow", "utcfromtimestamp"}
_IN_SQL = ("current_date", "localtimestamp", "now()::date")
# The outbox's partitions are of the database's own days: no rule reads them.
_OWN_DAYS = {"chassis/plumbing.py"}


def asked(source: str) -> Iterator[str]:
    """Calls of a method that makes a day of an instant, and SQL that does."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not (node.args or node.keywords):
            yield from [ast.unparse(node)] if node.func.attr in _ASKS else []
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (word for word in _IN_SQL if word in node.value.lower())


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(REPOSITORY)))
def test_only_one_function_makes_a_day_of_an_instant(path: Path) -> None:
    found = list(asked(path.read_text(encoding="utf-8")))
    assert not found or str(path.relative_to(REPOSITORY)) in _OWN_DAYS, f"{found}: use day_of (kernel/kalender.py)"


@pytest.mark.parametrize("line", ["now.date()", "date.today()", "row.at.astimezone(zone).date()", "x = 'current_date'"])
def test_what_makes_a_day_elsewhere_is_seen(line: str) -> None:
    assert list(asked(line))


def test_a_pemda_has_one_zone() -> None:
    packs = Packs.load(str(REPOSITORY / "regulations"))
    said = {t: {p.head.zone for p in packs if t in p.head.tenants and p.head.zone} for t in packs.tenants()}
    assert all(len(zones) == 1 for zones in said.values()), said
    for tenant in packs.tenants():
        assert said[tenant] == {packs.zone_of(tenant).key}
    assert DEFAULT_ZONE not in said["konsel"]
