"""A day that stayed empty when its month closed, the finding on it, and what is told of both (KUAN P31(1)). Pure."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct

from contracts.activity import DayFilled, DayMissed, MissedDayJudged
from contracts.vocabulary import Kapasitas

Cara = Literal["", "tatap_muka", "telepon", "daring", "tertulis"]  # empty: of older findings, where nobody wrote it


class Day(Struct, frozen=True, kw_only=True):
    """A day; `state`: missed, judged, or filled after all."""

    asn_id: UUID
    tanggal: date
    version: int
    state: str = "missed"

    @property
    def hari_id(self) -> str:
        """What tells it from other days, here and in events."""
        return f"{self.asn_id}:{self.tanggal}"


class Finding(Struct, frozen=True, kw_only=True):
    """What the penilai found, as what, why, and how the person was heard before it (reading A13)."""

    penilai_id: UUID
    sebagai: Kapasitas
    sengaja: bool
    alasan: str
    cara_didengar: Cara
    didengar_pada: date | None
    dinas_luar: bool


def missed(day: Day) -> DayMissed:
    """A duty day without a submitted entry."""
    return DayMissed(hari_id=day.hari_id, asn_id=day.asn_id, tanggal=day.tanggal)


def filled(day: Day) -> DayFilled:
    """It is missing no more."""
    return DayFilled(hari_id=day.hari_id, asn_id=day.asn_id, tanggal=day.tanggal)


def judged(day: Day, finding: Finding) -> MissedDayJudged:
    """The penilai's finding on it."""
    return MissedDayJudged(
        hari_id=day.hari_id,
        asn_id=day.asn_id,
        tanggal=day.tanggal,
        penilai_id=finding.penilai_id,
        sengaja=finding.sengaja,
        alasan=finding.alasan,
        cara_didengar=finding.cara_didengar,
        didengar_pada=finding.didengar_pada,
        dinas_luar=finding.dinas_luar,
        sebagai=finding.sebagai,
    )
