"""What activity tells: what people did, who looked at it, and what counts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from contracts.event import Event
from contracts.vocabulary import Jumlah, Kategori, Periode


class ActivitySubmitted(Event, frozen=True):
    """A daily activity was entered. `due_on` is the last day of the approval clock, None where the law has none."""

    aggregate = "activity_id"
    partition_by = "asn_id"

    activity_id: UUID
    asn_id: UUID
    tanggal: date
    kategori: Kategori
    butir_id: UUID
    kuantitas: Jumlah
    late: bool
    due_on: date | None
    submitted_at: datetime


class ActivityApproved(Event, frozen=True):
    """An activity counts. `cara` = auto: by the system after the penilai never looked (KUAN P23(7)), unverified."""

    aggregate = "activity_id"
    partition_by = "asn_id"

    activity_id: UUID
    asn_id: UUID
    tanggal: date
    butir_id: UUID
    kuantitas: Jumlah
    cara: Literal["penilai", "auto"]
    verified: bool
    penilai_id: UUID | None
    effective_at: datetime


class ActivityRejected(Event, frozen=True):
    """The penilai withholds approval: the note does not match the true data; the reason is delivered (KUAN P23(8))."""

    aggregate = "activity_id"
    partition_by = "asn_id"

    activity_id: UUID
    asn_id: UUID
    tanggal: date
    penilai_id: UUID
    alasan: str


class ActivityEscalated(Event, frozen=True):
    """The penilai looked but stayed silent past the deadline: no approval, a notice to his superior (reading A22)."""

    aggregate = "activity_id"
    partition_by = "asn_id"

    activity_id: UUID
    asn_id: UUID
    penilai_id: UUID
    due_on: date


class MonthMeasured(Event, frozen=True):
    """A person's month, closed and counted (reading A24). `hari_kosong`: duty days without a submitted entry."""

    aggregate = "month_id"
    partition_by = "asn_id"

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
