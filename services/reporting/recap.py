"""The recap: per OPD, what a month and its year came to."""

from __future__ import annotations

from io import BytesIO

import msgspec
import xlsxwriter
from msgspec import Struct

from chassis.db import Work


class OpdRecap(Struct, frozen=True):
    """One OPD: people, closed months, activities by what became of them, mean nilai where the law gives one, rupiah.

    A month still open shows what has come in so far; a closed one what was measured.
    """

    opd: str
    nama: str
    asn: int
    ditutup: int
    aktivitas: int
    disetujui_penilai: int
    disetujui_otomatis: int
    ditolak: int
    belum_diputus: int
    dinilai: int
    rata_rata_nilai: str | None
    predikat_terbanyak: str | None
    slip: int
    tpp_total: int


_TITLES = {
    "opd": "OPD", "nama": "Nama perangkat daerah", "asn": "ASN", "ditutup": "Bulan ditutup", "aktivitas": "Aktivitas",
    "disetujui_penilai": "Disetujui penilai", "disetujui_otomatis": "Disetujui sistem (tidak diverifikasi)",
    "ditolak": "Ditolak", "belum_diputus": "Belum diputus", "dinilai": "Sudah dinilai",
    "rata_rata_nilai": "Rata-rata nilai kinerja", "predikat_terbanyak": "Predikat terbanyak", "slip": "Slip TPP",
    "tpp_total": "TPP (Rp)",
}  # fmt: skip
_RECAP = """
SELECT p.opd, coalesce(o.nama, p.opd) AS nama, count(*) AS asn,
    count(b.asn_id) AS ditutup, coalesce(sum(coalesce(b.submitted, j.submitted)), 0) AS aktivitas,
    coalesce(sum(coalesce(b.by_penilai, j.by_penilai)), 0) AS disetujui_penilai,
    coalesce(sum(coalesce(b.by_auto, j.by_auto)), 0) AS disetujui_otomatis,
    coalesce(sum(coalesce(b.rejected, j.rejected)), 0) AS ditolak,
    coalesce(sum(coalesce(b.pending, j.submitted - j.by_penilai - j.by_auto - j.rejected)), 0) AS belum_diputus,
    count(n.asn_id) AS dinilai,
    round(avg(n.nilai_kinerja), 2)::text AS rata_rata_nilai,
    mode() WITHIN GROUP (ORDER BY n.predikat) AS predikat_terbanyak,
    count(s.asn_id) AS slip, coalesce(sum(s.total), 0)::bigint AS tpp_total
FROM pegawai p
LEFT JOIN opd o ON o.tenant = p.tenant AND o.kode = p.opd
LEFT JOIN bulan b ON b.tenant = p.tenant AND b.asn_id = p.asn_id AND b.periode = :periode
LEFT JOIN bulan_berjalan j ON j.tenant = p.tenant AND j.asn_id = p.asn_id AND j.periode = :periode
LEFT JOIN nilai n ON n.tenant = p.tenant AND n.asn_id = p.asn_id AND n.tahun = :tahun
LEFT JOIN slip s ON s.tenant = p.tenant AND s.asn_id = p.asn_id AND s.periode = :periode
WHERE p.tenant = :tenant AND p.validated GROUP BY p.opd, o.nama ORDER BY p.opd
"""


async def recap(work: Work, periode: str) -> list[OpdRecap]:
    """The month per OPD, for those whom the table of the Pemda names (KUAN P24(1), P27(1))."""
    rows = await work.all(_RECAP, {"tenant": work.tenant, "periode": periode, "tahun": int(periode[:4])})
    return [msgspec.convert({k: int(v) if _whole(k) else v for k, v in r._mapping.items()}, OpdRecap) for r in rows]


def _whole(column: str) -> bool:
    return column not in {"opd", "nama", "rata_rata_nilai", "predikat_terbanyak"}


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
            if _whole(title):
                letter = chr(ord("A") + column)
                total = sum(getattr(row, title) for row in rows)
                sheet.write_formula(end, column, f"=SUM({letter}4:{letter}{end})", money, total)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 44)
        sheet.set_column(2, len(titles), 18)
    return buffer.getvalue()
