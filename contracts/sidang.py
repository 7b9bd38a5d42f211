"""What appraisal tells of the sessions of the Tim Penilai Kinerja (KON P35, P37)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from contracts.event import Event


class SidangConvened(Event, frozen=True):
    """A session of the Tim Penilai is convened; each of `undangan` is invited (KON P37(1))."""

    published_by = "appraisal"
    aggregate, partition_by = "sidang_id", "sidang_id"

    sidang_id: UUID
    tanggal: date
    pukul: str
    tempat: str
    undangan: tuple[UUID, ...]


class PertimbanganProposed(Event, frozen=True):
    """The chair has proposed the considerations of a session to the PyB (KON P35(2)). No text and no name is told."""

    published_by = "appraisal"
    aggregate, partition_by = "sidang_id", "sidang_id"

    sidang_id: UUID
    tanggal: date
    hadir: Annotated[int, Meta(ge=4, le=50)]
    pertimbangan: Annotated[int, Meta(ge=0, le=200)]
    oleh: UUID
