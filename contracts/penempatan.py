"""Which post somebody held on a day: the same rule for every service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from contracts.identity import Penempatan


def penempatan_on(posts: Iterable[Penempatan], day: date) -> Penempatan | None:
    """The post that began last by that day; None before the first one that is known."""
    return max((p for p in posts if p.mulai <= day), key=lambda p: p.mulai, default=None)
