"""An import as lines: the sheet AKTIVITAS of a workbook, or a table of text."""

from __future__ import annotations

from chassis.cells import title_of
from chassis.records import records_of
from chassis.sheets import Sheet, sheets_of
from contracts.refusal import Refusal, rule
from services.activity.domain.isian import COLUMNS, NEEDED, Ditolak, Isian, read_isian

NO_COLUMN = rule("activity.file.no_column", 422, "Kolom tidak ada: {columns}.", "berkas", source="implicit")
TOO_LONG = rule("activity.file.too_long", 422, "Berkas lebih dari {most} baris.", "berkas", source="implicit")
NO_SHEET = rule("activity.file.no_sheet", 422, "Lembar {sheet} tidak ada dalam berkas.", "berkas", source="implicit")

SHEET = "AKTIVITAS"
LIMIT = 100_000


def lines_of(content: bytes) -> tuple[list[Isian], list[Ditolak]]:
    """The lines that can be read and those that cannot, by their row in the file; Refusal 422 for the file itself."""
    titles, records = records_of(_rows(sheets_of(content)), COLUMNS)
    if missing := sorted(NEEDED - titles):
        raise Refusal(NO_COLUMN, columns=", ".join(missing))
    if len(records) > LIMIT:
        raise Refusal(TOO_LONG, most=LIMIT)
    read: list[Isian] = []
    refused: list[Ditolak] = []
    for number, cells in records:
        try:
            read.append(read_isian(number, cells))
        except Refusal as refusal:
            refused.append(Ditolak(number, refusal))
    return read, refused


def _rows(sheets: dict[str, Sheet]) -> Sheet:
    if len(sheets) == 1:
        return next(iter(sheets.values()))
    found = {title_of(name): sheet for name, sheet in sheets.items()}
    if SHEET not in found:
        raise Refusal(NO_SHEET, sheet=SHEET)
    return found[SHEET]
