"""Cells as offices write them: what is meant is read, what was lost is said."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from chassis.cells import date_of, is_rounded, nip_of, text_of, title_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [("  a ", "a"), (12.0, "12"), (12.5, "12.5"), (7, "7"), (True, "True"), (date(2026, 1, 31), "2026-01-31"),
     (datetime(2026, 1, 31, 8), "2026-01-31 08:00:00"), (time(8, 30), "08:30:00"), (9007199254740991.0, "9007199254740991"),
     (197306032007011007.0, "1.97306E+17"), (197306032007011007, "1.97306E+17"), (float("nan"), "nan")],
)  # fmt: skip
def test_a_cell_as_text(cell: Any, text: str) -> None:
    assert text_of(cell) == text


def test_a_long_number_is_never_told_as_digits_that_nobody_typed() -> None:
    """19730603 200701 1 007 kept as a number is ...011008: the NIP of another person."""
    assert int(197306032007011007.0) == 197306032007011008
    assert is_rounded(text_of(197306032007011007.0))
    assert not is_rounded("197306032007011007")


@pytest.mark.parametrize("text", ["19730603 200701 1 007", "'197306032007011007", "19730603.200701.1.007 "])
def test_a_nip_as_it_is_printed(text: str) -> None:
    assert nip_of(text) == "197306032007011007"


@pytest.mark.parametrize("text", ["2026-01-31", "2026-01-31 00:00:00", "31/01/2026", "31-1-2026", "31.01.2026"])
def test_a_day_as_it_is_written(text: str) -> None:
    assert date_of(text) == date(2026, 1, 31)


@pytest.mark.parametrize("text", ["", "1/31/2026", "31/1", "2026-02-30", "besok", "31/01/2026/1"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError):
        date_of(text)


def test_a_title_however_it_is_spelt() -> None:
    assert [title_of(t) for t in ("Kode Unit", " nip ", "TMT-Jabatan", "jenis  jabatan")] == [
        "KODE_UNIT", "NIP", "TMT_JABATAN", "JENIS_JABATAN",
    ]  # fmt: skip
