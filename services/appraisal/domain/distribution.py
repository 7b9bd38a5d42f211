"""How the results of a unit are distributed, as advice beside them (KON P31(7-8); readings B2, B3, B23). Pure.

No lawful score is rewritten: the penilai and the head of the unit see the bands, the sets that keep them, and what lies
outside. For some sizes no set of whole persons keeps the bands; then the rounded ones are shown, and the unit is to be
seen together with the one above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from msgspec import Struct

Klasifikasi = Literal["di_atas", "sesuai", "di_bawah"]


class Bands(Struct, frozen=True, kw_only=True):
    """Shares of a unit, from 0 to 1: at most above, from and to as expected, at most below."""

    above_max: Decimal
    middle: tuple[Decimal, Decimal]
    below_max: Decimal


class Counts(Struct, frozen=True, order=True):
    """How many people are above, as and below expectation."""

    di_atas: int
    sesuai: int
    di_bawah: int


class Advice(Struct, frozen=True, kw_only=True):
    """What the bands say of a unit of `n` people with a result.

    `feasible`: the sets of whole persons that keep them; `rounded`: where there is none, those that keep them rounded.
    `keeps`: whether the counts are one of these. `needs_reason`: they are not, though a set without rounding exists.
    """

    n: int
    counts: Counts
    feasible: tuple[Counts, ...]
    rounded: tuple[Counts, ...]
    keeps: bool
    needs_reason: bool
    pool: bool


def sets_of(n: int, bands: Bands, *, rounded: bool = False) -> tuple[Counts, ...]:
    """Every way to divide n people that keeps the bands; `rounded`: caps rounded up, the middle to either side."""
    low, high = (n * share for share in bands.middle)
    above, below = n * bands.above_max, n * bands.below_max
    if rounded:
        above, below = (value.to_integral_value(ROUND_CEILING) for value in (above, below))
        low, high = low.to_integral_value(ROUND_FLOOR), high.to_integral_value(ROUND_CEILING)
    found = (
        Counts(a, n - a - b, b)
        for a in range(n + 1)
        for b in range(n + 1 - a)
        if a <= above and b <= below and low <= n - a - b <= high
    )
    return tuple(sorted(found))


def count(predikat: Iterable[str], bands_of: Mapping[str, Klasifikasi]) -> Counts:
    """The people of each band, by their predikat (B2)."""
    found: dict[Klasifikasi, int] = {"di_atas": 0, "sesuai": 0, "di_bawah": 0}
    for one in predikat:
        found[bands_of[one]] += 1
    return Counts(found["di_atas"], found["sesuai"], found["di_bawah"])


def advise(counts: Counts, bands: Bands) -> Advice:
    """The bands beside what is there (B3): a reason is asked for only where whole persons can keep them."""
    n = counts.di_atas + counts.sesuai + counts.di_bawah
    feasible = sets_of(n, bands)
    rounded = () if feasible else sets_of(n, bands, rounded=True)
    keeps = counts in (feasible or rounded)
    return Advice(
        n=n, counts=counts, feasible=feasible, rounded=rounded, keeps=keeps,
        needs_reason=bool(feasible) and not keeps, pool=n > 0 and not feasible,
    )  # fmt: skip
