"""A PD or a unit of one as it is kept. Pure."""

from __future__ import annotations

from msgspec import Struct


class Unit(Struct, frozen=True):
    """A PD (`induk` empty) or a unit; `hari_kerja`: working days a week."""

    kode: str
    nama: str
    induk: str
    jenis: str
    hari_kerja: int
