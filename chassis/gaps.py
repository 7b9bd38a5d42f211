"""Ids of the outbox that have not been seen though higher ones have."""

from __future__ import annotations

from collections.abc import Sequence


class Gaps:
    """Ranges of unseen ids, each with the transaction horizon at which it was first noticed."""

    def __init__(self) -> None:
        self._ranges: list[tuple[int, int, int | None]] = []

    @classmethod
    def recalled(cls, ranges: Sequence[tuple[int, int]]) -> Gaps:
        """Gaps stored by an earlier owner; their horizon is taken anew."""
        gaps = cls()
        gaps._ranges = [(lo, hi, None) for lo, hi in ranges]
        return gaps

    def __bool__(self) -> bool:
        return bool(self._ranges)

    def bounds(self, upto: int | None = None) -> tuple[list[int], list[int]]:
        """First and last ids of the ranges at or under `upto`, as the two arrays that are stored."""
        known = [r for r in self._ranges if upto is None or r[0] <= upto]
        return [r[0] for r in known], [r[1] for r in known]

    def seen(self, ids: Sequence[int], after: int, xmax: int) -> None:
        """Note the holes in a batch of rising ids read behind `after` by a snapshot that ends at `xmax`."""
        if ids[-1] - after == len(ids):
            return
        before = after
        for number in ids:
            if number > before + 1:
                self._ranges.append((before + 1, number - 1, xmax))
            before = number

    def filled(self, ids: Sequence[int]) -> None:
        """Take ids out of the ranges that hold them."""
        for number in ids:
            self._ranges = [part for lo, hi, x in self._ranges for part in _without(lo, hi, x, number)]

    def forget(self, xmin: int, xmax: int) -> int:
        """Drop the ranges that no running transaction can fill; returns how many.

        `xmin` and `xmax` bound a snapshot older than the last look into the ranges. A recalled range gets
        this `xmax` as its horizon: a transaction that can fill it runs now.
        """
        kept = [(lo, hi, xmax if x is None else x) for lo, hi, x in self._ranges]
        kept = [r for r in kept if r[2] > xmin]
        forgotten = len(self._ranges) - len(kept)
        self._ranges = list(kept)
        return forgotten


def _without(lo: int, hi: int, x: int | None, number: int) -> list[tuple[int, int, int | None]]:
    if not lo <= number <= hi:
        return [(lo, hi, x)]
    return [(a, b, x) for a, b in ((lo, number - 1), (number + 1, hi)) if a <= b]
