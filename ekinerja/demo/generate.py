"""Writes the demo input: two workbooks of made-up ASN, the same at every run (`python -m ekinerja.demo.generate`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from ekinerja.demo.population import COLUMNS, SEED, SIZE, Population
from ekinerja.demo.structure import PEMDA, Pemda

INPUT = Path(__file__).parent / "input"

__all__ = ["COLUMNS", "INPUT", "PEMDA", "SEED", "SIZE", "write"]


def write(pemda: Pemda, folder: Path) -> Path:
    """One Pemda's workbook."""
    made = Population(pemda)
    path = folder / f"{pemda.tenant}.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        # The time of writing is the only thing that would differ from run to run.
        book.set_properties({"created": datetime(2025, 1, 6)})
        _sheet(book, "PEGAWAI", COLUMNS, [[person[column] for column in COLUMNS] for person in made.people])
        _sheet(book, "OPD", ("KODE", "NAMA", "INDUK", "JENIS"), made.opd)
        _sheet(book, "PERAN", ("NIP", "PERAN", "DASAR"), made.peran)
    return path


def _sheet(book: xlsxwriter.Workbook, name: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Every cell is text: a NIP has more digits than a spreadsheet number keeps."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    for number, row in enumerate([titles, *rows]):
        for column, value in enumerate(row):
            sheet.write_string(number, column, value)
    sheet.autofit()


if __name__ == "__main__":
    INPUT.mkdir(exist_ok=True)
    for one in PEMDA:
        print(write(one, INPUT).name)
