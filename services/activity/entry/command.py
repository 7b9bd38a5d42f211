"""What is asked for, and what is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.timeofday import TimeOfDay, read_times
from contracts.vocabulary import Kategori
from services.activity.domain.words import Output, Uraian


class EnterActivity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One daily activity (KUAN P23(1), (6)). `butir_id` is the kinerja of the SKP it serves; times are local."""

    tanggal: date
    kategori: Kategori
    butir_id: UUID
    uraian: Uraian
    output: Output
    kuantitas: Annotated[int, Meta(ge=1, le=1_000_000, description="outputs of this activity")]
    mulai: TimeOfDay
    selesai: TimeOfDay
    benar: Annotated[bool, Meta(description="the declaration that all of it is true")]
    bukti: Annotated[str, Meta(max_length=500, description="where the evidence lies")] | None = None

    def __post_init__(self) -> None:
        read_times(self, "mulai", "selesai")


class EnteredActivity(Struct, frozen=True):
    """The receipt of an entry; `trace` is for the helpdesk.

    `due_on`: the last day of the penilai; None where the law has no clock, or while it stands still because nobody is
    penilai (A22).
    """

    activity_id: UUID
    state: str
    late: bool
    due_on: date | None
    submitted_at: datetime
    trace: str


class Entry(Struct, frozen=True):
    """A request to enter, on its way to the group that commits it."""

    actor: Actor
    key: str
    fingerprint: bytes
    command: EnterActivity
    traceparent: str | None
