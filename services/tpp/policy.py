"""The tpp sections of the packs, typed: who is eligible by the law, and how a TPP policy computes."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from chassis.regulation import Rule


class EligibilityPolicy(Struct, frozen=True, kw_only=True):
    """Who may have a TPP at all (KUAN P1(28); KON P1(4), P43)."""

    eligible: Rule[tuple[str, ...]]


class TppPolicy(Struct, frozen=True, kw_only=True):
    """A policy of amounts: decreed basic TPP by kelas jabatan, weights, cuts.

    `missing_day_cut`: share of the part for discipline, a day; None: not set, and then nothing is cut by guess.
    """

    basic_by_class: Rule[dict[str, int]]
    weight_productivity: Rule[Decimal]
    weight_discipline: Rule[Decimal]
    exempt_statuses: Rule[tuple[str, ...]]
    missing_day_cut: Rule[Decimal] | None = None
