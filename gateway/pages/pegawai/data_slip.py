"""What the pages read of a slip: its lines, what changed, and what it might be."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec


class Line(msgspec.Struct):
    """A printed line."""

    uraian: str
    jumlah: int
    hitungan: str
    pasal: str


class Difference(msgspec.Struct):
    """A line that a recalculation changed."""

    uraian: str
    sebelum: int
    sesudah: int
    selisih: int


class Source(msgspec.Struct):
    """A fact of a slip: what it is called, its day, its page."""

    nama: str
    tanggal: date | None
    alamat: str


class WhatIf(msgspec.Struct):
    """What the slip would be if `tambah` more outputs were approved."""

    terukur: bool
    tambah: int
    sisa: int
    total: int
    selisih: int
    contoh: bool
    status: str


class Version(msgspec.Struct):
    """The slip as it was issued once."""

    versi: int
    status: str
    total: int
    alasan: str
    issued_at: datetime


class Slip(msgspec.Struct):
    """A slip."""

    slip_id: UUID
    periode: str
    status: str
    total: int
    lines: tuple[Line, ...]
    alasan: str
    dasar: str
    contoh: bool
    versi: int
    total_sebelum: int | None = None
    selisih: tuple[Difference, ...] = ()
    susulan: int = 0
    tahap: str = ""
    total_bulan_lalu: int | None = None
    selisih_bulan_lalu: tuple[Difference, ...] = ()
    sumber: tuple[Source, ...] = ()
