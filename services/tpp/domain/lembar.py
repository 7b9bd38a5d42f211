"""What a slip is in the columns of a payment: by kind of TPP before deductions, and by deduction. Pure.

What changes the sum of the parts and is of no kind (predikat, circumstances, ceiling) is spread over the kinds by
their size, the rupiah left over by the largest remainder, so that the columns add up to the slip.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import get_args

from msgspec import Struct

from contracts.tpp import SlipLine
from services.tpp.policy import JenisKomponen

DASAR = "dasar"
_KINDS = frozenset(get_args(JenisKomponen))
_DEDUCTION = "potongan."


class Pecahan(Struct, frozen=True):
    """Rupiah by kind (`dasar`: of the basic TPP without kind), and what is deducted, by code; both of zero or more."""

    jenis: dict[str, int]
    potongan: dict[str, int]

    @property
    def bruto(self) -> int:
        return sum(self.jenis.values())

    @property
    def neto(self) -> int:
        return self.bruto - sum(self.potongan.values())

    def less(self, before: Pecahan) -> Pecahan:
        """What is left to pay where `before` is paid; of a list of differences, also below zero."""
        return Pecahan(_less(self.jenis, before.jenis), _less(self.potongan, before.potongan))


NOTHING = Pecahan({}, {})


def split(lines: Collection[SlipLine]) -> Pecahan:
    """The columns of a slip."""
    kinds: dict[str, int] = {}
    taken: dict[str, int] = {}
    more = 0
    for line in lines:
        kind = _kind(line.kode)
        if line.kode.startswith(_DEDUCTION):
            kode = line.kode.removeprefix(_DEDUCTION)
            taken[kode] = taken.get(kode, 0) - line.jumlah
        elif kind:
            kinds[kind] = kinds.get(kind, 0) + line.jumlah
        else:
            more += line.jumlah
    return Pecahan(spread(kinds, sum(kinds.values()) + more), taken)


def spread(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """A total over the keys by their sizes, to the rupiah."""
    whole = sum(sizes.values())
    if total == whole or not sizes:
        return dict(sizes) if total == whole else {DASAR: total}
    if not whole:
        return {**sizes, next(iter(sizes)): total}
    found = {key: total * size // whole for key, size in sizes.items()}
    by_rest = sorted(sizes, key=lambda key: (-(total * sizes[key] % whole), list(sizes).index(key)))
    for key in by_rest[: total - sum(found.values())]:
        found[key] += 1
    return found


def _kind(kode: str) -> str:
    """The kind of TPP that a line is a part of; empty: of none."""
    head, _, part = kode.rpartition(".")
    if part in ("produktivitas", "disiplin"):
        return head or DASAR
    return kode if kode in _KINDS else ""


def _less(now: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    return {key: now.get(key, 0) - before.get(key, 0) for key in {**now, **before}}
