"""Peningkatan kapasitas and sosialisasi (KUAN P30)."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.refusal import Refusal
from services.identity.domain import pelatihan
from tests.laws import cited

# P30(2): a capacity of the four roles of P11(1), b socialisation to administrators of PD and/or pegawai.
ROLES = ("pengelola_e_kinerja", "admin_pd", "pejabat_penilai", "user")
MATRIX = """
peningkatan_kapasitas  + + + +
sosialisasi            - + - +
"""


@pytest.mark.parametrize("line", MATRIX.split("\n")[1:-1])
def test_kuan_p30_2_which_kind_is_for_whom(line: str) -> None:
    jenis, *cells = line.split()
    for peran, cell in zip(ROLES, cells, strict=True):
        if cell == "+":
            pelatihan.check_kind(jenis, peran)
            continue
        with pytest.raises(Refusal) as refused:
            pelatihan.check_kind(jenis, peran)
        assert (refused.value.status, refused.value.field, cited(refused.value)) == (422, "peran", "KUAN 30(2)")


def test_kuan_p30_what_was_held_is_recorded_not_what_is_planned() -> None:
    pelatihan.check_held(date(2026, 1, 5), date(2026, 1, 5))
    with pytest.raises(Refusal) as refused:
        pelatihan.check_held(date(2026, 1, 6), date(2026, 1, 5))
    assert refused.value.status == 409


@pytest.mark.parametrize(
    ("nips", "field"), [(["1", "9"], "peserta[1]"), (["1", "1"], "peserta[1]"), (["2"], "peserta[0]")]
)
def test_kuan_p30_1_participants_are_known_once_and_of_the_role(nips: list[str], field: str) -> None:
    pelatihan.check_participants(["1"], {"1", "2"}, {"1"}, "admin_pd")
    with pytest.raises(Refusal) as refused:
        pelatihan.check_participants(nips, {"1", "2"}, {"1"}, "admin_pd")
    assert (refused.value.status, refused.value.field) == (422, field)


@pytest.mark.parametrize(
    ("reached", "whole", "shown"),
    [(1, 3, "33.33"), (2, 3, "66.67"), (0, 4, "0.00"), (4, 4, "100.00"), (1, 800, "0.13")],
)
def test_kuan_p30_coverage_in_per_cent(reached: int, whole: int, shown: str) -> None:
    assert pelatihan.percent(reached, whole) == shown
