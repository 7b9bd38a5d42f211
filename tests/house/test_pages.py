"""Every operation that the services publish has its page: gateway/pages/operations.toml says which, or why none.

A module of a screen stays small enough to be read whole.
"""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Iterator
from typing import Any

from chassis.settings import REPOSITORY
from gateway.pages.screens import SITE
from gateway.routes import SERVICES

PAGES = REPOSITORY / "gateway" / "pages"
MOST_LINES = 80
LONGER = ("penilai", "pimpinan")  # folders whose modules are still to be cut by screen
TABLE = tomllib.loads((PAGES / "operations.toml").read_text())


def rows() -> Iterator[tuple[str, str, Any]]:
    for service, table in TABLE.items():
        for operation, row in table.items():
            yield service, operation, row


def published() -> set[tuple[str, str]]:
    """Service and operation of everything that is in the merged OpenAPI."""
    return {
        (service, route.fn.__name__)
        for service in SERVICES
        for route in importlib.import_module(f"services.{service}.app").SERVICE.routes
    }


def test_no_operation_lacks_a_row_and_no_row_an_operation() -> None:
    assert {(service, operation) for service, operation, _ in rows()} == published()


def test_a_row_names_a_page_of_the_site_or_says_why_there_is_none() -> None:
    paths = {screen.path for screen in SITE}
    for service, operation, row in rows():
        if isinstance(row, str):
            assert row in paths, (service, operation)
        else:
            assert list(row) == ["machine"] and row["machine"], (service, operation, "a page for whom the law names")


def test_a_module_of_a_screen_has_at_most_eighty_lines() -> None:
    modules = [file for file in PAGES.glob("*/*.py") if file.parent.name not in LONGER]
    long = {
        str(file.relative_to(PAGES)): n for file in modules if (n := len(file.read_text().splitlines())) > MOST_LINES
    }
    assert modules and not long, (
        long,
        "what it reads: data_<noun>.py; a long form: isian_<noun>.py; one screen a module",
    )
