"""An item of a reference list, and what is told of it. Pure."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from contracts.activity import ReferenceChanged


class Reference(Struct, frozen=True):
    """An item of the list of a PD."""

    rujukan_id: UUID
    nama: str
    satuan: str
    aktif: bool
    jabatan: str | None
    mulai: date | None
    selesai: date | None
    kode: str | None = None


def changed(one: Reference, opd: str) -> ReferenceChanged:
    """An item of the list of `opd` is new, or has changed to this."""
    return ReferenceChanged(
        rujukan_id=one.rujukan_id,
        opd=opd,
        nama=one.nama,
        satuan=one.satuan,
        aktif=one.aktif,
        jabatan=one.jabatan,
        mulai=one.mulai,
        selesai=one.selesai,
        kode=one.kode,
    )
