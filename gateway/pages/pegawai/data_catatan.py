"""What the pages of an employee read of an entry: only what they show."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

import msgspec

from gateway.pages import words

OPEN = frozenset({"submitted", "rejected", "escalated"})


class Lampiran(msgspec.Struct):
    """A file of evidence."""

    lampiran_id: UUID
    nama: str
    tipe: str
    bytes: int
    menunggu: bool = False


class Entry(msgspec.Struct):
    """An entry."""

    activity_id: UUID
    asn_id: UUID
    nama: str
    tanggal: date
    kategori: str
    butir_id: UUID
    uraian: str
    output: str
    kuantitas: int
    mulai: time
    selesai: time
    isi_versi: int
    submitted_at: datetime
    due_on: date | None
    late: bool
    state: str
    cara: str | None
    alasan: str | None
    penangguhan: str | None = None
    bukti: str | None = None
    entered_by: UUID | None = None
    karena_gangguan: bool = False
    lampiran: tuple[Lampiran, ...] = ()
    tertutup: bool = False  # it waits for the reader as penilai, who has not opened it

    @property
    def keadaan(self) -> str:
        return words.state_of(self.state, self.cara)


class Butir(msgspec.Struct):
    """A kinerja that an entry may refer to."""

    butir_id: UUID
    kategori: str
    uraian: str
    target: int
    mulai: date
    selesai: date
