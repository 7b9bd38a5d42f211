"""Rows of staffing data and of the organisation, as a file brings them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from msgspec import Struct

from chassis.cells import DATES, ROUNDED, date_of, is_rounded, nip_of
from contracts.kalender import BEYOND, is_beyond
from contracts.refusal import lacking
from contracts.vocabulary import Jenis, JenisJabatan, StatusPegawai
from services.identity.domain.nip import read_nip

GOLONGAN_PNS = tuple(
    f"{angka}/{huruf}"
    for angka, ruang in (("I", "abcd"), ("II", "abcd"), ("III", "abcd"), ("IV", "abcde"))
    for huruf in ruang
)  # fmt: skip
GOLONGAN_PPPK = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip
LETTER = "SURAT_PENUNJUKAN"
C = TypeVar("C", bound=Enum)


class Row(Struct, frozen=True, kw_only=True):
    """One validated row of staffing data; `surat_penunjukan` designates a superior below a pengawas (KON P1(26))."""

    nip: str
    nama: str
    jenis: Jenis
    status: StatusPegawai
    golongan: str
    jabatan: str
    jenis_jabatan: JenisJabatan
    kelas_jabatan: int
    opd: str
    unit: str
    nip_atasan: str
    tmt_jabatan: date
    memimpin_unit: bool
    validated: bool
    surat_penunjukan: str = ""


class OpdRow(Struct, frozen=True, kw_only=True):
    """One row of the organisation; `hari_kerja` None: as it was, five days for a new unit."""

    kode: str
    nama: str
    induk: str
    jenis: str
    hari_kerja: int | None = None


class RefusedRow(Struct, frozen=True):
    """A row that is not taken, with the cell to blame."""

    baris: int
    kolom: str
    alasan: str


def read_unit(cells: Mapping[str, str]) -> OpdRow:
    """One row of the organisation; Refusal 422 names the column. HARI_KERJA: 5 or 6 days a week; empty: as it was."""
    days = cells.get("HARI_KERJA", "").strip()
    if days not in {"", "5", "6"}:
        raise lacking("Isi dengan 5 atau 6 hari kerja seminggu.", "implicit", "HARI_KERJA")
    return OpdRow(
        kode=_cell(cells, "KODE"),
        nama=_cell(cells, "NAMA"),
        induk=cells.get("INDUK", "").strip(),
        jenis=_cell(cells, "JENIS"),
        hari_kerja=int(days) if days else None,
    )


def read_row(cells: Mapping[str, str]) -> Row:
    """Judge one row of the file; Refusal names the column (`field`)."""
    nip = _nip(cells, "NIP")
    parts = read_nip(nip)
    jenis = _choice(cells, "JENIS", Jenis)
    if jenis is not parts.jenis:
        raise lacking(f"NIP menunjukkan {parts.jenis.value}.", "KUAN 1(2-3)", "JENIS")
    if cells.get("TANGGAL_LAHIR") and _day(cells, "TANGGAL_LAHIR") != parts.lahir:
        raise lacking("Berbeda dengan tanggal lahir dalam NIP.", "implicit", "TANGGAL_LAHIR")
    if (cells.get("JENIS_KELAMIN") or parts.kelamin)[:1].upper() != parts.kelamin:
        raise lacking("Berbeda dengan jenis kelamin dalam NIP.", "implicit", "JENIS_KELAMIN")
    golongan = _cell(cells, "GOLONGAN")
    if golongan not in (GOLONGAN_PNS if jenis is Jenis.PNS else GOLONGAN_PPPK):
        raise lacking(f"Golongan tidak dikenal untuk {jenis.value}.", "implicit", "GOLONGAN")
    kelas = _cell(cells, "KELAS_JABATAN")
    if not kelas.isdecimal() or not 1 <= int(kelas) <= 17:
        raise lacking("Kelas jabatan 1-17.", "implicit", "KELAS_JABATAN")
    return Row(
        nip=nip,
        nama=_cell(cells, "NAMA"),
        jenis=jenis,
        status=_choice(cells, "STATUS", StatusPegawai),
        golongan=golongan,
        jabatan=_cell(cells, "JABATAN"),
        jenis_jabatan=_choice(cells, "JENIS_JABATAN", JenisJabatan),
        kelas_jabatan=int(kelas),
        opd=_cell(cells, "KODE_OPD"),
        unit=_cell(cells, "KODE_UNIT"),
        nip_atasan=_nip(cells, "NIP_ATASAN") if cells.get("NIP_ATASAN", "").strip() else "",
        tmt_jabatan=_day(cells, "TMT_JABATAN"),
        memimpin_unit=_yes(cells, "MEMIMPIN_UNIT"),
        validated=_yes(cells, "SIASN_VALIDATED"),
        surat_penunjukan=_cell(cells, LETTER) if cells.get(LETTER, "").strip() else "",
    )


def _cell(cells: Mapping[str, str], column: str) -> str:
    text = cells.get(column, "").strip()
    if not text or len(text) > 200:
        raise lacking("Kosong atau lebih dari 200 karakter.", "implicit", column)
    if "\x00" in text:
        raise lacking("Memuat karakter NUL.", "implicit", column)
    return text


def _nip(cells: Mapping[str, str], column: str) -> str:
    text = _cell(cells, column)
    if is_rounded(text):
        raise lacking(ROUNDED, "implicit", column)
    return nip_of(text)


def _choice(cells: Mapping[str, str], column: str, kind: type[C]) -> C:
    text = _cell(cells, column).casefold().replace(" ", "_")
    for known in kind:
        if known.value.casefold() == text:
            return known
    raise lacking(f"Bukan salah satu dari: {', '.join(k.value for k in kind)}.", "implicit", column)


def _day(cells: Mapping[str, str], column: str) -> date:
    try:
        day = date_of(_cell(cells, column))
    except (ValueError, OverflowError):
        raise lacking(f"Bukan tanggal ({DATES}).", "implicit", column) from None
    if is_beyond(day):
        raise lacking(BEYOND, "implicit", column)
    return day


def _yes(cells: Mapping[str, str], column: str) -> bool:
    text = _cell(cells, column).lower()
    if text not in {"ya", "tidak"}:
        raise lacking("Isi dengan ya atau tidak.", "implicit", column)
    return text == "ya"
