"""The workbook from which an import starts."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from contracts.vocabulary import Kategori
from services.activity.domain.isian import COLUMNS
from services.activity.imports.queries import Form
from services.activity.imports.sheet import LIMIT, SHEET

_KINERJA = ("NIP", "NAMA", "KATEGORI", "KINERJA", "KODE", "BERLAKU DARI", "SAMPAI")
_WIDE = {"KINERJA": 40, "URAIAN": 50, "OUTPUT": 24, "BUKTI": 30, "NIP": 20, "NAMA": 30}
_FORMATS = {"TANGGAL": "yyyy-mm-dd", "MULAI": "hh:mm", "SELESAI": "hh:mm", "NIP": "@"}


async def template(form: Form) -> bytes:
    """An XLSX: the sheet to fill in, the kinerja to choose from, and for an administrator the people of the PD."""
    return await asyncio.to_thread(_workbook, form)


def _workbook(form: Form) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(SHEET)
        _titles(book, sheet, COLUMNS, bold)
        sheet.data_validation(1, COLUMNS.index("KATEGORI"), LIMIT, COLUMNS.index("KATEGORI"), _one_of_kategori())
        if form.butir:
            source = f"=KINERJA!$D$2:$D${len(form.butir) + 1}"
            choice = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(1, COLUMNS.index("KINERJA"), LIMIT, COLUMNS.index("KINERJA"), choice)
        kinerja = book.add_worksheet("KINERJA")
        _titles(book, kinerja, _KINERJA, bold)
        for n, b in enumerate(form.butir, start=1):
            cells = (b.nip, b.nama, b.kategori, b.uraian, str(b.butir_id), b.mulai.isoformat(), b.selesai.isoformat())
            _write(kinerja, n, cells)
        if form.bagi == "pd":
            people = book.add_worksheet("PEGAWAI")
            _titles(book, people, ("NIP", "NAMA"), bold)
            for n, person in enumerate(form.people, start=1):
                _write(people, n, person)
    return buffer.getvalue()


def _one_of_kategori() -> dict[str, Any]:
    return {"validate": "list", "source": [k.value for k in Kategori]}


def _titles(book: xlsxwriter.Workbook, sheet: Worksheet, titles: tuple[str, ...], bold: Format) -> None:
    for column, title in enumerate(titles):
        form = book.add_format({"num_format": _FORMATS[title]}) if title in _FORMATS else None
        sheet.set_column(column, column, _WIDE.get(title, 14), form)
        sheet.write_string(0, column, title, bold)
    sheet.freeze_panes(1, 0)


def _write(sheet: Worksheet, row: int, cells: tuple[str, ...]) -> None:
    for column, cell in enumerate(cells):
        sheet.write_string(row, column, cell)
