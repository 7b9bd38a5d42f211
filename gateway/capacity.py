"""How many requests are at work at once, in all and of one person or address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

from gateway.answer import Rejected

_RETRY = [(b"retry-after", b"1")]


class Capacity:
    """Places for `limit` requests, at most `share` of one holder; more are told to come back."""

    def __init__(self, limit: int, share: int) -> None:
        self._limit = limit
        self._share = share
        self._held: Counter[Hashable] = Counter()
        self.busy = 0

    def enter(self, who: Hashable) -> None:
        """Take a place. Rejected 503 when all are taken, 429 when this holder has its share."""
        if self.busy >= self._limit:
            raise Rejected(503, "Sistem sedang penuh; coba lagi sebentar lagi.", _RETRY)
        if self._held[who] >= self._share:
            raise Rejected(429, "Terlalu banyak permintaan sekaligus; tunggu yang lain selesai.", _RETRY)
        self.busy += 1
        self._held[who] += 1

    def leave(self, who: Hashable) -> None:
        """Give a place back."""
        self.busy -= 1
        self._held[who] -= 1
        if not self._held[who]:
            del self._held[who]

    @contextmanager
    def place(self, who: Hashable) -> Iterator[None]:
        """A place for as long as the block runs."""
        self.enter(who)
        try:
            yield
        finally:
            self.leave(who)
