"""What activity tells of the duty days of a person that stayed empty (KUAN P31(1), readings A13 and A24)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from contracts.event import Event
from contracts.vocabulary import Kapasitas


class DayMissed(Event, frozen=True):
    """A duty day without a submitted entry when its month closed (KUAN P31(1), reading A24)."""

    published_by = "activity"
    aggregate, partition_by = "hari_id", "asn_id"
    hari_id: str
    asn_id: UUID
    tanggal: date


class DayFilled(Event, frozen=True):
    """A missed day was filled after the month had been opened again for the person: it is missing no more."""

    published_by = "activity"
    aggregate, partition_by = "hari_id", "asn_id"
    hari_id: str
    asn_id: UUID
    tanggal: date


class MissedDayJudged(Event, frozen=True):
    """The penilai's finding on a missed day after hearing the person: deliberate or not (KUAN P31(1), reading A13).

    `cara_didengar`, `didengar_pada`: how and when the person was heard; empty and None for older findings.
    `dinas_luar`: the person was on official travel, which excuses the day.
    """

    published_by = "activity"
    aggregate, partition_by = "hari_id", "asn_id"
    hari_id: str
    asn_id: UUID
    tanggal: date
    penilai_id: UUID
    sengaja: bool
    alasan: str
    cara_didengar: Annotated[Literal["", "tatap_muka", "telepon", "daring", "tertulis"], Meta(title="CaraDidengar")] = (
        ""
    )
    didengar_pada: date | None = None
    dinas_luar: bool = False
    sebagai: Kapasitas = ""
