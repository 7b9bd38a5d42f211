"""What people mean by a cell: titles, NIP, dates as they stand in the files of offices. Pure."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any

from chassis.blank import INVISIBLE

_BETWEEN = re.compile(r"[\s\-/]+")
_YEAR_FIRST = re.compile(r"[0-9]{4}-")
_NOT_OF_A_NIP = re.compile(r"[\s.'’`-]+")
# A spreadsheet program rounds a number of more digits: a NIP of 18 digits then names another person.
EXACT = 2**53
ROUNDED = "NIP tersimpan sebagai angka sehingga digit terakhirnya sudah dibulatkan; jadikan kolom itu Teks."
DATES = "TTTT-BB-HH atau HH/BB/TTTT"
TIMES = "JJ:MM, misalnya 08:30, dengan format sel Jam atau Teks; 8.3 tidak jelas artinya"
FAULTY = "Sel ini berisi galat rumus ({}), bukan isi; perbaiki rumusnya atau kosongkan selnya."
# What a spreadsheet shows for a formula without a result, and a CSV keeps of a column that was too narrow.
_ERROR = re.compile(r"#N/A|#[A-Z0-9_/]{2,20}[!?]|#GETTING_DATA|#{2,}|Err:[0-9]{3}", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:\.[0-9]+)?)?", re.ASCII)
# Marks that nobody sees, of no width or of direction, and controls are no text; NUL is left for the reader to refuse.
# Spaces that do not break, and what else separates, are spaces.
_UNSEEN = re.compile(f"(?!\x00)[{INVISIBLE}]")
_HARD = re.compile("[\u00a0\u2007\u202f\x0b\x0c\x1c-\x1f\x85]")


def text_of(cell: Any) -> str:
    """A cell as its reader would say it: whole numbers without a fraction, dates and times as ISO 8601.

    A number too long to be exact comes out as a spreadsheet shows it (1.98E+17): never as digits that were not typed.
    """
    if isinstance(cell, str):
        plain = cell.isascii() and cell.isprintable()
        return (cell if plain else _HARD.sub(" ", _UNSEEN.sub("", cell))).strip()
    if isinstance(cell, timedelta):
        return _hours_of(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if abs(cell) >= EXACT:
            return f"{float(cell):.5E}"
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
    return str(cell).strip()


def _hours_of(span: timedelta) -> str:
    """A length of time as `[h]:mm:ss` shows it: 32:15:00."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"


def is_error(text: str) -> bool:
    """Whether a cell holds the error of a formula (#N/A, #REF!) or the fence of a column too narrow to be shown."""
    return bool(text) and text[0] in "#Ee" and _ERROR.fullmatch(text) is not None


def title_of(cell: Any) -> str:
    """A title of a column: `Kode Unit` is KODE_UNIT."""
    return _BETWEEN.sub("_", text_of(cell)).upper()


def nip_of(text: str) -> str:
    """A NIP as it is printed, `19730603 200701 1 007` or with the apostrophe that keeps it a text, as its digits."""
    return _NOT_OF_A_NIP.sub("", text)


def is_rounded(text: str) -> bool:
    """Whether a number was kept as a number and lost its last digits."""
    return bool(re.fullmatch(r"[0-9][.,][0-9]+E\+[0-9]+", text.upper()))


def date_of(text: str) -> date:
    """2026-01-31, also with a time behind it, or 31/1/2026, 31-1-2026, 31.1.2026; ValueError for anything else."""
    if _YEAR_FIRST.match(text):
        return date.fromisoformat(text[:10])
    day, month, year = (int(part) for part in re.split(r"[/.-]", text))
    return date(year, month, day)


def clock_of(text: str) -> time:
    """08:00, 8.15, 08:00:30, also behind a date; ValueError for anything else.

    A number that lost its zero (8.3 for 8.30) is refused: nobody can tell three minutes from thirty.
    """
    found = _CLOCK.fullmatch(text.rpartition(" ")[2])
    if not found:
        raise ValueError(text)
    hour, minute, second = (int(part or 0) for part in found.groups())
    return time(hour, minute, second)
