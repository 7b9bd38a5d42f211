"""Imports as people make them: XLSX by Excel's rules, CSV by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from io import BytesIO
from typing import Any
from uuid import UUID

import xlsxwriter

from tests.service.dinas import Office
from tests.service.hosted import Answer

TITLES = ("NIP", "TANGGAL", "KATEGORI", "KINERJA", "URAIAN", "OUTPUT", "KUANTITAS", "MULAI", "SELESAI", "BUKTI")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def row(tanggal: str, **more: str) -> dict[str, str]:
    """A line that is as it should be; say what is different."""
    return {
        "TANGGAL": tanggal, "KATEGORI": "utama", "KINERJA": "00000000-0000-0000-0000-000000007001",
        "URAIAN": "Menyusun laporan", "OUTPUT": "1 berkas", "KUANTITAS": "1", "MULAI": "08:00", "SELESAI": "09:00",
    } | more  # fmt: skip


def csv_of(*rows: dict[str, str], separator: str = ";") -> bytes:
    lines = [TITLES, *([r.get(title, "") for title in TITLES] for r in rows)]
    return "\r\n".join(separator.join(line) for line in lines).encode()


def xlsx_of(rows: Sequence[dict[str, Any]]) -> bytes:
    """Dates, times and numbers as cells of their own kind, as Excel keeps them."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day, clock = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "hh:mm"})
        sheet = book.add_worksheet("AKTIVITAS")
        sheet.write_row(0, 0, TITLES)
        for n, found in enumerate(rows, start=1):
            for column, title in enumerate(TITLES):
                cell = found.get(title)
                if isinstance(cell, date):
                    sheet.write_datetime(n, column, cell, day)
                elif isinstance(cell, time):
                    sheet.write_datetime(n, column, cell, clock)
                elif cell is not None:
                    sheet.write(n, column, cell)
        book.add_worksheet("KINERJA")
    return buffer.getvalue()


async def prepare(office: Office, content: bytes, who: UUID, path: str = "/imports") -> Answer:
    kind = XLSX if content[:2] == b"PK" else "text/csv"
    return await office.ask("POST", path, content, who=who, kind=kind)


async def confirm(office: Office, impor_id: str, who: UUID, **more: Any) -> Answer:
    return await office.ask("POST", f"/imports/{impor_id}/confirm", {"benar": True} | more, who=who)
