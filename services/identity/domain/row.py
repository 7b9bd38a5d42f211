"""Rows of staffing data and of the organisation, as a file brings them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from chassis.cells import DATES, FAULTY, ROUNDED, date_of, is_error, is_rounded, nip_of
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
# The columns that are read, with the member that each fills; a known person keeps what a column left out would say.
_KEPT = {
    "NAMA": "nama", "STATUS": "status", "GOLONGAN": "golongan", "JABATAN": "jabatan", "JENIS_JABATAN": "jenis_jabatan",
    "KELAS_JABATAN": "kelas_jabatan", "KODE_OPD": "opd", "KODE_UNIT": "unit", "NIP_ATASAN": "nip_atasan",
    "TMT_JABATAN": "tmt_jabatan", "MEMIMPIN_UNIT": "memimpin_unit", "SIASN_VALIDATED": "validated",
}  # fmt: skip
COLUMNS = frozenset({"NIP", "JENIS", "TANGGAL_LAHIR", "JENIS_KELAMIN", LETTER, *_KEPT})
_STANDS_IN = {
    "NAMA": "-", "STATUS": "aktif", "JABATAN": "-", "JENIS_JABATAN": "pelaksana", "KELAS_JABATAN": "1", "KODE_OPD": "-",
    "KODE_UNIT": "-", "TMT_JABATAN": "2019-11-01", "MEMIMPIN_UNIT": "tidak", "SIASN_VALIDATED": "tidak",
}  # fmt: skip
_KEPT_OF_UNIT = {"NAMA": "nama", "INDUK": "induk", "JENIS": "jenis"}
UNIT_COLUMNS = frozenset({"KODE", "HARI_KERJA", *_KEPT_OF_UNIT})
YOUNGEST = 18  # at appointment: younger is mostly a wrong digit
C = TypeVar("C", bound=Enum)


class Row(Struct, frozen=True, kw_only=True):
    """One validated row of staffing data; `surat_penunjukan` designates a superior below a pengawas (KON P1(26)).

    `tanpa`: the columns that the file leaves out; what stands here in their place means nothing until `completed`.
    """

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
    tanpa: tuple[str, ...] = ()


class OpdRow(Struct, frozen=True, kw_only=True):
    """One row of the organisation; `hari_kerja` None: as it was, five days for a new unit. `tanpa` as in Row."""

    kode: str
    nama: str
    induk: str
    jenis: str
    hari_kerja: int | None = None
    tanpa: tuple[str, ...] = ()


class RefusedRow(Struct, frozen=True):
    """A row that is not taken, with the cell to blame."""

    baris: int
    kolom: str
    alasan: str


def read_unit(cells: Mapping[str, str]) -> OpdRow:
    """One row of the organisation; Refusal 422 names the column. HARI_KERJA: 5 or 6 days a week; empty: as it was."""
    _check_errors(cells)
    days = cells.get("HARI_KERJA", "").strip()
    full = {"NAMA": "-", "JENIS": "-", **cells}
    if days not in {"", "5", "6"}:
        raise lacking("Isi dengan 5 atau 6 hari kerja seminggu.", "implicit", "HARI_KERJA")
    return OpdRow(
        kode=_cell(cells, "KODE"),
        nama=_cell(full, "NAMA"),
        induk=_cell(cells, "INDUK") if cells.get("INDUK", "").strip() else "",
        jenis=_cell(full, "JENIS"),
        hari_kerja=int(days) if days else None,
        tanpa=tuple(column for column in _KEPT_OF_UNIT if column not in cells),
    )


def _check_errors(cells: Mapping[str, str]) -> None:
    for column, text in cells.items():
        if is_error(text):
            raise lacking(FAULTY.format(text), "implicit", column)


def completed(row: Row, stored: Any) -> Row:
    """The row with what is kept of a known person in place of the columns left out.

    Refusal 422 for a new person whom such a column must describe.
    """
    if not row.tanpa:
        return row
    if stored is None:
        if lacks := [column for column in row.tanpa if column != "NIP_ATASAN"]:
            raise lacking("Kolom ini tidak ada dalam berkas; pegawai baru memerlukannya.", "implicit", lacks[0])
        return replace(row, tanpa=())
    kept = {_KEPT[column]: getattr(stored, _KEPT[column]) for column in row.tanpa}
    for name, kind in (("status", StatusPegawai), ("jenis_jabatan", JenisJabatan)):
        if name in kept:
            kept[name] = kind(kept[name])
    return replace(row, **kept, tanpa=())


def completed_unit(unit: OpdRow, stored: Any) -> OpdRow:
    """Likewise a row of the organisation; of a unit that is new without INDUK: an OPD."""
    if not unit.tanpa:
        return unit
    if stored is None:
        if lacks := [column for column in unit.tanpa if column != "INDUK"]:
            raise lacking("Kolom ini tidak ada dalam berkas; unit baru memerlukannya.", "implicit", lacks[0])
        return replace(unit, tanpa=())
    kept = {_KEPT_OF_UNIT[column]: getattr(stored, _KEPT_OF_UNIT[column]) for column in unit.tanpa}
    return replace(unit, **kept, tanpa=())


def doubts_of(row: Row) -> str:
    """What a good row says that can hardly be true; empty: nothing."""
    parts = read_nip(row.nip)
    age = int(parts.mulai[:4]) - parts.lahir.year
    if age < YOUNGEST:
        return f"Menurut NIP ini ia diangkat pada umur {age} tahun; periksa angkanya."
    return ""


def read_row(cells: Mapping[str, str]) -> Row:
    """Judge one row of the file; Refusal names the column (`field`)."""
    _check_errors(cells)
    nip = _nip(cells, "NIP")
    parts = read_nip(nip)
    jenis = _choice(cells, "JENIS", Jenis) if "JENIS" in cells else parts.jenis
    if jenis is not parts.jenis:
        raise lacking(f"NIP menunjukkan {parts.jenis.value}.", "KUAN 1(2-3)", "JENIS")
    if cells.get("TANGGAL_LAHIR") and _day(cells, "TANGGAL_LAHIR") != parts.lahir:
        raise lacking("Berbeda dengan tanggal lahir dalam NIP.", "implicit", "TANGGAL_LAHIR")
    if (cells.get("JENIS_KELAMIN") or parts.kelamin)[:1].upper() != parts.kelamin:
        raise lacking("Berbeda dengan jenis kelamin dalam NIP.", "implicit", "JENIS_KELAMIN")
    tanpa = tuple(column for column in _KEPT if column not in cells)
    cells = {**_STANDS_IN, "GOLONGAN": "I/a" if jenis is Jenis.PNS else "I", **cells}
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
        tanpa=tanpa,
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
