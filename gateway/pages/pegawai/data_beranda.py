"""What the home page reads."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from gateway.pages.pegawai.data_bulan import Month


class ToDo(msgspec.Struct):
    """Something that waits for the person."""

    jenis: str
    id: UUID
    tanggal: date | None
    uraian: str
    alasan: str
    at: datetime


class Home(msgspec.Struct):
    """The home page."""

    bulan: Month
    tepat_sampai: date
    menunggu: int
    diputus_sampai: date | None
    perlu: tuple[ToDo, ...]
