"""What appraisal tells of a closed survey of behaviour: that a person is asked, never about whom or what they say."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from contracts.event import Event


class UndanganSurveiSent(Event, frozen=True):
    """A person is asked to answer a closed survey until `sampai`, or reminded of it (`kali` above 0; KON P30)."""

    published_by = "appraisal"
    aggregate, partition_by = "undangan_id", "asn_id"

    undangan_id: UUID
    asn_id: UUID
    sampai: date
    kali: int
