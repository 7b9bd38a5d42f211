"""Imports: what a cell may say, and how people stand on a day (KUAN P23(1), P23(6); readings A16, A24, A30)."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest

from contracts.masa import MasaStatus
from contracts.refusal import Refusal
from contracts.vocabulary import Kategori, StatusPegawai
from services.activity.domain.isian import Baris, read_isian
from services.activity.domain.standing import ButirBerlaku, Pemilik, Standing, Terisi
from tests.laws import pasal as pasal_of

ONE, OTHER = UUID(int=1), UUID(int=2)
REPORT, TALK = UUID(int=0x71), UUID(int=0x72)
GOOD = {
    "TANGGAL": "2026-01-05", "KATEGORI": "utama", "KINERJA": "Menyusun laporan", "URAIAN": "Menyusun", "OUTPUT": "1",
    "KUANTITAS": "1", "MULAI": "08:00", "SELESAI": "09:00",
}  # fmt: skip


@pytest.mark.parametrize(
    ("column", "said", "member", "found"),
    [
        ("TANGGAL", "2026-01-05", "tanggal", date(2026, 1, 5)),
        ("TANGGAL", "2026-01-05 00:00:00", "tanggal", date(2026, 1, 5)),
        ("TANGGAL", "5/1/2026", "tanggal", date(2026, 1, 5)),
        ("TANGGAL", "05-01-2026", "tanggal", date(2026, 1, 5)),
        ("TANGGAL", "05.01.2026", "tanggal", date(2026, 1, 5)),
        ("MULAI", "7.30", "mulai", time(7, 30)),
        ("MULAI", "07:30", "mulai", time(7, 30)),
        ("MULAI", "07:30:15", "mulai", time(7, 30, 15)),
        ("MULAI", "1899-12-31 07:30:00", "mulai", time(7, 30)),
        ("KATEGORI", "Tambahan", "kategori", Kategori.TAMBAHAN),
        ("KUANTITAS", "1000000", "kuantitas", 1_000_000),
        ("BUKTI", "", "bukti", None),
    ],
)  # fmt: skip
def test_kuan_p23_1_a_cell_is_read_as_people_write_it(column: str, said: str, member: str, found: object) -> None:
    assert getattr(read_isian(2, GOOD | {column: said}), member) == found


@pytest.mark.parametrize(
    ("column", "said", "pasal"),
    [
        *((column, "", "23(1)") for column in GOOD),
        ("TANGGAL", "5 Januari", "23(1)"), ("TANGGAL", "2026-13-01", "23(1)"), ("TANGGAL", "1/2/3/4", "23(1)"),
        ("TANGGAL", f"1/1/{10**30}", "23(1)"), ("MULAI", f"{10**30}:00", "23(1)"),
        ("MULAI", "25:00", "23(1)"), ("MULAI", "8", "23(1)"), ("SELESAI", "0.375", "23(1)"),
        ("KATEGORI", "lain", "23(6)"), ("KUANTITAS", "1000001", "23(1)"), ("KUANTITAS", "-1", "23(1)"),
        ("KUANTITAS", "satu", "23(1)"), ("URAIAN", "x" * 2001, "23(1)"), ("OUTPUT", "x" * 501, "23(1)"),
        ("URAIAN", "a\x00b", "implicit"),
    ],
)  # fmt: skip
def test_kuan_p23_1_what_a_cell_may_not_say(column: str, said: str, pasal: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_isian(2, GOOD | {column: said})
    assert (refused.value.status, refused.value.field, pasal_of(refused.value)) == (422, column, pasal)


def _standing(**more: object) -> Standing:
    owner = Pemilik(ONE, "1", "A", "Analis", "DINKES", True, StatusPegawai.AKTIF, 5)
    raw = Pemilik(OTHER, "2", "B", "Analis", "DINKES", False, StatusPegawai.AKTIF, 5)
    year = (date(2026, 1, 1), date(2026, 6, 30))
    butir = [ButirBerlaku(REPORT, "utama", "Menyusun laporan", *year), ButirBerlaku(TALK, "tambahan", "Rapat", *year)]
    leave = MasaStatus(mulai=date(2026, 1, 7), selesai=date(2026, 1, 8), status=StatusPegawai.CUTI)
    fields: dict[str, object] = {
        "pemilik": [owner, raw], "masa": {ONE: [leave]}, "butir": {ONE: butir, OTHER: butir},
        "closed": {(ONE, "2026-02")}, "filled": {(ONE, date(2026, 1, 5)): [Terisi(time(8), time(9), "Menyusun")]},
        "no_duty": lambda day: ("cuti",) if day < date(2026, 1, 12) else (),
    } | more  # fmt: skip
    return Standing(**fields)  # type: ignore[arg-type]


def _line(day: str, mulai: int = 10, selesai: int = 11, **more: object) -> Baris:
    fields: dict[str, object] = {
        "baris": 2, "asn_id": ONE, "kategori": Kategori.UTAMA, "butir_id": REPORT, "uraian": "Menyusun",
    } | more  # fmt: skip
    return Baris(
        tanggal=date.fromisoformat(day), output="1", kuantitas=1, mulai=time(mulai), selesai=time(selesai), bukti=None,
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (_line("2026-01-05"), "entered"),
        (_line("2026-01-05", asn_id=OTHER), "unknown_person"),
        (_line("2026-01-05", asn_id=UUID(int=9)), "unknown_person"),
        (_line("2026-01-06"), "entered"),
        (_line("2026-01-07"), "not_on_duty"),
        (_line("2026-01-08"), "not_on_duty"),
        (_line("2026-01-09"), "entered"),
        (_line("2025-12-31"), "butir"),
        (_line("2026-07-01"), "butir"),
        (_line("2026-01-05", kategori=Kategori.TAMBAHAN), "butir"),
        (_line("2026-01-05", kategori=Kategori.TAMBAHAN, butir_id=TALK), "entered"),
        (_line("2026-02-02"), "closed"),
        (_line("2026-01-05", 8, 9), "duplicate"),
        (_line("2026-01-05", 8, 9, uraian="Lain"), "overlap"),
        (_line("2026-01-05", 7, 12), "overlap"),
        (_line("2026-01-05", 9, 10), "entered"),
        (_line("2026-01-05", 7, 8), "entered"),
    ],
)
def test_kuan_p23_1_how_a_person_stands_on_a_day(line: Baris, verdict: str) -> None:
    said, other = _standing().verdict(line)
    assert said == verdict
    assert (other == Terisi(time(8), time(9), "Menyusun")) == (verdict in ("duplicate", "overlap"))


def test_kuan_p23_1_earlier_lines_stand_before_later_ones() -> None:
    standing = _standing()
    first = Terisi(time(8), time(10), "Menyusun", 2)
    assert standing.verdict(_line("2026-01-06", 8, 10, baris=2)) == ("entered", None)
    assert standing.verdict(_line("2026-01-06", 9, 11, baris=3)) == ("overlap", first)
    assert standing.verdict(_line("2026-01-06", 8, 10, baris=4)) == ("duplicate", first)
    assert standing.verdict(_line("2026-01-06", 10, 11, baris=5)) == ("entered", None)


def test_kuan_p1_31_a_kinerja_is_named_by_its_words_or_its_id_never_by_two() -> None:
    named = read_isian(2, GOOD | {"KINERJA": "menyusun   LAPORAN"})
    assert _standing().line(named, ONE).butir_id == REPORT
    assert _standing().line(read_isian(2, GOOD | {"KINERJA": str(TALK), "KATEGORI": "tambahan"}), ONE).butir_id == TALK
    year = (date(2026, 1, 1), date(2026, 12, 31))
    twins = [ButirBerlaku(UUID(int=n), "utama", "Menyusun laporan", *year) for n in (1, 2)]
    with pytest.raises(Refusal) as refused:
        _standing(butir={ONE: twins}).line(named, ONE)
    assert (refused.value.field, pasal_of(refused.value)) == ("butir_id", "1(31), 23(6)")
