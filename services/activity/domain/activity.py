"""An entry as its steps see it, what it says, and the people around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from msgspec import Struct, structs

from contracts.identity import Penempatan
from contracts.vocabulary import Kapasitas, Kategori
from services.activity.domain.entry import state_of
from services.activity.domain.isian import Baris

OLDEST_OPEN = timedelta(days=400)  # before its last day: an older entry has no clock


class Content(Struct, frozen=True, kw_only=True):
    """What an entry says of its day."""

    kategori: Kategori
    butir_id: UUID
    uraian: str
    output: str
    kuantitas: int
    mulai: time
    selesai: time
    bukti: str | None = None

    def differences(self, after: Content) -> str:
        """What changes from this to another, in words: `output: 1 laporan → 2 laporan; …`."""
        before, then = self.values(), after.values()
        return "; ".join(f"{name}: {before[name]} → {then[name]}" for name in then if before[name] != then[name])

    def values(self) -> dict[str, object]:
        """Its members by name, the category as the word that is kept."""
        return structs.asdict(self) | {"kategori": self.kategori.value}

    def line(self, asn_id: UUID, tanggal: date) -> Baris:
        """The content as a line that belongs to no file, the form in which it is judged."""
        said = (getattr(self, name) for name in Content.__struct_fields__[1:])
        return Baris(0, asn_id, tanggal, self.kategori, *said)


class Activity(Struct, frozen=True, kw_only=True):
    """An entry. `version`: of its facts; `isi_versi`: of what it says.

    `due_on`: the last day of the penilai, `lapse_on`: the last day before the system decides; None: no clock runs.
    `viewed_at`: when the penilai looked at it as it stands. `entered_by`: the administrator who wrote or changed it.
    `cara`: by whom an approval is, `penilai` or `auto`; `diverifikasi_at`: when the penilai verified one by the system.
    """

    activity_id: UUID
    asn_id: UUID
    tanggal: date
    kategori: Kategori
    butir_id: UUID
    uraian: str
    output: str
    kuantitas: int
    mulai: time
    selesai: time
    bukti: str | None
    state: str
    version: int
    isi_versi: int
    submitted_at: datetime
    due_on: date | None
    lapse_on: date | None
    viewed_at: datetime | None
    entered_by: UUID | None
    penilai_id: UUID | None
    cara: str | None
    diverifikasi_at: datetime | None

    @property
    def isi(self) -> Content:
        """What it says."""
        return Content(**{name: getattr(self, name) for name in Content.__struct_fields__})

    @property
    def stands(self) -> str:
        """Its state, in which an approval by the system stands apart (`auto`)."""
        return state_of(self.state, self.cara)

    @property
    def counts_as(self) -> str | None:
        """By whom it counts as approved: by the penilai also once they have verified what the system approved."""
        return "penilai" if self.diverifikasi_at else self.cara

    @property
    def ends_on(self) -> date | None:
        """The day with which its clock ends, after which the system makes something of it; None while it has none."""
        days = [d for d in (self.due_on if self.viewed_at else None, self.lapse_on) if d]
        last = min(days, default=None)
        return last if self.state == "submitted" and last and last - OLDEST_OPEN < self.tanggal else None

    @property
    def is_seen(self) -> bool:
        """Whether the penilai has looked at it as it stands."""
        return self.viewed_at is not None or self.state == "escalated"


class By(Struct, frozen=True):
    """Who decides as penilai, and as what: empty themselves, else plt, plh, or atasan."""

    penilai_id: UUID
    sebagai: Kapasitas


class Pegawai(Struct, frozen=True, kw_only=True):
    """Somebody of the staffing data, as identity tells of them. `hari_kerja`: working days a week of their unit."""

    asn_id: UUID
    nip: str
    nama: str
    jabatan: str
    opd: str
    unit: str
    peran: Sequence[str]
    peran_pd: Sequence[Mapping[str, str]]
    penempatan: Sequence[Penempatan]
    hari_kerja: int
