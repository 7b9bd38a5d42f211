"""A policy of TPP amounts with its values."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

STATES = {
    "dimuat": ("menunggu konfirmasi", "tunggu", "jam"), "berlaku": ("berlaku", "ok", "cek"),
    "dicabut": ("dicabut", "", "silang"),
}  # fmt: skip


class Line(msgspec.Struct):
    """A policy; `mulai`: its first month."""

    kebijakan_id: UUID
    judul: str
    nomor: str
    tanggal: date
    mulai: str
    keadaan: str
    dimuat_oleh: UUID
    dimuat_pada: datetime
    alasan: str

    @property
    def lencana(self) -> tuple[str, str, str]:
        return STATES.get(self.keadaan, (self.keadaan, "", "info"))


class Row(msgspec.Struct):
    """A value, and by which pasal."""

    kunci: str
    isi: str
    pasal: str


class Policy(msgspec.Struct):
    """A policy with its values."""

    kebijakan: Line
    isi: tuple[Row, ...]
