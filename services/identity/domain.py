"""The rules of identity: numbers that name people, rows of staffing data, who may do what. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum
from typing import Literal, TypeVar

from msgspec import Struct

from contracts.refusal import forbidden, lacking
from contracts.vocabulary import Jenis, JenisJabatan, StatusPegawai

GOLONGAN_PNS = tuple(
    f"{angka}/{huruf}"
    for angka, ruang in (("I", "abcd"), ("II", "abcd"), ("III", "abcd"), ("IV", "abcde"))
    for huruf in ruang
)  # fmt: skip
GOLONGAN_PPPK = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
)
C = TypeVar("C", bound=Enum)
_NIP = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{4})(\d{2})([12])(\d{3})", re.ASCII)


class NipParts(Struct, frozen=True):
    """What the 18 digits of a NIP or NI PPPK say of themselves."""

    lahir: date
    mulai: str
    jenis: Jenis
    kelamin: Literal["L", "P"]


def read_nip(nip: str) -> NipParts:
    """Birth date, start, kind of ASN and sex; Refusal says which part is wrong.

    PNS: YYYYMMDD, year and month (01-12) of TMT CPNS, sex, serial. PPPK: digits 13-14 are 21-29 instead of a month.
    """
    found = _NIP.fullmatch(nip)
    if not found:
        raise lacking("NIP harus 18 angka.", "implicit", "nip")
    year, month, day, start, thirteen, sex, _ = found.groups()
    try:
        lahir = date(int(year), int(month), int(day))
    except ValueError:
        raise lacking("Tanggal lahir dalam NIP tidak ada di kalender.", "implicit", "nip") from None
    if 1 <= int(thirteen) <= 12:
        jenis = Jenis.PNS
    elif 21 <= int(thirteen) <= 29:
        jenis = Jenis.PPPK
    else:
        raise lacking("Angka ke-13 dan 14 NIP bukan bulan (PNS) dan bukan 21-29 (PPPK).", "implicit", "nip")
    return NipParts(lahir, f"{start}-{thirteen}", jenis, "L" if sex == "1" else "P")


class Row(Struct, frozen=True, kw_only=True):
    """One validated row of staffing data."""

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


class OpdRow(Struct, frozen=True, kw_only=True):
    """One row of the organisation."""

    kode: str
    nama: str
    induk: str
    jenis: str


class RefusedRow(Struct, frozen=True):
    """A row that is not taken, with the cell to blame."""

    baris: int
    kolom: str
    alasan: str


def read_row(cells: Mapping[str, str]) -> Row:
    """Judge one row of the file; Refusal names the column (`field`)."""
    nip = _cell(cells, "NIP")
    parts = read_nip(nip)
    jenis = _choice(cells, "JENIS", Jenis)
    if jenis is not parts.jenis:
        raise lacking(f"NIP menunjukkan {parts.jenis.value}.", "1(2-3)", "JENIS")
    if "TANGGAL_LAHIR" in cells and _day(cells, "TANGGAL_LAHIR") != parts.lahir:
        raise lacking("Berbeda dengan tanggal lahir dalam NIP.", "implicit", "TANGGAL_LAHIR")
    if cells.get("JENIS_KELAMIN", parts.kelamin) != parts.kelamin:
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
        nip_atasan=cells.get("NIP_ATASAN", ""),
        tmt_jabatan=_day(cells, "TMT_JABATAN"),
        memimpin_unit=_yes(cells, "MEMIMPIN_UNIT"),
        validated=_yes(cells, "SIASN_VALIDATED"),
    )


def _cell(cells: Mapping[str, str], column: str) -> str:
    text = cells.get(column, "").strip()
    if not text or len(text) > 200:
        raise lacking("Kosong atau lebih dari 200 karakter.", "implicit", column)
    return text


def _choice(cells: Mapping[str, str], column: str, kind: type[C]) -> C:
    text = _cell(cells, column)
    try:
        return kind(text)
    except ValueError:
        raise lacking(f"Bukan salah satu dari: {', '.join(k.value for k in kind)}.", "implicit", column) from None


def _day(cells: Mapping[str, str], column: str) -> date:
    try:
        return date.fromisoformat(_cell(cells, column)[:10])
    except ValueError:
        raise lacking("Bukan tanggal (TTTT-BB-HH).", "implicit", column) from None


def _yes(cells: Mapping[str, str], column: str) -> bool:
    text = _cell(cells, column).lower()
    if text not in {"ya", "tidak"}:
        raise lacking("Isi dengan ya atau tidak.", "implicit", column)
    return text == "ya"


def check_superiors(rows: Mapping[int, Row], known: Collection[str]) -> list[RefusedRow]:
    """A superior must be in the file or already known, and nobody is his own (KUAN P1(24), P11(4))."""
    listed = {row.nip for row in rows.values()} | set(known)
    refused = []
    for number, row in rows.items():
        if row.nip_atasan == row.nip:
            refused.append(RefusedRow(number, "NIP_ATASAN", "Atasan tidak boleh diri sendiri."))
        elif row.nip_atasan and row.nip_atasan not in listed:
            refused.append(RefusedRow(number, "NIP_ATASAN", "Atasan tidak ada dalam berkas maupun data."))
    return refused


def check_role(held: Collection[str], *needed: str, pasal: str) -> None:
    """The actor holds at least one of the roles."""
    if not set(held) & set(needed):
        raise forbidden(f"Hanya untuk: {', '.join(needed)}.", pasal)


def check_other(prepared_by: object, actor: object) -> None:
    """Whoever prepared an import does not confirm it (four eyes)."""
    if prepared_by == actor:
        raise forbidden("Impor harus dikonfirmasi oleh orang lain daripada yang menyiapkan.", "kebijakan")


def check_grant(granter: object, receiver: object, peran: str, catalogue: Collection[str]) -> None:
    """A role of the catalogue, granted by someone else than its holder (KUAN P1(18), (21))."""
    if peran not in catalogue:
        raise lacking(f"Peran {peran!r} tidak dikenal.", "11(1)", "peran")
    if granter == receiver:
        raise forbidden("Tidak seorang pun memberi peran kepada dirinya sendiri.", "1(21)")
