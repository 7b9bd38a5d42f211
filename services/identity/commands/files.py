"""SIASN-shaped files: XLSX with its sheets, or CSV with the people alone; every cell as text."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineWorkbook

from contracts.refusal import lacking

LIMIT = 20_000
Records = list[dict[str, str]]


def sheets_of(content: bytes) -> dict[str, Records]:
    """Sheets as rows of text by column title; Refusal 422 when it is neither a workbook nor a table of text."""
    found = _workbook(content) if content[:2] == b"PK" else {"PEGAWAI": _table(content)}
    if "PEGAWAI" not in found:
        raise lacking("Lembar PEGAWAI tidak ada dalam berkas.", "implicit", "berkas")
    if len(found["PEGAWAI"]) > LIMIT:
        raise lacking(f"Lembar PEGAWAI lebih dari {LIMIT} baris.", "implicit", "berkas")
    if not found["PEGAWAI"] or "NIP" not in found["PEGAWAI"][0]:
        raise lacking("Lembar PEGAWAI kosong atau tanpa kolom NIP.", "implicit", "berkas")
    return found


def _workbook(content: bytes) -> dict[str, Records]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        found = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except Exception as err:
        raise lacking("Berkas bukan XLSX yang dapat dibaca.", "implicit", "berkas") from err
    return {name: _records(rows) for name, rows in found.items()}


def _table(content: bytes) -> Records:
    try:
        text = content.decode("utf-8-sig")
        dialect = csv.Sniffer().sniff(text[:4096], delimiters=";,\t")
        rows = list(csv.reader(StringIO(text), dialect, strict=True))
    except (UnicodeDecodeError, csv.Error) as err:
        raise lacking("Berkas bukan XLSX maupun CSV (UTF-8) yang dapat dibaca.", "implicit", "berkas") from err
    return _records([list(row) for row in rows if row])


def _records(rows: list[list[Any]]) -> Records:
    titles = [str(cell).strip() for cell in rows[0]] if rows else []
    return [dict(zip(titles, map(_text, row), strict=False)) for row in rows[1:]]


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
