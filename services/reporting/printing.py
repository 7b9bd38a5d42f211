"""The recap on paper."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from services.reporting.store.recaps import OpdRecap, whole

_TITLES = {
    "opd": "OPD", "nama": "Nama perangkat daerah", "asn": "ASN", "ditutup": "Bulan ditutup", "aktivitas": "Aktivitas",
    "disetujui_penilai": "Disetujui penilai", "disetujui_otomatis": "Disetujui sistem (tidak diverifikasi)",
    "ditolak": "Ditolak", "belum_diputus": "Belum diputus", "dinilai": "Sudah dinilai",
    "rata_rata_nilai": "Rata-rata nilai kinerja", "predikat_terbanyak": "Predikat terbanyak", "slip": "Slip TPP",
    "tpp_total": "TPP (Rp)",
}  # fmt: skip


def as_workbook(rows: list[OpdRecap], pemda: str, periode: str) -> bytes:
    """The recap as XLSX, with totals as formulas."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, bold, money = book.add_worksheet("Rekap"), book.add_format({"bold": True}), book.add_format()
        money.set_num_format("#,##0")
        sheet.write_string(0, 0, f"Rekapitulasi kinerja dan TPP {pemda}, periode {periode}", bold)
        titles = OpdRecap.__struct_fields__
        for column, title in enumerate(titles):
            sheet.write_string(2, column, _TITLES[title], bold)
            for n, row in enumerate(rows, start=3):
                value = getattr(row, title)
                if title == "rata_rata_nilai" or isinstance(value, int):
                    sheet.write(n, column, None if value is None else float(value), money)
                else:  # a text that begins with = is no formula
                    sheet.write_string(n, column, value or "")
        end = 3 + len(rows)
        sheet.write_string(end, 1, "Jumlah", bold)
        for column, title in enumerate(titles):
            if whole(title):
                letter = chr(ord("A") + column)
                total = sum(getattr(row, title) for row in rows)
                sheet.write_formula(end, column, f"=SUM({letter}4:{letter}{end})", money, total)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 44)
        sheet.set_column(2, len(titles), 18)
    return buffer.getvalue()
