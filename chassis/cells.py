"""What people mean by a cell: titles, NIP, dates as they stand in the files of offices. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

_BETWEEN = re.compile(r"[\s\-/]+")
_YEAR_FIRST = re.compile(r"[0-9]{4}-")
_NOT_OF_A_NIP = re.compile(r"[\s.'’`-]+")
# A number of more digits has been rounded by whoever wrote the file: a NIP of 18 digits is another person's then.
EXACT = 2**53
ROUNDED = "NIP tersimpan sebagai angka sehingga digit terakhirnya sudah dibulatkan; jadikan kolom itu Teks."
DATES = "TTTT-BB-HH atau HH/BB/TTTT"


def text_of(cell: Any) -> str:
    """A cell as its reader would say it: whole numbers without a fraction, dates and times as ISO 8601.

    A number too long to be exact comes out as a spreadsheet shows it (1.98E+17): never as digits that were not typed.
    """
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if abs(cell) >= EXACT:
            return f"{float(cell):.5E}"
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
    return str(cell).strip()


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
