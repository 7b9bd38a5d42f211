"""The appraisal section of a regulation pack, typed."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from chassis.regulation import Rule


class Band(Struct, frozen=True):
    """One predikat: from this nilai upwards (inclusive); `idea`: only with a new idea (KON P31(5), reading B1)."""

    predikat: str
    lowest: Decimal
    idea: bool = False


class AppraisalPolicy(Struct, frozen=True, kw_only=True):
    """KON P16, P31, P32, P48; KUAN P4 knows five dimensions and no number."""

    scoring: Rule[str]
    weight_skp: Rule[Decimal]
    weight_perilaku: Rule[Decimal]
    aspects: Rule[tuple[str, ...]]
    leadership_aspect: Rule[str]
    leadership_for: Rule[tuple[str, ...]]
    predicates: Rule[tuple[Band, ...]]
    opens_on: Rule[str]
    sign_until: Rule[str]
    objection_days: Rule[int]
