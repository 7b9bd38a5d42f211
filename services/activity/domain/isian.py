"""A line of an import: what its cells say, and what is wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from chassis.cells import DATES, FAULTY, ROUNDED, TIMES, clock_of, date_of, is_error, is_rounded, nip_of
from contracts.refusal import Citations, Refusal, rule
from contracts.vocabulary import Kategori
from kernel.kalender import BEYOND, is_beyond

ALREADY_THERE = rule("activity.entry.already_there", 409, "Aktivitas ini sudah ada{where}.", "mulai")
CATEGORY_CELL = rule("activity.cell.category", 422, "Bukan salah satu dari: utama, tambahan.", "KATEGORI")
LENGTH = rule("activity.cell.length", 422, "Kosong atau lebih dari {most} karakter.")
FAULTY_CELL = rule("activity.cell.faulty", 422, FAULTY.format("{text}"))
ROUNDED_NIP = rule("activity.cell.rounded_nip", 422, ROUNDED, "NIP", source="implicit")
DAY_BEYOND = rule("activity.cell.day_beyond", 422, BEYOND, "TANGGAL")
NUL = rule("activity.cell.nul", 422, "Memuat karakter NUL.", source="implicit")
NO_AMOUNT = rule("activity.cell.amount", 422, "Bukan bilangan bulat 1-{most}.", "KUANTITAS")
NO_DAY = rule("activity.cell.no_day", 422, "Bukan tanggal ({how}).", "TANGGAL")
NO_TIME = rule("activity.cell.no_time", 422, "Bukan jam ({how}).")

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


class Ditolak(NamedTuple):
    """A line that a rule refuses; `kolom`: the cell to blame where the rule blames no member of the command."""

    baris: int
    refusal: Refusal
    kolom: str = "TANGGAL"

    def by(self, citations: Citations) -> Tolakan:
        """The refused line in the words of one law."""
        said = self.refusal.said(citations)
        field = said.field or self.kolom
        kolom = _COLUMN.get(field, field.upper())
        return Tolakan(self.baris, kolom, said.message, said.pasal, self.refusal.rule is ALREADY_THERE)


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
        raise Refusal(FAULTY_CELL, text=text, field=column)
    if (needed and not text) or len(text) > most:
        raise Refusal(LENGTH, most=most, field=column)
    if "\x00" in text:
        raise Refusal(NUL, field=column)
    return text


def _nip(cells: Mapping[str, str]) -> str:
    text = _short(cells, "NIP", 40, needed=False)
    if is_rounded(text):
        raise Refusal(ROUNDED_NIP)
    return nip_of(text)


def _day(cells: Mapping[str, str]) -> date:
    try:
        found = date_of(_short(cells, "TANGGAL", 40))
    except (ValueError, OverflowError):
        raise Refusal(NO_DAY, how=DATES) from None
    if is_beyond(found):
        raise Refusal(DAY_BEYOND)
    return found


def _clock(cells: Mapping[str, str], column: str) -> time:
    try:
        return clock_of(_short(cells, column, 40))
    except ValueError:
        raise Refusal(NO_TIME, how=TIMES, field=column) from None


def _kategori(cells: Mapping[str, str]) -> Kategori:
    try:
        return Kategori(_short(cells, "KATEGORI", 40).lower())
    except ValueError:
        raise Refusal(CATEGORY_CELL) from None


def _amount(cells: Mapping[str, str]) -> int:
    text = _short(cells, "KUANTITAS", 10)
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= MOST:
        raise Refusal(NO_AMOUNT, most=MOST)
    return int(text)
