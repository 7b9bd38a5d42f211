"""Cells as offices write them: what is meant is read, what was lost is said."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from chassis.cells import clock_of, date_of, is_error, is_rounded, nip_of, text_of, title_of
from tests.chassis.test_blank import NOTHING


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


@pytest.mark.parametrize(
    ("text", "clock"),
    [("08:00", "08:00:00"), ("8.15", "08:15:00"), ("08:00:30", "08:00:30"),
     ("2026-01-31 08:15:00", "08:15:00")],
)  # fmt: skip
def test_a_time_is_read_as_offices_write_it(text: str, clock: str) -> None:
    assert clock_of(text).isoformat() == clock


@pytest.mark.parametrize(
    "cell", [8.3, 0.34375, timedelta(hours=32, minutes=15), "8:3", "8", "24:00", "8:60", "jam 8:", ""]
)
def test_a_number_that_lost_its_zero_and_a_length_of_time_are_no_time(cell: object) -> None:
    with pytest.raises(ValueError):
        clock_of(text_of(cell))


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#VALUE!", "#NULL!", "#SPILL!",
                                  "########", "#n/a", "Err:502"])  # fmt: skip
def test_an_error_of_a_formula_is_known(text: str) -> None:
    assert is_error(text)


@pytest.mark.parametrize("text", ["", "#", "#1", "N/A", "Ruang #2!", "E", "Erwin"])
def test_what_people_write_is_no_error(text: str) -> None:
    assert not is_error(text)


def test_marks_that_nobody_sees_are_no_text() -> None:
    assert text_of("\ufeff\u200bNIP\u200f") == "NIP"
    assert title_of("Kode\u00a0Unit\u200b") == "KODE_UNIT"
    for nothing in (*NOTHING, "\u200b \u2060", "\x07\x1b"):
        assert text_of(nothing) == ""
    assert text_of("Menyusun\x0bsatu\x07 \u2800laporan\x00") == "Menyusun satu laporan\x00", (
        "NUL is refused, not dropped"
    )
