"""Files of attendance machines, read by profiles that are data: `profil/*.toml`. Runs in another process.

A day is refused cell by cell: the row, the column, what stands there and what is expected.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from chassis.cells import DATES, FAULTY, ROUNDED, TIMES, clock_of, date_of, is_error, is_rounded, nip_of
from chassis.records import Record, records_of
from chassis.sheets import Sheet, sheets_of
from contracts.refusal import Refusal, rule
from services.tpp.domain.kehadiran import ALPA, HADIR, KETERANGAN

MOST_ROWS = 100_000
MOST_REFUSED = 500
NO_PROFILE = rule(
    "tpp.attendance.no_profile", 422, "Profil berkas tidak dikenal; yang ada: {dikenal}.", "profil", source="implicit"
)
NO_COLUMN = rule(
    "tpp.attendance.no_column", 422, "Berkas tidak memuat kolom {kolom}; judul lain yang dikenal: {judul}.", "berkas",
    source="implicit",
)  # fmt: skip
ONE_SHEET = rule("tpp.attendance.one_sheet", 422, "Berkas harus memuat satu lembar saja.", "berkas", source="implicit")
TOO_LONG = rule("tpp.attendance.too_long", 422, "Berkas lebih dari {banyak} baris.", "berkas", source="implicit")
_FOLDER = Path(__file__).with_name("profil")
_SYNONYMS = {"H": HADIR, "": HADIR, "A": ALPA, "TK": ALPA, "I": "izin", "S": "sakit", "C": "cuti", "DL": "dinas_luar"}


class Profil(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a kind of machine writes: the titles by which it calls our columns; without titles, their order."""

    nama: str
    judul: bool
    kolom: dict[str, tuple[str, ...]]
    urutan: tuple[str, ...] = ()


class Baris(Struct, frozen=True):
    """A day of a person as a file says it."""

    baris: int
    nip: str
    tanggal: date
    masuk: time | None
    pulang: time | None
    keterangan: str


class Ditolak(Struct, frozen=True):
    """A cell that is not taken: its row and column, what stands there, why."""

    baris: int
    kolom: str
    isi: str
    alasan: str


class Terbaca(Struct, frozen=True):
    """A file that was read; `ditolak` holds at most 500 of the cells that were refused, `banyak_ditolak` counts all."""

    baris: list[Baris]
    ditolak: list[Ditolak]
    banyak_ditolak: int


class _Wrong(Exception):
    """A cell that cannot be read."""

    def __init__(self, kolom: str, isi: str, alasan: str) -> None:
        super().__init__(alasan)
        self.said = (kolom, isi[:80], alasan)


@cache
def profiles() -> Mapping[str, Profil]:
    """The profiles by name."""
    found = sorted(_FOLDER.glob("*.toml"))
    return {path.stem: msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Profil) for path in found}


def days_of(profil: str, content: bytes) -> Terbaca:
    """The days of a file and the cells that are refused; Refusal 422 for the file itself."""
    how = profiles().get(profil)
    if how is None:
        raise Refusal(NO_PROFILE, dikenal=", ".join(sorted(profiles())))
    aliases = {alias: title for title, names in how.kolom.items() for alias in names}
    titles, records = records_of(_titled(how, _sheet(content)), how.kolom, aliases)
    for title in ("NIP", "WAKTU" if "WAKTU" in how.kolom else "TANGGAL"):
        if title not in titles:
            raise Refusal(NO_COLUMN, kolom=title, judul=", ".join(how.kolom[title]))
    if len(records) > MOST_ROWS:
        raise Refusal(TOO_LONG, banyak=MOST_ROWS)
    refused: list[Ditolak] = []
    read = _taps(records, refused) if "WAKTU" in how.kolom else _days(records, refused)
    return Terbaca(read, refused[:MOST_REFUSED], len(refused))


def _sheet(content: bytes) -> Sheet:
    sheets = [sheet for sheet in sheets_of(content).values() if sheet]
    if len(sheets) != 1:
        raise Refusal(ONE_SHEET)
    return sheets[0]


