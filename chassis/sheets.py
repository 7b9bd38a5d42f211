"""Tables that people upload: an XLSX workbook with its sheets, or CSV as one sheet without a name; cells as text."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineWorkbook

from contracts.refusal import Refusal, lacking

Sheet = list[Sequence[Any]]
# A workbook is a compressed archive: what it unpacks to is looked at before it is unpacked.
MAX_UNPACKED = 400 << 20


def sheets_of(content: bytes) -> dict[str, Sheet]:
    """Sheets by name, each a list of rows; Refusal 422 when it is neither a workbook nor a table of text (UTF-8)."""
    return _workbook(content) if content[:2] == b"PK" else {"": _table(content)}


def cell_text(cell: Any) -> str:
    """A cell as its reader would say it: whole numbers without a fraction, dates and times as ISO 8601."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _workbook(content: bytes) -> dict[str, Sheet]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise lacking("Isi berkas terlalu besar.", "implicit", "berkas")
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except Refusal:
        raise
    except Exception as err:  # the reader has an error of its own for every way a file can be broken
        raise lacking("Berkas bukan XLSX yang dapat dibaca.", "implicit", "berkas") from err


def _table(content: bytes) -> Sheet:
    try:
        text = content.decode("utf-8-sig")
        head = text.partition("\n")[0]
        separator = max(";,\t", key=head.count)
        return [row for row in csv.reader(StringIO(text), delimiter=separator, strict=True) if row]
    except (UnicodeDecodeError, csv.Error) as err:
        raise lacking("Berkas bukan XLSX maupun CSV (UTF-8) yang dapat dibaca.", "implicit", "berkas") from err
