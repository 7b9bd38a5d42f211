"""SIPD's sheet of the TPP by a dated profile that is data (`lembar/*.toml`): text cells, rupiah, a row of checksums."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import msgspec
import xlsxwriter
from msgspec import Struct

from contracts.refusal import Refusal, rule
from services.tpp.domain.lembar import DASAR, Pecahan
from services.tpp.store.papers import Dibayar

NO_PROFILE = rule(
    "tpp.list.no_sheet", 409, "Belum ada bentuk lembar SIPD untuk {periode}.", "periode", source="implicit"
)
NO_COLUMN = rule(
    "tpp.list.no_column", 409, "{lembar} tidak memuat kolom bagi potongan {kode}.", "periode", source="implicit"
)
_FOLDER = Path(__file__).with_name("lembar")
CHECKSUM = "JUMLAH"


class Kolom(Struct, frozen=True, forbid_unknown_fields=True):
    """A column: its title, what stands in it, and whether that is text or rupiah."""

    judul: str
    isi: str
    bentuk: Literal["teks", "rupiah"] = "teks"


class Profil(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sheet as SIPD takes it from a day on."""

    nama: str
    sejak: date
    dasar: str
    digabung: dict[str, str]
    potongan: dict[str, tuple[str, ...]]
    tipe_jabatan: dict[str, str]
    eselon: dict[str, str]
    status_asn: dict[str, str]
    kolom: tuple[Kolom, ...]


@cache
def profiles() -> Sequence[Profil]:
    """The profiles, the newest first."""
    found = [msgspec.convert(tomllib.loads(path.read_text("utf-8")), Profil) for path in _FOLDER.glob("sipd-*.toml")]
    return sorted(found, key=lambda one: one.sejak, reverse=True)


def profile_of(periode: str) -> Profil:
    """The sheet of a month; Refusal 409 where none is known so early."""
    for one in profiles():
        if f"{one.sejak:%Y-%m}" <= periode:
            return one
    raise Refusal(NO_PROFILE, periode=periode)


def cells_of(how: Profil, row: Dibayar) -> list[str | int]:
    """A person in the columns; Refusal 409 for a deduction that the sheet has no column for."""
    values = _texts(how, row) | _amounts(how, row.pecahan)
    return [values.get(column.isi, 0) for column in how.kolom]


def _texts(how: Profil, row: Dibayar) -> dict[str, str | int]:
    return {
        "nip": row.nip, "nama": row.nama, "tanggal_lahir": _born(row.nip), "jabatan": row.jabatan,
        "tipe_jabatan": how.tipe_jabatan.get(row.jenis_jabatan, ""), "eselon": how.eselon.get(row.jenis_jabatan, ""),
        "status_asn": how.status_asn.get(row.jenis, how.status_asn["lain"]), "golongan": row.golongan, "kosong": "",
        "tanpa_rekening": "-", "nol": 0,
    }  # fmt: skip


def _born(nip: str) -> str:
    """The first eight digits of a NIP are the day of birth."""
    return f"{nip[6:8]}-{nip[4:6]}-{nip[:4]}" if len(nip) == 18 else ""


def _amounts(how: Profil, paid: Pecahan) -> dict[str, str | int]:
    known = {kode: column for column, codes in how.potongan.items() for kode in codes}
    found: dict[str, int] = {}
    for kind, rupiah in paid.jenis.items():
        key = f"jenis:{how.dasar if kind == DASAR else how.digabung.get(kind, kind)}"
        found[key] = found.get(key, 0) + rupiah
    for kode, rupiah in paid.potongan.items():
        if kode not in known:
            raise Refusal(NO_COLUMN, lembar=how.nama, kode=kode)
        key = f"potongan:{known[kode]}"
        found[key] = found.get(key, 0) + rupiah
    return {**found, "bruto": paid.bruto, "dipotong": paid.bruto - paid.neto, "neto": paid.neto}


def checksum(how: Profil, rows: Sequence[Sequence[str | int]]) -> list[str | int]:
    """The last row: how many people, and the sum of each column of rupiah."""
    sums: Mapping[int, int] = {
        n: sum(int(row[n]) for row in rows) for n, column in enumerate(how.kolom) if column.bentuk == "rupiah"
    }
    said = {0: CHECKSUM, 1: f"{len(rows)} pegawai"}
    return [sums.get(n, said.get(n, "")) for n in range(len(how.kolom))]


def written(periode: str, rows: Sequence[Dibayar]) -> bytes:
    """The workbook; takes a second for ten thousand people: run it beside the event loop."""
    how = profile_of(periode)
    people = [cells_of(how, row) for row in rows]
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, text, money = book.add_format({"bold": True}), book.add_format({"num_format": "@"}), book.add_format()
        money.set_num_format("0")
        sheet = book.add_worksheet("TPP")
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(how.kolom) - 1, 20)
        for n, column in enumerate(how.kolom):
            sheet.write_string(0, n, column.judul, bold)
        for line, cells in enumerate([*people, checksum(how, people)], start=1):
            for n, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(line, n, cell, money)
                else:
                    sheet.write_string(line, n, cell, text)
    return buffer.getvalue()
