"""The yearly ranking within the agency (KON P41; readings B28, B43). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal
from uuid import UUID

from msgspec import Struct

from contracts.vocabulary import Predikat

First = Literal["predikat", "nilai"]
ORDER = tuple(Predikat)  # from Sangat Baik to Sangat Kurang


class Result(Struct, frozen=True, kw_only=True):
    """A final result that is compared, unrounded."""

    asn_id: UUID
    nama: str
    opd: str
    unit: str
    predikat: Predikat
    nilai: Decimal


class Ranked(Struct, frozen=True):
    """A result with its place; equals share a place, and the next one counts them (1, 2, 2, 4)."""

    place: int
    result: Result


def rank(results: Iterable[Result], first: First) -> list[Ranked]:
    """By predikat and then nilai, or the other way round (B28); who is equal in both shares a place."""
    ordered = sorted(results, key=lambda one: (_key(one, first), one.nama, one.asn_id))
    found: list[Ranked] = []
    for n, one in enumerate(ordered, 1):
        same = found and _key(found[-1].result, first) == _key(one, first)
        found.append(Ranked(found[-1].place if same else n, one))
    return found


def _key(one: Result, first: First) -> tuple[Decimal, Decimal]:
    predikat, nilai = Decimal(ORDER.index(one.predikat)), -one.nilai
    return (predikat, nilai) if first == "predikat" else (nilai, predikat)


def profile(results: Sequence[Result]) -> dict[Predikat, int]:
    """How many have each predikat: the profile of a unit or of the agency (KON P41(4))."""
    return {predikat: sum(one.predikat is predikat for one in results) for predikat in ORDER}
