"""What appraisal tells of the monitoring of a running SKP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from contracts.event import Event
from contracts.vocabulary import KepadaPeran, Tahun


class PemantauanMissed(Event, frozen=True):
    """A semester ended and nobody had monitored a person in it (KON P18(1)).

    Who is told: the penilai `kepada`, or (None) who holds `kepada_peran`.
    """

    published_by = "appraisal"
    aggregate, partition_by = "pemantauan_id", "asn_id"

    pemantauan_id: UUID
    asn_id: UUID
    tahun: Tahun
    semester: Annotated[int, Meta(ge=1, le=2)]
    kepada: UUID | None
    kepada_peran: KepadaPeran = ""
