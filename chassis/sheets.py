"""Tables that people upload: an XLSX workbook with its sheets, or CSV as one sheet without a name; cells as text."""

from __future__ import annotations

import codecs
import csv
import re
import zipfile
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

from contracts.refusal import Refusal, rule

NOT_XLSX = rule("file.not_xlsx", 422, "Berkas bukan XLSX yang dapat dibaca.", "berkas", source="implicit")
TOO_MUCH = rule("file.too_much_inside", 422, "Isi berkas terlalu besar.", "berkas", source="implicit")
OTHER_FORMAT = rule(
    "file.other_format", 422,
    "Berkas bukan XLSX maupun CSV yang dapat dibaca: {found}; "
    "buka di Excel atau LibreOffice, lalu Simpan Sebagai > Buku Kerja Excel (.xlsx).",
    "berkas", source="implicit",
)  # fmt: skip
NO_SHEET = rule("file.no_sheet", 422, "Berkas bukan XLSX maupun CSV yang dapat dibaca.", "berkas", source="implicit")
TOO_WIDE = rule(
    "file.too_wide", 422, "Lembar lebih dari {columns} kolom atau 199999 baris.", "berkas", source="implicit"
)

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
# A cell with an error: the reader gives it as an empty one, a text it gives as it is (#N/A).
_FAULTY = re.compile(rb"""(<(?:\w+:)?c(?=\s)[^<>]*?\st\s*=\s*)(["'])e\2""")
_SAID = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "berkas ini XLS lama atau memakai kata sandi"),
    (b"<", "berkas ini halaman HTML atau XML yang hanya bernama .xls"),
    (b"%pdf", "berkas ini PDF"),
    (b"{\\rtf", "berkas ini dokumen RTF"),
)
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
        raise Refusal(NOT_XLSX)
    if int.from_bytes(record[12:16], "little") > MOST_DIRECTORY:
        raise Refusal(TOO_MUCH)


def _workbook(content: bytes) -> dict[str, Sheet]:
    try:
        check_archive(content)
        book = CalamineWorkbook.from_filelike(_unpacked(content))
        return {name: _rows(book.get_sheet_by_name(name)) for name in book.sheet_names}
    except Refusal:
        raise
    except BaseException as err:  # the reader has an error of its own for every way a file can be broken
        if not isinstance(err, Exception) and type(err).__name__ != "PanicException":
            raise
        raise Refusal(NOT_XLSX) from err


def _rows(sheet: CalamineSheet) -> Sheet:
    """All rows from the first on: the reader leaves out the blank ones above, and rows would have others' numbers."""
    above = sheet.start[0] if sheet.start else 0
    return [*([] for _ in range(above)), *sheet.to_python()]


def _unpacked(content: bytes) -> BytesIO:
    """The archive as it was looked at, without compression: the reader sees these bytes and no others."""
    plain = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as copy:
        if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
            raise Refusal(TOO_MUCH)
        for member in archive.infolist():
            part = archive.read(member)
            if _reaches_far(part):
                raise Refusal(TOO_WIDE, columns=MOST_COLUMNS)
            copy.writestr(member.filename, _FAULTY.sub(rb"\1\2str\2", part))
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
    """UTF-8 or UTF-16 by its mark, else what Excel for Windows writes (cp1252).

    That has titles of plain letters and no control characters.
    """
    if content[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _CONTROL.search(content) or not content.partition(b"\n")[0].isascii():
            raise
        return content.decode("cp1252")


def _check_kind(content: bytes) -> None:
    """Refusal 422 for what is a file of another kind, whatever it is called: what to do with it."""
    start = content[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for mark, said in _OTHERS:
        if start.startswith(mark):
            raise Refusal(OTHER_FORMAT, found=said)


def _table(content: bytes) -> Sheet:
    """The rows of a text, blank ones too; `sep=;` above them says what lies between the cells, as Excel reads it."""
    _check_kind(content)
    try:
        text = _text(content)
        if said := _SAID.match(text):
            text = text[said.end() :]
        head = next((line for line in text.split("\n", 100) if line.strip("\ufeff;,\t\r ")), "")
        separator = said.group(1) if said else max(";,\t", key=head.count)
        return list(csv.reader(StringIO(text), delimiter=separator, strict=True))
    except (UnicodeDecodeError, csv.Error, TypeError, ValueError) as err:
        raise Refusal(NO_SHEET) from err
