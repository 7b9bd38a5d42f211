"""Files of attendance with what came of them, and what people say is wrong."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

import msgspec

PROFILES = {
    "rekap": "Rekap harian (NIP, tanggal, masuk, pulang, keterangan)",
    "ketukan": "Ketukan mesin dengan judul kolom (NIP, waktu)", "attlog": "Berkas attlog mesin, tanpa judul",
}  # fmt: skip


class File(msgspec.Struct):
    """A file that was taken."""

    nama: str
    baris: int
    berubah: int
    ditolak: int
    pada: datetime


class Refused(msgspec.Struct):
    """A cell that was not."""

    baris: int
    kolom: str
    isi: str
    alasan: str


class Result(msgspec.Struct):
    """What came of a file."""

    baris: int
    berubah: int
    ditolak: tuple[Refused, ...]
    banyak_ditolak: int


class Objection(msgspec.Struct):
    """What somebody says is wrong."""

    sanggahan_id: UUID
    nip: str
    nama: str
    opd: str
    tanggal: date
    masuk: time | None
    pulang: time | None
    keterangan: str
    alasan: str
