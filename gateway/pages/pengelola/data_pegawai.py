"""People of the roster and PD as the pages read them; a person by NIP."""

from __future__ import annotations

from uuid import UUID

import msgspec

from gateway.pages.visit import Visit

STATUS = {
    "aktif": "aktif", "cuti": "cuti", "cltn": "cuti di luar tanggungan negara", "tugas_belajar": "tugas belajar",
    "mpp": "masa persiapan pensiun", "diberhentikan_sementara": "diberhentikan sementara",
    "pejabat_negara": "pejabat negara atau pimpinan/anggota lembaga nonstruktural",
    "pensiun": "pensiun", "diberhentikan": "diberhentikan", "meninggal": "meninggal",
}  # fmt: skip
ACCOUNT = {"pending": "belum diaktifkan", "active": "aktif", "blocked": "dibekukan", "disabled": "ditutup"}


class Opd(msgspec.Struct):
    """A PD, or a unit in one."""

    kode: str
    nama: str
    induk: str
    jenis: str
    hari_kerja: int
    kepala: str | None
    pegawai: int


class Row(msgspec.Struct):
    """A person of the roster."""

    asn_id: UUID
    nip: str
    nama: str
    jenis: str
    golongan: str
    jabatan: str
    opd: str
    unit: str
    status: str
    validated: bool


async def by_nip(visit: Visit, nip: str) -> Row | None:
    """The one person whom a NIP names among those whom the visitor sees; None for nobody or several."""
    found: list[Row] = await visit.read("identity", "/pegawai", list[Row], cari=nip, paling_banyak=2)
    return found[0] if len(found) == 1 else None
