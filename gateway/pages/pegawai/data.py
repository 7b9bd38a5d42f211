"""What the pages of an employee read of entries, plans and months: only what they show."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

import msgspec

from gateway.pages import words


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


class Isi(msgspec.Struct):
    """What a draft has so far."""

    tanggal: date | None = None
    kategori: str | None = None
    butir_id: UUID | None = None
    uraian: str | None = None
    output: str | None = None
    kuantitas: int | None = None
    mulai: time | None = None
    selesai: time | None = None
    bukti: str | None = None


class Draft(msgspec.Struct):
    """A draft as it is kept."""

    draf_id: UUID
    versi: int
    isi: Isi
    disimpan_at: datetime


class Receipt(msgspec.Struct):
    """What one is told when an entry was taken."""

    activity_id: UUID
    trace: str = ""


class Day(msgspec.Struct):
    """A day of a month."""

    tanggal: date
    wajib: bool
    catatan: int
    keadaan: str


class Month(msgspec.Struct):
    """A month of one's own."""

    periode: str
    keadaan: str
    ditutup: date
    hari: tuple[Day, ...]

    def jumlah(self, keadaan: str) -> int:
        return sum(day.keadaan == keadaan for day in self.hari)

    @property
    def kosong(self) -> list[date]:
        return [day.tanggal for day in self.hari if day.keadaan == "kosong"]

    @property
    def terisi(self) -> int:
        """Duty days that have an entry."""
        return sum(day.wajib and day.catatan > 0 for day in self.hari)

    def sampai(self, today: date) -> int:
        """Duty days up to a day."""
        return sum(day.wajib and day.tanggal <= today for day in self.hari)


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
