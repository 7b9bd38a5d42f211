"""Who appraises an ASN from when to when, and which status holds on a day: the same rule for every service."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from contracts.masa import MasaPenilai, MasaStatus, Sebagai
from contracts.vocabulary import Kapasitas, StatusPegawai
from kernel.kalender import ONE_DAY

ACTING = frozenset({Sebagai.PLT, Sebagai.PLH, Sebagai.ATASAN})
_KAPASITAS: dict[str, Kapasitas] = {"plt": "plt", "plh": "plh", "atasan": "atasan"}


def kapasitas(sebagai: str) -> Kapasitas:
    """As what a pejabat penilai acts: `plt`, `plh`, `atasan`, or empty for one who acts in the own post (KON P34)."""
    return _KAPASITAS.get(sebagai, "")


def _covers(masa: MasaPenilai | MasaStatus, day: date) -> bool:
    return masa.mulai <= day and (masa.selesai is None or day <= masa.selesai)


def definitive_on(terms: Iterable[MasaPenilai], day: date) -> MasaPenilai | None:
    """The definitive term that covers a day; before the first one, the first."""
    definitive = sorted((t for t in terms if t.sebagai not in ACTING), key=lambda t: t.mulai)
    covering = [t for t in definitive if _covers(t, day)]
    if covering:
        return covering[-1]
    return definitive[0] if definitive and day < definitive[0].mulai else None


def pejabat_on(terms: Iterable[MasaPenilai], day: date) -> UUID | None:
    """Who holds the post above a person on a day, also while the Bupati steps in or nobody is there."""
    definitive = sorted((t for t in terms if t.sebagai not in ACTING), key=lambda t: t.mulai)
    now = definitive_on(definitive, day)
    if now is None or now.penilai_id is not None:
        return now.penilai_id if now else None
    before = [t.penilai_id for t in definitive if t.penilai_id and t.mulai < now.mulai]
    after = [t.penilai_id for t in definitive if t.penilai_id and t.mulai > now.mulai]
    return before[-1] if before and after and before[-1] == after[0] else None


def penilai_on(terms: Iterable[MasaPenilai], day: date) -> MasaPenilai | None:
    """Who is pejabat penilai on a day: the acting official, else the definitive one."""
    terms = tuple(terms)
    acting = [t for t in terms if t.sebagai in ACTING and _covers(t, day)]
    # a Plt or Plh by decree goes before the next superior; of two decrees the later holds
    best = max(acting, key=lambda t: (t.sebagai is not Sebagai.ATASAN, t.mulai), default=None)
    return best or definitive_on(terms, day)


def status_on(terms: Iterable[MasaStatus], day: date) -> StatusPegawai | None:
    """The status on a day: of the spells that cover it, the one that began last."""
    covering = [t for t in terms if _covers(t, day)]
    return max(covering, key=lambda t: (t.mulai, t.selesai is not None)).status if covering else None


def earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two last days; None is later than every day."""
    return min((d for d in (one, other) if d is not None), default=None)


def same_until(terms: Collection[MasaStatus], day: date) -> date | None:
    """The last day on which the status of a day is sure to hold still; None: until further notice."""
    starts = [s.mulai - ONE_DAY for s in terms if s.mulai > day]
    return min([*starts, *(s.selesai for s in terms if s.selesai and s.selesai >= day)], default=None)


def spells_in(
    terms: Collection[MasaStatus], kinds: Collection[str], first: date, last: date | None
) -> list[tuple[date, date | None]]:
    """From when to when within some days somebody's status is one of these, in order."""
    found: list[tuple[date, date | None]] = []
    at: date | None = first
    while at is not None and (last is None or at <= last):
        status, until = status_on(terms, at), earlier(same_until(terms, at), last)
        if status is not None and status.value in kinds:
            joined = found and found[-1][1] == at - ONE_DAY
            found = [*found[:-1], (found[-1][0], until)] if joined else [*found, (at, until)]
        at = until + ONE_DAY if until else None
    return found
