"""Peningkatan kapasitas and sosialisasi, held by Ka. BKPP (KUAN P30). Pure.

Not the pembinaan of KUAN P31(1), which a pejabat penilai gives to one person for a missed day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from contracts.refusal import lacking, wrong_state

KAPASITAS, SOSIALISASI = "peningkatan_kapasitas", "sosialisasi"
# The four role families of KUAN P11(1); `pejabat_penilai` and `user` are relations, not grants.
PERAN = ("pengelola_e_kinerja", "admin_pd", "pejabat_penilai", "user")
KINDS = {KAPASITAS: PERAN, SOSIALISASI: ("admin_pd", "user")}


def check_kind(jenis: str, peran: str) -> None:
    """Capacity for each of the four roles; socialisation for administrators of PD and/or pegawai (KUAN P30(2))."""
    if peran not in KINDS[jenis]:
        raise lacking(f"{jenis} ditujukan kepada: {', '.join(KINDS[jenis])}.", "KUAN 30(2)", "peran")


def check_held(tanggal: date, today: date) -> None:
    """What has been held is recorded, not what is planned."""
    if tanggal > today:
        raise wrong_state("Kegiatan yang belum dilaksanakan tidak dicatat.", "KUAN 30")


def check_participants(nips: Sequence[str], known: Collection[str], holders: Collection[str], peran: str) -> None:
    """Each is known, there once, and of the role it was held for."""
    for n, nip in enumerate(nips):
        if nip not in known:
            raise lacking(f"Pegawai {nip} tidak ditemukan.", "KUAN 30(1)", f"peserta[{n}]")
        if nip in nips[:n]:
            raise lacking(f"Pegawai {nip} disebut dua kali.", "KUAN 30(1)", f"peserta[{n}]")
        if nip not in holders:
            raise lacking(f"Pegawai {nip} bukan {peran}.", "KUAN 30(1)", f"peserta[{n}]")


def percent(reached: int, whole: int) -> str:
    """Coverage in per cent with two decimals, rounded half up."""
    return str((Decimal(reached) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))
