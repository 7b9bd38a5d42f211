"""The predikat for BKN: the ratings of hasil kerja and of perilaku in nine cells (PermenPANRB 6/2022). Pure.

It stands beside the nilai of the Pemda's own regulation; neither is computed from the other (reading B14).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from contracts.appraisal import KuadranBkn, PredikatBkn
from services.appraisal.domain.judgement import Rating

# The codes of SIASN for both ratings and for the quadrant.
RATINGS: tuple[Rating, ...] = ("di_atas", "sesuai", "di_bawah")
QUADRANTS: tuple[PredikatBkn, ...] = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")


class Ekspektasi(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How hasil kerja and perilaku compare with what was expected, and what is said to the person about it."""

    hasil_kerja: Rating
    perilaku: Rating
    umpan_balik: Annotated[str, Meta(pattern=r"\S", max_length=2000)]


class Kuadran(Struct, frozen=True, kw_only=True):
    """The two ratings and the predikat of their cell."""

    hasil_kerja: Rating
    perilaku: Rating
    umpan_balik: str
    predikat: PredikatBkn


def quadrant(said: Ekspektasi, cells: Mapping[str, Mapping[str, PredikatBkn]]) -> Kuadran:
    """The predikat of a cell, as the pack has it."""
    predikat = cells[said.hasil_kerja][said.perilaku]
    return Kuadran(
        hasil_kerja=said.hasil_kerja, perilaku=said.perilaku, umpan_balik=said.umpan_balik, predikat=predikat
    )


def told(one: Kuadran) -> KuadranBkn:
    """What is published of it, with the codes of SIASN."""
    return KuadranBkn(
        hasil_kerja=one.hasil_kerja,
        perilaku=one.perilaku,
        predikat=one.predikat,
        hasil_kerja_kode=RATINGS.index(one.hasil_kerja) + 1,
        perilaku_kode=RATINGS.index(one.perilaku) + 1,
        kuadran_kode=QUADRANTS.index(one.predikat) + 1,
    )
