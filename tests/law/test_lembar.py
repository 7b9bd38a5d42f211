"""What a slip is in the columns of a payment: by hand, and that every column adds up to the slip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.tpp import SlipLine
from services.tpp.domain.lembar import NOTHING, Pecahan, split, spread
from services.tpp.sipd import profile_of, profiles


def line(kode: str, jumlah: int) -> SlipLine:
    return SlipLine(kode=kode, uraian=kode, jumlah=jumlah, hitungan="", pasal="", sumber=())


def test_x2_parts_go_to_their_kind_and_what_has_none_is_spread_by_size() -> None:
    """600 + 300 of the basic TPP, 100 of beban kerja; a cut of 25 % is 250: 675 and 75 are left; 5 % tax of 750."""
    found = split([
        line("produktivitas", 600), line("disiplin", 300), line("beban_kerja", 100), line("keadaan.x", -250),
        line("potongan.pph21", -38), line("potongan.iwp", -8),
    ])  # fmt: skip
    assert found == Pecahan({"dasar": 675, "beban_kerja": 75}, {"pph21": 38, "iwp": 8})
    assert (found.bruto, found.neto) == (750, 704)


def test_x2_the_rupiah_left_over_goes_to_the_largest_remainder() -> None:
    """1000 over 1 : 1 : 1 is 333.33 each: the first takes the one left; 100 over 2 : 1 is 66.67 and 33.33."""
    assert spread({"a": 1, "b": 1, "c": 1}, 1000) == {"a": 334, "b": 333, "c": 333}
    assert spread({"a": 2, "b": 1}, 100) == {"a": 67, "b": 33}


def test_b36_a_list_of_differences_pays_what_is_left_of_each_column() -> None:
    before = split([line("produktivitas", 600), line("disiplin", 400), line("potongan.pph21", -50)])
    now = split([line("produktivitas", 500), line("disiplin", 400), line("potongan.pph21", -45)])
    assert now.less(before) == Pecahan({"dasar": -100}, {"pph21": -5})
    assert now.less(before).neto == now.neto - before.neto and now.less(NOTHING) == now


_KINDS = st.sampled_from(["produktivitas", "disiplin", "beban_kerja.disiplin", "prestasi_kerja", "kondisi_kerja"])
_PARTS = st.lists(st.tuples(_KINDS, st.integers(0, 10**10)), max_size=6)


@given(_PARTS, st.integers(0, 10**10), st.integers(0, 10**9))
def test_x2_the_columns_add_up_to_the_slip(parts: list[tuple[str, int]], more: int, tax: int) -> None:
    lines = [*(line(kode, jumlah) for kode, jumlah in parts), line("predikat", more), line("potongan.pph21", -tax)]
    found = split(lines)
    assert found.neto == sum(one.jumlah for one in lines)
    assert all(rupiah >= 0 for rupiah in found.jenis.values())


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 10**9), min_size=1), st.integers(0, 10**10))
def test_x2_a_total_is_spread_whole_and_nobody_gets_below_zero(sizes: dict[str, int], total: int) -> None:
    found = spread(sizes, total)
    assert sum(found.values()) == total and set(found) == set(sizes) and min(found.values()) >= 0


def test_sipd_the_sheet_has_34_columns_in_their_order() -> None:
    titles = [column.judul for column in profile_of("2026-01").kolom]
    assert len(titles) == len(set(titles)) == 34
    assert titles[:3] == ["NIP Pegawai", "Nama Pegawai", "NIK Pegawai"]
    assert titles[14:20] == [
        "Nomor Rekening Bank Pegawai", "TPP Beban Kerja", "TPP Tempat Bertugas", "TPP Kondisi kerja",
        "TPP Kelangkaan Profesi", "TPP Prestasi Kerja",
    ]  # fmt: skip
    assert titles[-3:] == ["Jumlah TPP", "Jumlah Potongan", "Jumlah Ditransfer"]
    texts = [column.judul for column in profile_of("2026-01").kolom if column.bentuk == "teks"]
    assert texts == titles[:15], "identity and account are cells of text"


def test_sipd_profiles_come_newest_first() -> None:
    days = [one.sejak for one in profiles()]
    assert days == sorted(days, reverse=True)
    with pytest.raises(Exception, match=r"tpp.list.no_sheet"):
        profile_of("1999-01")
