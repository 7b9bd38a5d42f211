"""Tables as CSV for programs and spreadsheets: UTF-8 with its mark, semicolons, and no cell that is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

MEDIA_TYPE = "text/csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Titles, then one line a row; None is an empty cell."""
    return part(titles, rows)


def part(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The beginning of a file, with its titles, or (without titles) a later part of it."""
    told = StringIO()
    sheet = csv.writer(told, delimiter=";", lineterminator="\r\n")
    if titles:
        sheet.writerow(titles)
    for row in rows:
        sheet.writerow(["" if cell is None else harmless(cell) for cell in row])
    return told.getvalue().encode("utf-8-sig" if titles else "utf-8")


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
