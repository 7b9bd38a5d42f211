"""Who is who: the numbers of ASN (BKN), the rows of staffing data, who grants what."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from contracts.refusal import Refusal
from contracts.vocabulary import Jenis
from services.identity.domain import nip as numbers
from services.identity.domain import role
from services.identity.domain import row as rows
from services.identity.domain.superiors import check_superiors

# The signature block of KUAN: born 3 June 1973, TMT CPNS January 2007, male, serial 007.
SIGNED = "197306032007011007"
ROW = {
    "NIP": SIGNED, "NAMA": "Seseorang", "JENIS": "PNS", "STATUS": "aktif", "GOLONGAN": "III/d", "JABATAN": "Analis",
    "JENIS_JABATAN": "pelaksana", "KELAS_JABATAN": "7", "KODE_OPD": "1.01", "KODE_UNIT": "1.01.1", "NIP_ATASAN": "",
    "TMT_JABATAN": "2020-01-02", "MEMIMPIN_UNIT": "tidak", "SIASN_VALIDATED": "ya",
}  # fmt: skip


def test_kuan_p1_1_what_a_nip_says() -> None:
    parts = numbers.read_nip(SIGNED)
    assert (parts.lahir, parts.mulai, parts.jenis, parts.kelamin) == (date(1973, 6, 3), "2007-01", Jenis.PNS, "L")


def test_kuan_p1_1_an_ni_pppk_has_no_month() -> None:
    parts = numbers.read_nip("199002292021212001".replace("19900229", "19900228"))
    assert (parts.jenis, parts.kelamin) == (Jenis.PPPK, "P")


@pytest.mark.parametrize(
    "nip",
    [
        "", "19730603200701100", "1973060320070110077", "19730603200701100x", "197306032007011００7",
        "197302302007011007", "197313032007011007", "197306032007131007", "197306032007301007", "197306032007001007",
        "197306032007013007",
    ],
)  # fmt: skip
def test_a_number_that_is_none(nip: str) -> None:
    with pytest.raises(Refusal) as refused:
        numbers.read_nip(nip)
    assert (refused.value.status, refused.value.field) == (422, "nip")


def test_a_good_row_is_taken() -> None:
    row = rows.read_row(ROW)
    assert (row.nip, row.kelas_jabatan, row.validated, row.memimpin_unit) == (SIGNED, 7, True, False)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("JENIS", "PPPK"), ("JENIS", "honorer"), ("GOLONGAN", "IX"), ("GOLONGAN", "III/e"), ("KELAS_JABATAN", "18"),
        ("KELAS_JABATAN", "0"), ("KELAS_JABATAN", "tujuh"), ("NAMA", "  "), ("NAMA", "x" * 201),
        ("TMT_JABATAN", "01/32/2020"), ("NIP", "1.97306E+17"), ("NIP_ATASAN", "1.97306E+17"), ("SIASN_VALIDATED", "1"), ("STATUS", "entah"), ("TANGGAL_LAHIR", "1973-06-04"),
        ("JENIS_KELAMIN", "P"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named(column: str, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        rows.read_row(ROW | {column: text})
    assert refused.value.field == column


def test_kuan_p1_24_a_superior_is_known_and_another() -> None:
    one = rows.read_row(ROW | {"NIP_ATASAN": SIGNED})
    other = rows.read_row(ROW | {"NIP_ATASAN": "197306032007011008"})
    refused = check_superiors({2: one, 3: other}, {})
    assert [(r.baris, r.kolom) for r in refused] == [(2, "NIP_ATASAN"), (3, "NIP_ATASAN")]
    assert check_superiors({3: other}, {"197306032007011008": stored("pengawas")}) == []


def stored(jenis: str, atasan: str = "") -> Any:
    return SimpleNamespace(jenis_jabatan=jenis, nip_atasan=atasan)


@pytest.mark.parametrize(
    ("jenis", "surat", "before", "fine"),
    [("jpt_pratama", "", "", True), ("administrator", "", "", True), ("pengawas", "", "", True),
     ("pelaksana", "", "", False), ("fungsional", "", "", False), ("pelaksana", " ", "", False),
     ("pelaksana", "SP.1/2026", "", True), ("fungsional", "SP.1/2026", "", True),
     ("pelaksana", "", "197306032007011008", True), ("pelaksana", "", "197306032007011009", False)],
)  # fmt: skip
def test_kon_p1_26_in_a_file_too_the_lowest_penilai_is_a_pengawas_or_designated(
    jenis: str, surat: str, before: str, fine: bool
) -> None:
    above = "197306032007011008"
    row = rows.read_row(ROW | {"NIP_ATASAN": above, "SURAT_PENUNJUKAN": surat})
    known = {above: stored(jenis)} | ({SIGNED: stored("pelaksana", before)} if before else {})
    refused = [(r.baris, r.kolom) for r in check_superiors({2: row}, known)]
    assert refused == ([] if fine else [(2, "NIP_ATASAN")])


def test_kuan_p1_24_nobody_is_above_himself_by_a_file() -> None:
    """A above B in the file, B above A in what is known; and three in a ring."""
    a, b, c = (f"19730603200701100{n}" for n in (1, 2, 3))
    chief = {"JENIS_JABATAN": "pengawas"}
    row = rows.read_row(ROW | chief | {"NIP": b, "NIP_ATASAN": a})
    assert len(check_superiors({2: row}, {a: stored("pengawas", b)})) == 1
    assert check_superiors({2: row}, {a: stored("pengawas", c), c: stored("pengawas")}) == []
    ring = {
        n: rows.read_row(ROW | chief | {"NIP": one, "NIP_ATASAN": other})
        for n, (one, other) in enumerate(((a, b), (b, c), (c, a)), start=2)
    }
    assert [r.baris for r in check_superiors(ring, {})] == [2, 3, 4]
    below = rows.read_row(ROW | {"NIP": "197306032007011005", "NIP_ATASAN": a})
    assert [r.baris for r in check_superiors({1: below} | ring, {})] == [1, 2, 3, 4], "his superior is not taken"


def test_kuan_p1_21_nobody_grants_to_himself_or_what_does_not_exist() -> None:
    one, other = UUID(int=1), UUID(int=2)
    role.check_grant(one, other, "admin_pd", ["admin_pd"])
    for granter, receiver, peran, status in ((one, one, "admin_pd", 403), (one, other, "raja", 422)):
        with pytest.raises(Refusal) as refused:
            role.check_grant(granter, receiver, peran, ["admin_pd"])
        assert refused.value.status == status


def test_an_import_has_four_eyes() -> None:
    with pytest.raises(Refusal) as refused:
        role.check_other(UUID(int=1), UUID(int=1))
    assert refused.value.status == 403
    role.check_other(UUID(int=1), UUID(int=2))


def _roles(pack: str) -> set[str]:
    import tomllib

    from chassis.settings import REPOSITORY

    return set(tomllib.loads((REPOSITORY / "regulations" / f"{pack}.toml").read_text())["identity"]["roles"]["value"])


def test_kuan_p11_1_the_catalogue_holds_every_office_of_the_law() -> None:
    """1(19-26), 5(4), 11(1), 13(b), 24(1), 27(1) and reading A4."""
    assert _roles("kuansing-65-2019") >= {
        "pengelola_e_kinerja", "admin_pd", "super_admin", "administrator_bidang", "pengelola_kepegawaian",
        "pengelola_kinerja", "pimpinan_unit_kerja", "kepala_pd", "ka_bkpp", "ka_diskominfo", "sekda", "bupati",
    }  # fmt: skip


def test_kon_p1_7_the_catalogue_holds_every_office_of_the_law() -> None:
    """1(7, 8, 25, 27), 23(4), 35, 36(4); peer and subordinate raters are drawn, not appointed."""
    assert _roles("konsel-67-2024") >= {
        "pengelola_kinerja", "pimpinan_unit_kerja", "pyb", "ppk", "ka_bkpsdm", "tim_penilai_ketua",
        "tim_penilai_sekretaris", "tim_penilai_anggota", "sekretariat_tim", "konselor",
    }  # fmt: skip
