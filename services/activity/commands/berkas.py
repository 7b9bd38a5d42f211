"""A back-fill file as lines: the sheet AKTIVITAS of a workbook, or a table of text."""

from __future__ import annotations

from chassis.cells import title_of
from chassis.records import records_of
from chassis.sheets import Sheet, sheets_of
from contracts.refusal import Refusal, lacking
from services.activity.domain.isian import COLUMNS, NEEDED, Isian, Tolakan, read_isian, tolakan

SHEET = "AKTIVITAS"
LIMIT = 100_000


def lines_of(content: bytes) -> tuple[list[Isian], list[Tolakan]]:
    """The lines that can be read and those that cannot, by their row in the file; Refusal 422 for the file itself."""
    titles, records = records_of(_rows(sheets_of(content)), COLUMNS)
    if missing := sorted(NEEDED - titles):
        raise lacking(f"Kolom tidak ada: {', '.join(missing)}.", "implicit", "berkas")
    if len(records) > LIMIT:
        raise lacking(f"Berkas lebih dari {LIMIT} baris.", "implicit", "berkas")
    read: list[Isian] = []
    refused: list[Tolakan] = []
    for number, cells in records:
        try:
            read.append(read_isian(number, cells))
        except Refusal as refusal:
            refused.append(tolakan(number, refusal))
    return read, refused


def _rows(sheets: dict[str, Sheet]) -> Sheet:
    if len(sheets) == 1:
        return next(iter(sheets.values()))
    found = {title_of(name): sheet for name, sheet in sheets.items()}
    if SHEET not in found:
        raise lacking(f"Lembar {SHEET} tidak ada dalam berkas.", "implicit", "berkas")
    return found[SHEET]