def _titled(how: Profil, sheet: Sheet) -> Sheet:
    return sheet if how.judul else [list(how.urutan), *sheet]


def _days(records: list[Record], refused: list[Ditolak]) -> list[Baris]:
    """One row a person a day; the second of the same is refused."""
    found: dict[tuple[str, date], Baris] = {}
    for number, cells in records:
        try:
            row = _day(number, cells)
            if row is None:
                continue
            if before := found.get((row.nip, row.tanggal)):
                raise _Wrong("TANGGAL", cells["TANGGAL"], f"hari ini sudah ada di baris {before.baris}")
            found[row.nip, row.tanggal] = row
        except _Wrong as wrong:
            refused.append(Ditolak(number, *wrong.said))
    return list(found.values())


def _day(number: int, cells: Mapping[str, str]) -> Baris | None:
    """A row; None where it says nothing of its day."""
    masuk, pulang = _clock(cells, "MASUK"), _clock(cells, "PULANG")
    said = _plain(cells, "KETERANGAN")
    if masuk is None and pulang is None and not said:
        return None
    word = said.strip().upper()
    keterangan = _SYNONYMS.get(word, word.lower().replace(" ", "_"))
    if keterangan not in KETERANGAN:
        raise _Wrong("KETERANGAN", said, f"diharapkan salah satu: {', '.join(KETERANGAN)}")
    if masuk is not None and pulang is not None and pulang < masuk:
        raise _Wrong("PULANG", cells["PULANG"], "jam pulang mendahului jam masuk")
    return Baris(number, _nip(cells), _date("TANGGAL", cells["TANGGAL"]), masuk, pulang, keterangan)


def _taps(records: list[Record], refused: list[Ditolak]) -> list[Baris]:
    """One row a tap: the first of a day is the arrival, the last one the departure."""
    taps: dict[tuple[str, date], list[tuple[time, int]]] = {}
    for number, cells in records:
        try:
            day, at = _moment(cells["WAKTU"])
            taps.setdefault((_nip(cells), day), []).append((at, number))
        except _Wrong as wrong:
            refused.append(Ditolak(number, *wrong.said))
    return list(_whole(taps))


def _whole(taps: Mapping[tuple[str, date], list[tuple[time, int]]]) -> Iterator[Baris]:
    for (nip, day), found in taps.items():
        first, last = min(found), max(found)
        yield Baris(first[1], nip, day, first[0], last[0] if last[0] > first[0] else None, HADIR)


def _plain(cells: Mapping[str, str], title: str) -> str:
    text = cells.get(title, "")
    if is_error(text):
        raise _Wrong(title, text, FAULTY.format(text))
    return text


def _nip(cells: Mapping[str, str]) -> str:
    text = _plain(cells, "NIP")
    if is_rounded(text):
        raise _Wrong("NIP", text, ROUNDED)
    nip = nip_of(text)
    if not (len(nip) == 18 and nip.isascii() and nip.isdigit()):
        raise _Wrong("NIP", text, "diharapkan 18 angka")
    return nip


def _date(title: str, text: str) -> date:
    try:
        return date_of(text)
    except ValueError:
        raise _Wrong(title, text, f"diharapkan {DATES}") from None


def _clock(cells: Mapping[str, str], title: str) -> time | None:
    text = _plain(cells, title)
    if not text or text == "-":
        return None
    try:
        return clock_of(text).replace(microsecond=0)
    except ValueError:
        raise _Wrong(title, text, f"diharapkan {TIMES}") from None


def _moment(text: str) -> tuple[date, time]:
    """A day and an hour in one cell, `2026-01-05 07:31:02`."""
    day, _, at = text.replace("T", " ").partition(" ")
    try:
        return _date("WAKTU", day), clock_of(at).replace(microsecond=0)
    except ValueError:
        raise _Wrong("WAKTU", text, f"diharapkan {DATES} dan {TIMES}") from None
