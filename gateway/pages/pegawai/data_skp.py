"""An SKP as the pages read it: how it stands, whose the next step is, and what was said of it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from gateway.pages.pegawai.data_isi import Isi

STATES = {
    "draft": ("draf", "", "pena"), "submitted": ("menunggu reviu", "tunggu", "jam"),
    "reviewed": ("menunggu kesepakatan", "tunggu", "jam"), "agreed": ("menunggu penetapan", "tunggu", "jam"),
    "approved": ("menunggu pengesahan Bupati", "tunggu", "jam"), "set": ("ditetapkan, berlaku", "ok", "cek"),
    "closed": ("berakhir", "", "silang"),
}  # fmt: skip


class Waits(msgspec.Struct):
    """A kinerja whose parent is not set."""

    uraian: str
    atasan: str


class Turn(msgspec.Struct):
    """The next step, and whose it is; nobody holds the office where `nama` is empty."""

    langkah: str
    asn_id: UUID | None
    nama: str


class Comment(msgspec.Struct):
    """A note on a plan."""

    catatan_id: UUID
    nama: str
    catatan: str
    written_at: datetime


class Plan(msgspec.Struct):
    """An SKP."""

    skp_id: UUID
    asn_id: UUID
    nama: str
    tahun: int
    mulai: date
    selesai: date
    state: str
    late: bool
    isi: Isi
    alasan: str = ""
    versi: int = 1
    sebab: str = ""
    parent_pending: tuple[Waits, ...] = ()
    berikutnya: tuple[Turn, ...] = ()

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))
