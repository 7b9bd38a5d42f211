"""Tables that people upload: an XLSX workbook with its sheets, or CSV as one sheet without a name; cells as text."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineWorkbook

from contracts.refusal import Refusal, lacking

Sheet = list[Sequence[Any]]
# A workbook is a compressed archive: what it unpacks to is looked at before it is unpacked.
MAX_UNPACKED = 128 << 20
MOST_MEMBERS = 1_000
MOST_DIRECTORY = 1 << 20
MOST_COLUMNS = 104  # A to CZ
# The reader makes room for every cell between the first and the last: one far away is room for billions.
_FAR = re.compile(
    rb""" r *= *["'](?:(?:[A-Za-z]{3,}|[D-Zd-z][A-Za-z])[0-9]|[A-Za-z]{0,2}0*(?:[2-9][0-9]{5}|[1-9][0-9]{6}))"""
)
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
# Attributes hold no "<" (XML 1.0, 2.4): a tag that never ends is looked at up to the next one, not to the end of all.
_UNPLACED = re.compile(rb"""<(?:\w+:)?c(?=[ />])(?![^<>]*? r *=)""")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_BLANK = bytes.maketrans(b"\t\r\n", b"   ")


def sheets_of(content: bytes) -> dict[str, Sheet]:
    """Sheets by name, each a list of rows; Refusal 422 when it is neither a workbook nor a table of text."""
    return _workbook(content) if content[:2] == b"PK" else {"": _table(content)}


def check_archive(content: bytes) -> None:
    """Refusal 422 for an archive of more members than a workbook has, by its end record, before anything reads it."""
    end = content.rfind(b"PK\x05\x06", -65_557)
    record = content[end : end + 16] if end >= 0 else b""
    if len(record) < 16 or int.from_bytes(record[10:12], "little") > MOST_MEMBERS:
        raise lacking("Berkas bukan XLSX yang dapat dibaca.", "implicit", "berkas")
    if int.from_bytes(record[12:16], "little") > MOST_DIRECTORY:
        raise lacking("Isi berkas terlalu besar.", "implicit", "berkas")


def _workbook(content: bytes) -> dict[str, Sheet]:
    try:
        check_archive(content)
        book = CalamineWorkbook.from_filelike(_unpacked(content))
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except Refusal:
        raise
    except BaseException as err:  # the reader has an error of its own for every way a file can be broken
        if not isinstance(err, Exception) and type(err).__name__ != "PanicException":
            raise
        raise lacking("Berkas bukan XLSX yang dapat dibaca.", "implicit", "berkas") from err


def _unpacked(content: bytes) -> BytesIO:
    """The archive as it was looked at, without compression: the reader sees these bytes and no others."""
    plain = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as copy:
        if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
            raise lacking("Isi berkas terlalu besar.", "implicit", "berkas")
        for member in archive.infolist():
            part = archive.read(member)
            if _reaches_far(part):
                raise lacking(f"Lembar lebih dari {MOST_COLUMNS} kolom atau 199999 baris.", "implicit", "berkas")
            copy.writestr(member.filename, part)
    plain.seek(0)
    return plain


def _reaches_far(part: bytes) -> bool:
    flat = part.translate(_BLANK)
    if _FAR.search(flat):
        return True
    usual = flat.count(b"<c ") == flat.count(b'<c r="') and not any(odd in flat for odd in (b":c", b"<c>", b"<c/"))
    if usual or _UNPLACED.search(flat) is None:
        return False
    return any(len(_CELL.findall(row)) > MOST_COLUMNS for row in flat.split(b"row>"))


def _text(content: bytes) -> str:
    """UTF-8, else what Excel for Windows writes (cp1252): below titles of plain letters, without control characters."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _CONTROL.search(content) or not content.partition(b"\n")[0].isascii():
            raise
        return content.decode("cp1252")


def _table(content: bytes) -> Sheet:
    try:
        text = _text(content)
        head = text.partition("\n")[0]
        separator = max(";,\t", key=head.count)
        return [row for row in csv.reader(StringIO(text), delimiter=separator, strict=True) if row]
    except (UnicodeDecodeError, csv.Error) as err:
        raise lacking("Berkas bukan XLSX maupun CSV yang dapat dibaca.", "implicit", "berkas") from err
