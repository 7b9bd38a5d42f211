"""Papers of tpp: the slip, and the list of payment with its recapitulation by PD."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path

import msgspec
import xlsxwriter

from chassis import paper, qr
from chassis.regulation import Head
from kernel.kode import code_of, spoken
from services.tpp.domain.daftar import Daftar
from services.tpp.queries.lists import Papers, recapitulated
from services.tpp.queries.slips import SlipView
from services.tpp.spj import Isi, bundle
from services.tpp.sptjm import sptjm, statement
from services.tpp.store.lists import Row

_TEMPLATE = Path(__file__).with_name("slip.typ")
TITLES = (
    "No", "NIP", "Nama", "Jabatan", "Kelas jabatan", "Perangkat daerah", "TPP bulan ini (Rp)",
    "Sudah masuk daftar sebelumnya (Rp)", "Dibayar dengan daftar ini (Rp)", "Nomor slip", "Versi slip",
)  # fmt: skip
_RECAP = ("Perangkat daerah", "Orang", "Dibayar (Rp)")
_EXAMPLE = "CONTOH: dihitung dengan kebijakan contoh, jangan dibayarkan"


async def slip_pdf(view: SlipView, head: Head) -> bytes:
    """The slip as PDF/A-2b; amounts are written the Indonesian way, and a code lets a stranger check it."""
    more = {"pemda": head.pemda} | qr.stamp(head, "slip", view.slip_id, view.versi)
    return await paper.pdf(_TEMPLATE, msgspec.to_builtins(view) | more)


def checked_at(daftar: Daftar, head: Head) -> tuple[str, str]:
    """The code of a final list as it is printed, and its page; empty of lists from before they had one."""
    if daftar.nomor is None:
        return "", ""
    code = code_of("daftar", str(daftar.nomor), 1)
    return spoken(code), qr.page_of(head, code)


def heading(daftar: Daftar, pemda: str) -> str:
    """What a list is called."""
    kind = "Daftar pembayaran TPP" if daftar.ke == 0 else f"Daftar susulan ke-{daftar.ke} TPP"
    return f"{kind} {pemda}, {daftar.periode}"


async def payment_sheet(daftar: Daftar, rows: list[Row], head: Head, *, contoh: bool) -> bytes:
    """XLSX: the people with their sum, and a second sheet by PD whose sum is the same to the rupiah."""
    return await asyncio.to_thread(_sheet, daftar, rows, head, contoh)


async def payment_csv(rows: list[Row]) -> bytes:
    """CSV (UTF-8, semicolons, one line a person): what a payroll program reads."""
    return await asyncio.to_thread(_csv, rows)


async def spj(found: Papers, head: Head, words: Sequence[str] = ()) -> bytes:
    """The bundle of a final list as ZIP. `words`: of the SPTJM, by the law of the Pemda."""
    rows, judul = list(found.rows), heading(found.daftar, head.pemda)
    isi = Isi(
        daftar=found.daftar, dibayar=found.dibayar, tidak=found.tidak, dasar=found.dasar, contoh=found.contoh,
        lembar=await payment_sheet(found.daftar, rows, head, contoh=found.contoh), csv=await payment_csv(rows),
        periksa=checked_at(found.daftar, head),
        sptjm=await sptjm(
            statement(found.daftar, judul, found.dibayar, found.dasar, head, words, contoh=found.contoh)
        ),
    )  # fmt: skip
    return await asyncio.to_thread(bundle, isi)


def _cells(n: int, row: Row) -> tuple[int | str, ...]:
    return (
        n, row.nip, row.nama, row.jabatan, row.kelas_jabatan, row.opd, row.total, row.sebelum, row.dibayar,
        str(row.slip_id), row.slip_versi,
    )  # fmt: skip


def _csv(rows: list[Row]) -> bytes:
    told = StringIO()
    sheet = csv.writer(told, delimiter=";", lineterminator="\r\n")
    sheet.writerow(TITLES)
    for n, row in enumerate(rows, start=1):
        sheet.writerow([_harmless(cell) for cell in _cells(n, row)])
    return told.getvalue().encode("utf-8-sig")


def _harmless(cell: int | str) -> int | str:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _sheet(daftar: Daftar, rows: list[Row], head: Head, contoh: bool) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        strong = book.add_format({"num_format": "#,##0", "bold": True})
        title = heading(daftar, head.pemda) + (f" - {_EXAMPLE}" if contoh else "")
        people = book.add_worksheet("DAFTAR")
        people.write_string(0, 0, title, bold)
        people.freeze_panes(2, 3)
        people.set_column(1, len(TITLES) - 1, 20)
        for column, name in enumerate(TITLES):
            people.write_string(1, column, name, bold)
        for n, row in enumerate(rows, start=1):
            for column, cell in enumerate(_cells(n, row)):
                if isinstance(cell, int):
                    people.write_number(n + 1, column, cell, money)
                else:
                    people.write_string(n + 1, column, cell)
        people.write_string(len(rows) + 2, 1, "Jumlah", bold)
        people.write_number(len(rows) + 2, 8, sum(row.dibayar for row in rows), strong)
        for n, said in enumerate(said for said in checked_at(daftar, head) if said):
            people.write_string(0, 5 + n, f"Periksa: {said}")
        _recap(book.add_worksheet("REKAP PD"), title, rows, (bold, money, strong))
    return buffer.getvalue()


def _recap(sheet: xlsxwriter.worksheet.Worksheet, title: str, rows: list[Row], formats: tuple[object, ...]) -> None:
    bold, money, strong = formats
    sheet.write_string(0, 0, title, bold)
    sheet.set_column(0, 2, 24)
    for column, name in enumerate(_RECAP):
        sheet.write_string(1, column, name, bold)
    totals = recapitulated(rows)
    for line, (opd, orang, jumlah) in enumerate(totals, start=2):
        sheet.write_string(line, 0, opd)
        sheet.write_number(line, 1, orang, money)
        sheet.write_number(line, 2, jumlah, money)
    sheet.write_string(len(totals) + 2, 0, "Jumlah", bold)
    sheet.write_number(len(totals) + 2, 1, len(rows), strong)
    sheet.write_number(len(totals) + 2, 2, sum(row.dibayar for row in rows), strong)
