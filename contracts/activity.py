"""What activity tells: what people did, who looked at it, and what counts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from contracts.event import Event
from contracts.hari_kosong import DayFilled, DayMissed, MissedDayJudged
from contracts.lampiran import EvidenceAttached, EvidenceRemoved
from contracts.pembinaan import PembinaanClosed, PembinaanHeld, PembinaanOpened
from contracts.verifikasi import ActivityVerified
from contracts.vocabulary import Jumlah, Kapasitas, Kategori, KepadaPeran, Periode, Saat

__all__ = [
    "ActivityVerified", "DayFilled", "DayMissed", "EvidenceAttached", "EvidenceRemoved", "MissedDayJudged",
    "PembinaanClosed", "PembinaanHeld", "PembinaanOpened",
]  # fmt: skip

KeadaanAktivitas = Annotated[
    Literal["submitted", "escalated", "approved", "auto", "rejected"], Meta(title="KeadaanAktivitas")
]


class ActivitySubmitted(Event, frozen=True):
    """A daily activity was entered. `due_on` is the last day of the approval clock.

    `due_on` is None where the law has no clock, and while the post of the penilai is vacant (reading A22).
    """

    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date
    kategori: Kategori
    butir_id: UUID
    kuantitas: Jumlah
    late: bool
    due_on: date | None
    submitted_at: Saat


class ActivityApproved(Event, frozen=True):
    """An activity counts. `cara` = auto: by the system after the penilai never looked (KUAN P23(7)), unverified."""

    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date
    butir_id: UUID
    kuantitas: Jumlah
    cara: Annotated[Literal["penilai", "auto"], Meta(title="CaraPersetujuan")]
    verified: bool
    penilai_id: UUID | None
    effective_at: Saat
    sebagai: Kapasitas = ""


class ActivityRejected(Event, frozen=True):
    """The penilai withholds approval: the note does not match the true data; the reason is delivered (KUAN P23(8))."""

    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date
    penilai_id: UUID
    alasan: str
    dari: KeadaanAktivitas = "submitted"
    sebagai: Kapasitas = ""


class ActivityEscalated(Event, frozen=True):
    """The penilai looked but stayed silent past the deadline: no approval, a notice to the next superior (reading A22).

    `kepada`: the next superior who is there; None: who holds `kepada_peran`, the Bupati where that is empty as well.
    `karena_gangguan`: the day had a recorded outage (X8).
    """

    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    penilai_id: UUID | None
    due_on: date
    kepada: UUID | None = None
    karena_gangguan: bool = False
    kepada_peran: KepadaPeran = ""


class ActivityExcused(Event, frozen=True):
    """An outage of the last day of an entry's clock was confirmed after that day had ended (X8).

    `perkara` breach: the penilai decided later than `due_on` or not yet, and is excused. auto: the system approved it
    on a day that the pack would have moved; the approval stands.
    """

    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date
    due_on: date
    perkara: Annotated[Literal["breach", "auto"], Meta(title="PerkaraAktivitas")]


class ActivityAssisted(Event, frozen=True):
    """The administrator of the PD wrote it for the owner; it counts once the owner confirms (KUAN P16(b), A7)."""

    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date
    entered_by: UUID
    alasan: str


class ActivityDiscarded(Event, frozen=True):
    """The owner did not confirm what the administrator wrote for them."""

    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date


class ActivityEdited(Event, frozen=True):
    """The owner changed a pending or withheld entry: version `isi_versi`, a fresh clock (KUAN P18(a), reading A25)."""

    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date
    kategori: Kategori
    butir_id: UUID
    kuantitas: Jumlah
    isi_versi: int
    dari: KeadaanAktivitas
    due_on: date | None


class ActivityCorrected(Event, frozen=True):
    """The penilai corrected the entry; both versions are kept, and it is approved as corrected (KUAN P17(c), A25)."""

    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date
    penilai_id: UUID
    butir_id: UUID
    kuantitas: Jumlah
    isi_versi: int
    alasan: str
    sebagai: Kapasitas = ""


class ActivityReopened(Event, frozen=True):
    """The penilai took an approval back before the month closes; a fresh clock runs (reading A26)."""

    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date
    penilai_id: UUID
    dari: KeadaanAktivitas
    alasan: str
    due_on: date | None
    sebagai: Kapasitas = ""


class OutageConfirmed(Event, frozen=True):
    """Part of the system was down for its users, recorded by operations and confirmed (X8).

    `layanan`: which services, of the list in `kernel.outages`; `semua`: all of them.
    """

    aggregate, partition_by = "gangguan_id", "gangguan_id"
    gangguan_id: UUID
    mulai: Saat
    selesai: Saat
    layanan: tuple[str, ...]
    sebab: str


class MonthMeasured(Event, frozen=True):
    """A person's month, closed and counted (reading A24). `hari_kosong`: duty days without a submitted entry.

    `ada_skp`: an SKP held on a day of it; its target is 0 then where no output of it was due.
    """

    aggregate, partition_by = "month_id", "asn_id"
    month_id: str
    asn_id: UUID
    periode: Periode
    hari_kerja: int
    hari_terisi: int
    hari_kosong: tuple[date, ...]
    submitted: int
    approved_by_penilai: int
    approved_auto: int
    rejected: int
    pending: int
    kuantitas_approved: int
    kuantitas_target: int
    pack: str
    ada_skp: bool = False


class ReferenceChanged(Event, frozen=True):
    """An item of a PD's reference list, as it is now (KUAN P16(a)); other PD are not concerned.

    With a `jabatan` it is the tupoksi of that post, from `mulai` to `selesai` (KUAN P1(31)).
    """

    aggregate, partition_by = "rujukan_id", "rujukan_id"
    rujukan_id: UUID
    opd: str
    nama: str
    satuan: str
    aktif: bool
    jabatan: str | None = None
    mulai: date | None = None
    selesai: date | None = None
    kode: str | None = None
