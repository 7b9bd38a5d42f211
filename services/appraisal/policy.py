"""The appraisal section of a regulation pack, typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from chassis.regulation import Value


class Band(Struct, frozen=True):
    """One predikat: from this nilai upwards (inclusive); `idea`: only with a new idea (KON P31(5), reading B1)."""

    predikat: str
    lowest: Decimal
    idea: bool = False


class AppraisalPolicy(Struct, frozen=True, kw_only=True):
    """KON P16, P26, P31, P32, P45-48; KUAN P4 knows five dimensions and no number.

    `segment_basis`: by what the SKPs of a year are weighed. `segment_confirm_days`: how long, after it was measured, a
    segment waits to be closed by its own penilai. `target_met`: from which nilai SKP the target is. `improvement_jpt`,
    `improvement_others`: with which predikat a JPT, or anybody else, is given `improvement_months` to improve.
    """

    scoring: Value[str]
    weight_skp: Value[Decimal]
    weight_perilaku: Value[Decimal]
    aspects: Value[tuple[str, ...]]
    leadership_aspect: Value[str]
    leadership_for: Value[tuple[str, ...]]
    predicates: Value[tuple[Band, ...]]
    opens_on: Value[str]
    sign_until: Value[str]
    objection_days: Value[int]
    segment_basis: Value[Literal["hari", "bulan", "none"]]
    segment_confirm_days: Value[int]
    target_met: Value[Decimal]
    improvement_jpt: Value[tuple[str, ...]]
    improvement_others: Value[tuple[str, ...]]
    improvement_months: Value[int]
