"""A person of the staffing data as they are kept. Pure."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct


class Pegawai(Struct, frozen=True):
    """A person with the post and status that were told last; `nip_atasan` is empty where nobody is above them."""

    asn_id: UUID
    nip: str
    nama: str
    jenis: str
    status: str
    golongan: str
    jabatan: str
    jenis_jabatan: str
    kelas_jabatan: int
    opd: str
    unit: str
    nip_atasan: str
    tmt_jabatan: date
    memimpin_unit: bool
    validated: bool
