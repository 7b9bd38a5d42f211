"""A circumstance that changes the TPP, and those that may be recorded."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec


class Line(msgspec.Struct):
    """A circumstance."""

    keadaan_id: UUID
    nip: str
    nama: str
    opd: str
    kode: str
    mulai: str
    selesai: str | None
    nomor: str
    tanggal: date
    dibatalkan: bool
    alasan: str
    diakhiri_pada: str | None = None


class Kind(msgspec.Struct):
    """What the policy of this month knows."""

    kode: str
    nama: str


class Circumstances(msgspec.Struct):
    """What is recorded, and what may be."""

    keadaan: tuple[Line, ...]
    jenis: tuple[Kind, ...]
