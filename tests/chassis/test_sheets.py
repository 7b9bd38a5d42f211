"""Files that people upload, and what an attacker makes of them: nothing that they say may cost the service its life."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest
import xlsxwriter

from chassis.cells import text_of
from chassis.sheets import MAX_UNPACKED, MOST_COLUMNS, sheets_of
from contracts.refusal import Refusal

SHEET = "xl/worksheets/sheet1.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(cells: Iterable[tuple[int, int, str]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("A")
        for row, column, text in cells:
            sheet.write_string(row, column, text)
    return target.getvalue()


def swapped(rows: bytes) -> bytes:
    """A workbook whose sheet holds these very rows."""
    xml = b'<?xml version="1.0"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, rows)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([(0, 0, "x")]))) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            new.writestr(member.filename, xml if member.filename == SHEET else old.read(member))
    return target.getvalue()


def cell(place: str = "") -> bytes:
    at = f' r="{place}"' if place else ""
    return f'<c{at} t="inlineStr"><is><t>x</t></is></c>'.encode()


def test_cells_come_as_text() -> None:
    found = sheets_of(workbook([(0, 0, "NIP"), (1, 0, " 19700101 "), (1, 2, "c")]))
    assert [[text_of(c) for c in row] for row in found["A"]] == [["NIP", "", ""], ["19700101", "", "c"]]
    assert sheets_of("NIP;NAMA\n1;é\n".encode()) == {"": [["NIP", "NAMA"], ["1", "é"]]}


@pytest.mark.parametrize(
    "rows",
    [
        b"<row>" + cell("A1") + cell("XFD1048576") + b"</row>",
        b"<row>" + cell("A1") + b"</row><row>" + cell("A1048576") + b"</row>",
        b"<row>" + cell("A1") + b"</row><row r='200000'>" + cell() + b"</row>",
        b"<row>" + cell("A1") + b'<c\n\tr = "dA1"/></row>',
        b"<row>" + cell("A0000000000999999") + b"</row>",
        b"<row>" + cell() * (MOST_COLUMNS + 1) + b"</row>",
        b"<x:row>" + b"<x:c/>" * (MOST_COLUMNS + 1) + b"</x:row>",
    ],
    ids=["corner", "low", "row", "spaced", "zeros", "unplaced", "prefixed"],
)
def test_a_cell_far_away_is_refused_before_room_is_made_for_it(rows: bytes) -> None:
    with pytest.raises(Refusal, match="kolom") as refused:
        sheets_of(swapped(rows))
    assert (refused.value.status, refused.value.field) == (422, "berkas")


def test_a_sheet_without_places_is_read() -> None:
    assert sheets_of(swapped(b"<row>" + cell() * 3 + b"</row>")) == {"A": [["x", "x", "x"]]}


def test_what_unpacks_to_too_much_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(SHEET, "w") as part:
        for _ in range((MAX_UNPACKED >> 20) + 1):
            part.write(b" " * (1 << 20))
    assert len(target.getvalue()) < 1 << 20
    with pytest.raises(Refusal, match="terlalu besar"):
        sheets_of(target.getvalue())


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    told = workbook([(0, 0, "x" * 100)])
    with zipfile.ZipFile(io.BytesIO(told)) as archive:
        size = archive.getinfo(SHEET).file_size
    lying = told.replace(size.to_bytes(4, "little"), (5).to_bytes(4, "little"))
    assert lying != told
    with pytest.raises(Refusal, match="XLSX"):
        sheets_of(lying)


def test_a_table_of_excel_for_windows_is_read_in_its_code_page() -> None:
    said = "NIP;NAMA\r\n1;Nur\u2019aini \u2013 S.Kom\r\n"
    for code in ("utf-8-sig", "utf-8", "cp1252"):
        assert sheets_of(said.encode(code)) == {"": [["NIP", "NAMA"], ["1", "Nur\u2019aini \u2013 S.Kom"]]}


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        b"PK" + b"\x00" * 100,
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 64,
        b'a;b\n"c;d',
        b"\xff\xfe;",
        b"NIP;NAMA\n\xff\x1a;",
    ],
    ids=["head", "zeros", "png", "open-quote", "utf-16", "control"],
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        sheets_of(content)
    assert refused.value.status == 422
