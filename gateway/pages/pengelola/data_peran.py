"""Who holds a role, what its condition may ask for, and what waits for a second person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

# What the condition of a role may ask for: its name in the command, and what it is called here.
SYARAT = {
    "kepala_pd_nip": "NIP kepala PD yang menunjuk (administrator PD)",
    "basis": "Basis: pengawas_kepegawaian atau cakap_komputer (administrator PD)",
    "sertifikat": "Nomor sertifikat (konselor)", "kompetensi": "Kompetensi (Tim Penilai)",
}  # fmt: skip


class Holder(msgspec.Struct):
    """Who holds a role within its dates."""

    account_id: UUID
    nip: str | None
    nama: str | None
    opd: str
    peran: str
    dasar: str
    mulai: date
    selesai: date | None


class Proposal(msgspec.Struct):
    """What waits for a second person."""

    usul_id: UUID
    jenis: str
    account_id: UUID
    keadaan: str
    diusulkan_oleh: UUID
    diusulkan_at: datetime
    alasan: str
    peran: str | None
    dasar: str | None
    tanggal_dasar: date | None
