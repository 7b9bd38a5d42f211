"""What reporting tells: that a report was drawn up."""

from __future__ import annotations

from uuid import UUID

from contracts.event import Event
from contracts.vocabulary import Periode


class RecapPublished(Event, frozen=True):
    """The monthly OPD recap was drawn up (KUAN P24(3), P27): counts and totals, no person."""

    aggregate = "recap_id"
    partition_by = "recap_id"

    recap_id: UUID
    periode: Periode
    opd: int
    asn: int
    activities: int
    tpp_total: int
