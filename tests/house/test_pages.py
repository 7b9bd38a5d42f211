"""Every operation that the services publish has its page: gateway/pages/operations.toml says which, or why none."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Iterator
from typing import Any

from chassis.regulation import Packs, Value
from chassis.settings import REPOSITORY
from gateway.pages.screens import SITE
from gateway.routes import SERVICES

TABLE = tomllib.loads((REPOSITORY / "gateway" / "pages" / "operations.toml").read_text())
OPEN = 15  # operations without a page: this number may only fall
KINDS = frozenset({"machine", "open"})
OTHERS = frozenset({"siapa_saja", "penilai", "pegawai"})


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
            assert len(row) == 1 and set(row) <= KINDS and all(row.values()), (service, operation)


def test_what_has_no_page_yet_names_a_role_that_the_packs_know_and_becomes_less() -> None:
    roles = set(OTHERS)
    for pack in Packs.load(str(REPOSITORY / "regulations")):
        if pack.head.kind == "kinerja":
            for service in SERVICES:
                table = pack.table(f"permissions.{service}", Value[tuple[str, ...]])
                roles |= {role for row in table.values() for role in row.value}
    reasons = [(service, operation, row) for service, operation, row in rows() if not isinstance(row, str)]
    waiting = [(service, operation, row["open"]) for service, operation, row in reasons if "open" in row]
    assert [one for one in waiting if one[2] not in roles] == []
    assert len(waiting) == OPEN, "an operation got its page: lower OPEN; a new one needs its page (add-a-page.md)"
