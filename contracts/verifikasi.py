"""What activity tells of an approval by the system that its penilai verified later (docs/decisions/0028)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from contracts.event import Event
from contracts.vocabulary import Kapasitas, Saat


class ActivityVerified(Event, frozen=True):
    """The penilai verified what the system had approved (KUAN P17(b), P23(7)); that approval stays as it was told."""

    published_by = "activity"
    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date
    penilai_id: UUID
    verified_at: Saat
    sebagai: Kapasitas = ""
