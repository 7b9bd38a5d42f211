"""The part of one PD in a list of payment, person by person."""

from __future__ import annotations

from uuid import UUID

import msgspec


class Row(msgspec.Struct):
    """Somebody who is paid."""

    slip_id: UUID
    nama: str
    jabatan: str
    kelas_jabatan: int
    total: int
    sebelum: int
    dibayar: int


class Unpaid(msgspec.Struct):
    """Somebody who is not, and why."""

    nama: str
    jabatan: str
    alasan: str


class PartView(msgspec.Struct):
    """The part of the PD."""

    ke: int
    tahap: str
    opd: str
    orang: int
    jumlah: int
    setuju: bool | None
    dibayar: tuple[Row, ...]
    tidak_dibayar: tuple[Unpaid, ...]
