"""Who comes first for the talent pool and for competence, by two years in a row (KON P42; B12). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Daftar = Literal["talent_pool", "kompetensi", "nyaris"]


def list_of(before: str, now: str, lists: Mapping[Literal["talent_pool", "kompetensi"], str]) -> Daftar | None:
    """The list that the predikat of two years leads to.

    The same predikat in both (B12); `nyaris`: both lead to a list, each to another.
    """
    for name, predikat in lists.items():
        if before == now == predikat:
            return name
    return "nyaris" if before != now and {before, now} == set(lists.values()) else None
