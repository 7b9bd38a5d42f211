"""A line of a back-fill file: what its cells say, and what is wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from uuid import UUID

from msgspec import Struct

from chassis.cells import DATES, FAULTY, ROUNDED, TIMES, clock_of, date_of, is_error, is_rounded, nip_of
from contracts.kalender import BEYOND, is_beyond
from contracts.refusal import Refusal, lacking
from contracts.vocabulary import Kategori

COLUMNS = ("NIP", "TANGGAL", "KATEGORI", "KINERJA", "URAIAN", "OUTPUT", "KUANTITAS", "MULAI", "SELESAI", "BUKTI")
NEEDED = frozenset(COLUMNS) - {"NIP", "BUKTI"}
MOST = 1_000_000
# The member of the command that a rule blames is a column here.
_COLUMN = {"butir_id": "KINERJA"}


class Isian(Struct, frozen=True):
    """One line of the file. `kinerja`: the id of a butir, or its words."""

    baris: int
    nip: str
    tanggal: date
    kategori: Kategori
    kinerja: str
    uraian: str
    output: str
    kuantitas: int
    mulai: time
    selesai: time
    bukti: str | None


class Baris(Struct, frozen=True, array_like=True):
    """A line whose owner and butir are known: what is kept until the confirmation, and written then."""

    baris: int
    asn_id: UUID
    tanggal: date
    kategori: Kategori
    butir_id: UUID
    uraian: str
    output: str
    kuantitas: int
    mulai: time
    selesai: time
    bukti: str | None


class Tolakan(Struct, frozen=True):
    """A line that is not taken: the cell to blame, the reason, its pasal. `ganda`: it is there already."""

    baris: int
    kolom: str
    alasan: str
    pasal: str
    ganda: bool = False


def tolakan(baris: int, refusal: Refusal, kolom: str = "TANGGAL") -> Tolakan:
    """A rule's refusal as a line's; `kolom` where the rule blames no member of the command."""
    field = refusal.field or kolom
    return Tolakan(baris, _COLUMN.get(field, field.upper()), refusal.message, refusal.pasal)


def read_isian(baris: int, cells: Mapping[str, str]) -> Isian:
    """One line; Refusal 422 names the column. Dates: 2026-01-31 or 31/1/2026; times: 08:00 or 08.00."""
    return Isian(
        baris=baris,
        nip=_nip(cells),
        tanggal=_day(cells),
        kategori=_kategori(cells),
        kinerja=_short(cells, "KINERJA", 2000),
        uraian=_short(cells, "URAIAN", 2000),
        output=_short(cells, "OUTPUT", 500),
        kuantitas=_amount(cells),
        mulai=_clock(cells, "MULAI"),
        selesai=_clock(cells, "SELESAI"),
        bukti=_short(cells, "BUKTI", 500, needed=False) or None,
    )


def _short(cells: Mapping[str, str], column: str, most: int, needed: bool = True) -> str:
    text = cells.get(column, "")
    if is_error(text):
        raise lacking(FAULTY.format(text), "23(1)", column)
    if (needed and not text) or len(text) > most:
        raise lacking(f"Kosong atau lebih dari {most} karakter.", "23(1)", column)
    if "\x00" in text:
        raise lacking("Memuat karakter NUL.", "implicit", column)
    return text


def _nip(cells: Mapping[str, str]) -> str:
    text = _short(cells, "NIP", 40, needed=False)
    if is_rounded(text):
        raise lacking(ROUNDED, "implicit", "NIP")
    return nip_of(text)


def _day(cells: Mapping[str, str]) -> date:
    try:
        found = date_of(_short(cells, "TANGGAL", 40))
    except (ValueError, OverflowError):
        raise lacking(f"Bukan tanggal ({DATES}).", "23(1)", "TANGGAL") from None
    if is_beyond(found):
        raise lacking(BEYOND, "23(1)", "TANGGAL")
    return found


def _clock(cells: Mapping[str, str], column: str) -> time:
    try:
        return clock_of(_short(cells, column, 40))
    except ValueError:
        raise lacking(f"Bukan jam ({TIMES}).", "23(1)", column) from None


def _kategori(cells: Mapping[str, str]) -> Kategori:
    try:
        return Kategori(_short(cells, "KATEGORI", 40).lower())
    except ValueError:
        raise lacking("Bukan salah satu dari: utama, tambahan.", "23(6)", "KATEGORI") from None


def _amount(cells: Mapping[str, str]) -> int:
    text = _short(cells, "KUANTITAS", 10)
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= MOST:
        raise lacking(f"Bukan bilangan bulat 1-{MOST}.", "23(1)", "KUANTITAS")
    return int(text)
