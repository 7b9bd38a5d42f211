"""Records: what stands under which title, with the number that the row has for whoever looks at the file."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter

from chassis.records import records_of
from chassis.sheets import sheets_of
from contracts.refusal import Refusal

COLUMNS = ("NIP", "NAMA", "ATASAN")


def workbook(cells: list[tuple[int, int, Any]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("A")
        for row, column, value in cells:
            if str(value).startswith("#"):
                sheet.write_formula(row, column, "=NA()", None, value)
            else:
                sheet.write(row, column, value)
    return out.getvalue()


def of(content: bytes) -> Any:
    return records_of(next(iter(sheets_of(content).values())), COLUMNS, {"NIP_BARU": "NIP"})


def test_a_row_has_the_number_that_the_sheet_shows() -> None:
    made = workbook([(3, 1, "NIP"), (3, 2, "Nama"), (5, 1, "1"), (6, 1, "2"), (6, 2, "b")])
    assert of(made) == ({"NIP", "NAMA"}, [(6, {"NIP": "1", "NAMA": ""}), (7, {"NIP": "2", "NAMA": "b"})])
    assert of(b"\r\n;;\r\nNIP;NAMA\r\n\r\n1;a\r\n\r\n2;b\r\n")[1] == [
        (5, {"NIP": "1", "NAMA": "a"}), (7, {"NIP": "2", "NAMA": "b"}),
    ]  # fmt: skip


def test_an_error_an_absent_column_and_an_empty_cell_are_three_things() -> None:
    made = workbook([(0, 0, "NIP"), (0, 1, "ATASAN"), (1, 0, "1"), (1, 1, "#N/A"), (2, 0, "2")])
    assert of(made) == ({"NIP", "ATASAN"}, [(2, {"NIP": "1", "ATASAN": "#N/A"}), (3, {"NIP": "2", "ATASAN": ""})])


@pytest.mark.parametrize("titles", ["NIP;NAMA;nama", "NIP;NIP BARU", "ATASAN;NIP;Atasan"])
def test_a_known_column_that_stands_twice_is_named(titles: str) -> None:
    with pytest.raises(Refusal, match="NAMA ada dua kali|NIP ada dua kali|ATASAN ada dua kali") as refused:
        of(f"{titles}\n1;2;3\n".encode())
    assert (refused.value.status, refused.value.field) == (422, "berkas")
    assert of(b"NIP;KET;KET\n11;2;3\n")[1] == [(2, {"NIP": "11"})], "one that nobody reads may"


def test_rows_that_hold_only_a_number_and_the_numbers_of_the_columns_are_none() -> None:
    assert of(b"NO;NIP;NAMA\n(1);(2);(3)\n1;11;a\n2;;\n3;;\n")[1] == [(3, {"NIP": "11", "NAMA": "a"})]
    assert of(b"NIP;NAMA\n1;2\n")[1] == [], "below the titles 1 and 2 are the numbers of the columns"


@pytest.mark.parametrize("start", ["sep=;\r\n", "\ufeffsep=;\n", "SEP=;\n"])
def test_what_excel_says_of_the_separator_is_heard(start: str) -> None:
    assert of(f"{start}NIP;NAMA\n1;a,b\n".encode())[1] == [(2, {"NIP": "1", "NAMA": "a,b"})]
    assert of(b"sep=|\nNIP|NAMA\n1|a;b\n")[1] == [(2, {"NIP": "1", "NAMA": "a;b"})]


def test_a_text_of_excel_in_utf_16_is_read() -> None:
    assert of("NIP\tNAMA\n1\té\n".encode("utf-16"))[1] == [(2, {"NIP": "1", "NAMA": "é"})]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"<html><table><tr><td>NIP</td></tr></table></html>", "HTML"), (b"\xef\xbb\xbf\r\n <!DOCTYPE html>", "HTML"),
     (b"<?xml version='1.0'?><Workbook/>", "XML"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "XLS lama"),
     (b"%PDF-1.7\n", "PDF")],
)  # fmt: skip
def test_a_file_of_another_kind_is_told_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        sheets_of(content)
    assert "Simpan Sebagai" in refused.value.message and refused.value.field == "berkas"
