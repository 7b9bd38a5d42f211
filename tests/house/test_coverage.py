"""Every row of the regulations that a finished service owns has a test that carries its pasal."""

from __future__ import annotations

import msgspec
import pytest

from ekinerja.publishing.coverage import COVERAGE, Row, coverage, named_tests, proofs, rows

KNOWN = named_tests()


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.law} {row.pasal}")
def test_a_row_has_a_test_or_says_that_it_is_open(row: Row) -> None:
    assert proofs(row, KNOWN) or row.open, f"{row.law} {row.pasal}: no test carries {' or '.join(row.marks)}"


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.law} {row.pasal}")
def test_every_mark_is_carried_by_a_test(row: Row) -> None:
    """A mark that no test carries promises a proof that is not there; only a row that is open may wait for one."""
    idle = [mark for mark in row.marks if not proofs(msgspec.structs.replace(row, marks=(mark,)), KNOWN)]
    assert not idle or row.open, idle


def test_no_row_is_there_twice() -> None:
    names = [f"{row.law} {row.pasal}" for row in rows()]
    assert len(set(names)) == len(names)


def test_the_page_is_as_generated() -> None:
    assert COVERAGE.read_text(encoding="utf-8") == coverage(), "run `make contracts`"
