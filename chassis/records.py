"""Tables as records: what stands under which title, with the number of the row as the file shows it. Pure.

A column that is left out, an empty cell and a cell with an error are three things: a record lacks the title, holds an
empty text, or holds what `chassis.cells.is_error` knows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from chassis.cells import text_of, title_of
from contracts.refusal import Refusal, rule

TWICE = rule(
    "file.column_twice",
    422,
    "Kolom {title} ada dua kali; hapus atau ganti judul salah satunya.",
    "berkas",
    source="implicit",
)

Record = tuple[int, dict[str, str]]


def records_of(
    sheet: Sequence[Sequence[Any]], columns: Collection[str], aliases: Mapping[str, str] | None = None
) -> tuple[frozenset[str], list[Record]]:
    """The known columns that a sheet has, and its rows by number, without those that hold nothing under them.

    The first row that is not blank holds the titles. Refusal 422 names a known column that stands there twice.
    """
    first = next((n for n, row in enumerate(sheet) if any(map(text_of, row))), len(sheet))
    places = _places(sheet[first], columns, aliases or {}) if first < len(sheet) else {}
    found: list[Record] = []
    for number, row in enumerate(sheet[first + 1 :], start=first + 2):
        texts = [text_of(cell) for cell in row]
        cells = {title: texts[n] if n < len(texts) else "" for title, n in places.items()}
        if any(cells.values()) and not (not found and _numbers_columns(texts)):
            found.append((number, cells))
    return frozenset(places), found


def _places(titles: Sequence[Any], columns: Collection[str], aliases: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for n, cell in enumerate(titles):
        said = title_of(cell)
        title = aliases.get(said, said)
        if title not in columns:
            continue
        if title in places:
            raise Refusal(TWICE, title=title)
        places[title] = n
    return places


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether the row below the titles only numbers them: 1, 2, 3, or (1), (2), (3)."""
    said = [text.strip("()") for text in texts if text]
    first = int(said[0] == "1")
    return len(said) > 1 and said == [str(n) for n in range(first, first + len(said))]
