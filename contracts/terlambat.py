"""What appraisal tells when a day has passed on which somebody had to decide (KON P47(4), P48)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from contracts.event import Event
from contracts.vocabulary import KepadaPeran, Tahun


class KeberatanOverdue(Event, frozen=True):
    """An objection is undecided after `decide_by`, which is a target of the system and ends nothing (reading B18).

    Who is told: `kepada`, who decides, or (None) who holds `kepada_peran`.
    """

    published_by = "appraisal"
    aggregate, partition_by = "keberatan_id", "asn_id"

    keberatan_id: UUID
    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    decide_by: date
    kepada: UUID | None
    kepada_peran: KepadaPeran = ""


class PenempatanSementaraEnded(Event, frozen=True):
    """The year of a temporary placement is over, and nothing follows by itself: the PPK decides (KON P47(4-5)).

    Who is told: the holders of the role `kepada_peran`.
    """

    published_by = "appraisal"
    aggregate, partition_by = "kasus_id", "asn_id"

    kasus_id: UUID
    asn_id: UUID
    sampai: date
    kepada_peran: Annotated[str, Meta(examples=["ka_bkpsdm"])]
