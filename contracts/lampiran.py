"""What activity tells of the evidence of an entry: which file, never what it shows (KUAN P25(2))."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from contracts.event import Event

TipeLampiran = Annotated[Literal["image/jpeg", "image/png", "application/pdf"], Meta(title="TipeLampiran")]


class EvidenceAttached(Event, frozen=True):
    """A photograph or PDF belongs to an entry from its version `isi_versi` on; `sha256` in hex, of its bytes.

    `oleh`: the owner, or the administrator of the PD whose help the owner has confirmed (KUAN P16(b)).
    """

    published_by = "activity"
    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date
    lampiran_id: UUID
    sha256: str
    tipe: TipeLampiran
    bytes: int
    oleh: UUID
    isi_versi: int


class EvidenceRemoved(Event, frozen=True):
    """The owner took a file off a pending or withheld entry; its version `isi_versi` is without it."""

    published_by = "activity"
    aggregate, partition_by = "activity_id", "asn_id"
    activity_id: UUID
    asn_id: UUID
    tanggal: date
    lampiran_id: UUID
    sha256: str
    isi_versi: int
