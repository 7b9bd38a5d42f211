"""SIASN-shaped files: XLSX with its sheets, or CSV with the people alone; every cell as text."""

from __future__ import annotations

from chassis import sheets
from contracts.refusal import lacking

LIMIT = 20_000
PEOPLE = "PEGAWAI"
Records = list[dict[str, str]]


def sheets_of(content: bytes) -> dict[str, Records]:
    """Sheets as rows of text by column title; Refusal 422 when it is neither a workbook nor a table of text."""
    found = {name or PEOPLE: _records(sheet) for name, sheet in sheets.sheets_of(content).items()}
    if PEOPLE not in found:
        raise lacking("Lembar PEGAWAI tidak ada dalam berkas.", "implicit", "berkas")
    if len(found[PEOPLE]) > LIMIT:
        raise lacking(f"Lembar PEGAWAI lebih dari {LIMIT} baris.", "implicit", "berkas")
    if not found[PEOPLE] or "NIP" not in found[PEOPLE][0]:
        raise lacking("Lembar PEGAWAI kosong atau tanpa kolom NIP.", "implicit", "berkas")
    return found


def _records(sheet: sheets.Sheet) -> Records:
    titles = [sheets.cell_text(cell) for cell in sheet[0]] if sheet else []
    return [dict(zip(titles, map(sheets.cell_text, row), strict=False)) for row in sheet[1:]]
