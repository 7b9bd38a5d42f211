"""Every row of the regulations that a finished service owns has a test that carries its pasal."""

from __future__ import annotations

import pytest

from ekinerja.publishing.coverage import COVERAGE, Row, coverage, named_tests, proofs, rows

KNOWN = named_tests()


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.law} {row.pasal}")
def test_a_row_has_a_test_or_says_that_it_is_open(row: Row) -> None:
    assert proofs(row, KNOWN) or row.open, f"{row.law} {row.pasal}: no test carries {' or '.join(row.marks)}"


def test_no_row_is_there_twice() -> None:
    names = [f"{row.law} {row.pasal}" for row in rows()]
    assert len(set(names)) == len(names)


def test_the_page_is_as_generated() -> None:
    assert COVERAGE.read_text(encoding="utf-8") == coverage(), "run `make contracts`"
