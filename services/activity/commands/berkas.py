"""A back-fill file as lines: the sheet AKTIVITAS of a workbook, or a table of text."""

from __future__ import annotations

from chassis.cells import text_of, title_of
from chassis.sheets import Sheet, sheets_of
from contracts.refusal import Refusal, lacking
from services.activity.domain.isian import NEEDED, Isian, Tolakan, read_isian, tolakan

SHEET = "AKTIVITAS"
LIMIT = 100_000


def lines_of(content: bytes) -> tuple[list[Isian], list[Tolakan]]:
    """The lines that can be read and those that cannot, by their row in the file; Refusal 422 for the file itself."""
    rows = _rows(sheets_of(content))
    titles = [title_of(cell) for cell in rows[0]] if rows else []
    if missing := sorted(NEEDED - set(titles)):
        raise lacking(f"Kolom tidak ada: {', '.join(missing)}.", "implicit", "berkas")
    if len(rows) - 1 > LIMIT:
        raise lacking(f"Berkas lebih dari {LIMIT} baris.", "implicit", "berkas")
    read: list[Isian] = []
    refused: list[Tolakan] = []
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(titles, map(text_of, row), strict=False))
        if not any(cells.values()):
            continue
        try:
            read.append(read_isian(number, cells))
        except Refusal as refusal:
            refused.append(tolakan(number, refusal))
    return read, refused


def _rows(sheets: dict[str, Sheet]) -> Sheet:
    if len(sheets) == 1:
        return next(iter(sheets.values()))
    if SHEET not in sheets:
        raise lacking(f"Lembar {SHEET} tidak ada dalam berkas.", "implicit", "berkas")
    return sheets[SHEET]
