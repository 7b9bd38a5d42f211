"""SIASN-shaped files: XLSX with its sheets, or CSV with the people alone; every cell as text.

The sheet of the people is PEGAWAI, or the only one there is; titles are read however they are spelt (`Kode Unit`).
"""

from __future__ import annotations

from chassis import sheets
from chassis.cells import text_of, title_of
from contracts.refusal import lacking

LIMIT = 20_000
PEOPLE = "PEGAWAI"
# SIASN calls the present number the new one.
ALIASES = {"NIP_BARU": "NIP"}
Records = list[dict[str, str]]


def sheets_of(content: bytes) -> dict[str, Records]:
    """Sheets as rows of text by column title; Refusal 422 when it is neither a workbook nor a table of text."""
    found = {name.strip().upper(): _records(sheet) for name, sheet in sheets.sheets_of(content).items()}
    if PEOPLE not in found and len(found) == 1:
        found = {PEOPLE: next(iter(found.values()))}
    if PEOPLE not in found:
        raise lacking("Lembar PEGAWAI tidak ada dalam berkas.", "implicit", "berkas")
    if len(found[PEOPLE]) > LIMIT:
        raise lacking(f"Lembar PEGAWAI lebih dari {LIMIT} baris.", "implicit", "berkas")
    if not found[PEOPLE] or "NIP" not in found[PEOPLE][0]:
        raise lacking("Lembar PEGAWAI kosong atau tanpa kolom NIP.", "implicit", "berkas")
    return found


def _records(sheet: sheets.Sheet) -> Records:
    titles = [ALIASES.get(title, title) for title in map(title_of, sheet[0])] if sheet else []
    return [dict(zip(titles, map(text_of, row), strict=False)) for row in sheet[1:]]
