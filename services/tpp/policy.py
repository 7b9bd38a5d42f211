"""The tpp sections of the packs, typed: who is eligible by the law, and how a TPP policy computes."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from chassis.regulation import Rule


class EligibilityPolicy(Struct, frozen=True, kw_only=True):
    """Who may have a TPP at all (KUAN P1(28); KON P1(4), P43), and what it is cut for where the law cuts (KUAN P31).

    `cut_regulation`: which regulation sets how much.
    """

    eligible: Rule[tuple[str, ...]]
    cut_basis: Rule[Literal["missing_day_with_finding"]] | None = None
    cut_regulation: Rule[str] | None = None


class TppPolicy(Struct, frozen=True, kw_only=True):
    """A policy of amounts: decreed basic TPP by kelas jabatan, weights, cuts.

    `missing_day_cut`: share of the part for discipline, a day; None: not set, and then nothing is cut by guess.
    """

    basic_by_class: Rule[dict[str, int]]
    weight_productivity: Rule[Decimal]
    weight_discipline: Rule[Decimal]
    exempt_statuses: Rule[tuple[str, ...]]
    missing_day_cut: Rule[Decimal] | None = None
