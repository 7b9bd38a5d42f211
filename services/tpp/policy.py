"""The tpp sections of the packs, typed: who is eligible by the law, and how a TPP policy computes."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from chassis.regulation import Value

WithoutTarget = Literal["whole", "none"]
# Rupiah of a month that a decree sets.
Besaran = Annotated[int, Meta(ge=0, le=10**12)]
Rounding = Literal["half_up_per_line", "down_per_line"]


class EligibilityPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may have a TPP at all (KUAN P1(28); KON P1(4), P43), and what it is cut for where the law cuts (KUAN P31).

    `cut_regulation`: which regulation sets how much. `predicate_multiplier`: whether the law itself lets the predikat
    multiply a TPP (KON P43); it says only that a report may be a basis of pay.
    """

    eligible: Value[tuple[str, ...]]
    cut_basis: Value[Literal["missing_day_with_finding"]] | None = None
    cut_regulation: Value[str] | None = None
    predicate_multiplier: Value[bool] | None = None


class TppPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A policy of amounts: decreed basic TPP by kelas jabatan, weights, cuts.

    `without_target`: what of the part for productivity is paid for a month in which no output of the SKP is due.
    `missing_day_cut`: share of the part for discipline, a day; None: not set, and then nothing is cut by guess.
    `cut_needs_finding`: a day is cut only when its penilai found it deliberate (A13). `predicate_multiplier`: whether
    the predikat of a year multiplies the TPP: a regulation of TPP would have to say by how much, and none does (B45).
    """

    basic_by_class: Value[dict[str, Besaran]]
    weight_productivity: Value[Decimal]
    weight_discipline: Value[Decimal]
    exempt_statuses: Value[tuple[str, ...]]
    productivity: Value[Literal["approved_over_target"]]
    without_target: Value[WithoutTarget]
    rounding: Value[Rounding]
    cut_needs_finding: Value[bool]
    predicate_multiplier: Value[bool]
    missing_day_cut: Value[Decimal] | None = None
