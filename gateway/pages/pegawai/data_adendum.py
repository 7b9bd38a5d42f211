"""A tugas tambahan that was brought after the SKP had been set, and what became of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

STATES = {
    "menunggu": ("menunggu pejabat penilai", "tunggu", "jam"), "disepakati": ("disepakati, berlaku", "ok", "cek"),
    "ditolak": ("ditolak", "tolak", "silang"),
}  # fmt: skip


class _Decree(msgspec.Struct):
    nomor: str


class _Butir(msgspec.Struct):
    uraian: str
    sk: _Decree | None = None


class Addendum(msgspec.Struct):
    """One that was brought, and what became of it."""

    addendum_id: UUID
    skp_id: UUID
    asn_id: UUID
    nama: str
    butir: _Butir
    keadaan: str
    proposed_at: datetime
    alasan: str

    @property
    def lencana(self) -> tuple[str, str, str]:
        return STATES[self.keadaan]
