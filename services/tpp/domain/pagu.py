"""The budget line of a PD for a year against what its lists pay, with a word before it is exceeded. Pure.

What is left of the year is expected as the last month that has a list; nothing is refused, for the budget is changed by
others: the warning comes before the final word on a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from contracts.refusal import Refusal, rule

Keadaan = Literal["tanpa_pagu", "cukup", "akan_lampau", "lampau"]
MONTHS = 12

AHEAD = rule("tpp.budget.decree_ahead", 422, "Tanggal DPA belum tiba.", "tanggal", source="implicit")
SAME = rule("tpp.budget.same", 409, "Pagu ini sudah tercatat dengan besaran dan nomor yang sama.", source="implicit")


class Bulan(Struct, frozen=True):
    """Rupiah of a month's lists of a PD: final, and still drafts."""

    final: int
    draf: int

    @property
    def whole(self) -> int:
        return self.final + self.draf


class Serapan(Struct, frozen=True):
    """A budget line against its use; `perkiraan`: what the whole year comes to if the months left are like the last."""

    pagu: int | None
    final: int
    draf: int
    perkiraan: int
    keadaan: Keadaan

    @property
    def sisa(self) -> int | None:
        """What is left after all lists, drafts too; below zero: exceeded."""
        return None if self.pagu is None else self.pagu - self.final - self.draf


def absorbed(pagu: int | None, months: Mapping[str, Bulan]) -> Serapan:
    """How a year stands; `months` by name, those that have a list."""
    final, draft = sum(one.final for one in months.values()), sum(one.draf for one in months.values())
    last = months[max(months)].whole if months else 0
    expected = final + draft + max(0, last) * (MONTHS - len(months))
    return Serapan(pagu, final, draft, expected, _state(pagu, final + draft, expected))


def _state(pagu: int | None, used: int, expected: int) -> Keadaan:
    if pagu is None:
        return "tanpa_pagu"
    if used > pagu:
        return "lampau"
    return "akan_lampau" if expected > pagu else "cukup"


def check_set(before: tuple[int, str] | None, new: tuple[int, str], tanggal: date, today: date) -> None:
    """Refusal where the document would be of a day to come, or nothing changes; each is rupiah and number."""
    if tanggal > today:
        raise Refusal(AHEAD)
    if before == new:
        raise Refusal(SAME)
