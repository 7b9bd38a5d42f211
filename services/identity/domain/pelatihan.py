"""Peningkatan kapasitas and sosialisasi, held by Ka. BKPP (KUAN P30). Pure.

Not the pembinaan of KUAN P31(1), which a pejabat penilai gives to one person for a missed day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from contracts.refusal import Refusal, rule

OTHER_TRAINEES = rule("identity.training.role", 422, "{kind} ditujukan kepada: {roles}.", "peran")
NOT_HELD_YET = rule("identity.training.not_yet", 409, "Kegiatan yang belum dilaksanakan tidak dicatat.")
NO_TRAINEE = rule("identity.training.unknown_person", 422, "Pegawai {nip} tidak ditemukan.")
TRAINEE_TWICE = rule("identity.training.twice", 422, "Pegawai {nip} disebut dua kali.")
NOT_OF_ROLE = rule("identity.training.not_of_role", 422, "Pegawai {nip} bukan {role}.")

KAPASITAS, SOSIALISASI = "peningkatan_kapasitas", "sosialisasi"
# The four role families of KUAN P11(1); `pejabat_penilai` and `user` are relations, not grants.
PERAN = ("pengelola_e_kinerja", "admin_pd", "pejabat_penilai", "user")
KINDS = {KAPASITAS: PERAN, SOSIALISASI: ("admin_pd", "user")}


def check_kind(jenis: str, peran: str) -> None:
    """Capacity for each of the four roles; socialisation for administrators of PD and/or pegawai (KUAN P30(2))."""
    if peran not in KINDS[jenis]:
        raise Refusal(OTHER_TRAINEES, kind=jenis, roles=", ".join(KINDS[jenis]))


def check_held(tanggal: date, today: date) -> None:
    """What has been held is recorded, not what is planned."""
    if tanggal > today:
        raise Refusal(NOT_HELD_YET)


def check_participants(nips: Sequence[str], known: Collection[str], holders: Collection[str], peran: str) -> None:
    """Each is known, there once, and of the role it was held for."""
    for n, nip in enumerate(nips):
        if nip not in known:
            raise Refusal(NO_TRAINEE, nip=nip, field=f"peserta[{n}]")
        if nip in nips[:n]:
            raise Refusal(TRAINEE_TWICE, nip=nip, field=f"peserta[{n}]")
        if nip not in holders:
            raise Refusal(NOT_OF_ROLE, nip=nip, role=peran, field=f"peserta[{n}]")


def percent(reached: int, whole: int) -> str:
    """Coverage in per cent with two decimals, rounded half up."""
    return str((Decimal(reached) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))
