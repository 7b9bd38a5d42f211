"""Which post somebody held on a day: the same rule for every service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from contracts.identity import Penempatan
from kernel.kalender import ONE_DAY


def penempatan_on(posts: Iterable[Penempatan], day: date) -> Penempatan | None:
    """The post that began last by that day; None before the first one that is known."""
    return max((p for p in posts if p.mulai <= day), key=lambda p: p.mulai, default=None)


def pd_spans(posts: Iterable[Penempatan]) -> list[tuple[str, date, date | None]]:
    """In which PD somebody was, from the first to the last day (None: until further notice), in order."""
    ordered = sorted(posts, key=lambda p: p.mulai)
    ends = [*(p.mulai - ONE_DAY for p in ordered[1:]), None]
    return [(p.opd, p.mulai, last) for p, last in zip(ordered, ends, strict=False)]
