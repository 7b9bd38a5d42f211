"""A training that was held, and how far a role in a PD is covered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

KINDS = {"peningkatan_kapasitas": "Peningkatan kapasitas", "sosialisasi": "Sosialisasi"}
FAMILIES = {
    "pengelola_e_kinerja": "pengelola e-kinerja", "admin_pd": "administrator PD",
    "pejabat_penilai": "pejabat penilai", "user": "semua pegawai",
}  # fmt: skip


class Training(msgspec.Struct):
    """What was held."""

    pelatihan_id: UUID
    jenis: str
    peran: str
    tanggal: date
    materi: str
    peserta: int


class Coverage(msgspec.Struct):
    """How many of a role in a PD were there."""

    jenis: str
    peran: str
    opd: str
    sasaran: int
    hadir: int
    persen: str
