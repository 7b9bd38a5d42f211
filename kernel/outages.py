"""Outages of the system (X8): the minutes they take of a day, where a deadline then ends, whom they keep from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal, get_args

from kernel.kalender import ONE_DAY, Kalender, day_of

Spells = Iterable[tuple[datetime, datetime]]
Hours = tuple[str, str]
# What is older than this was settled by people; an outage that long is nobody's ledger.
_LONGEST = timedelta(days=60)
# The services of the house and the door to them; `semua`: nothing answered.
Layanan = Literal["gateway", "identity", "skp", "activity", "appraisal", "tpp", "reporting", "semua"]
# `isian`: entering the activities of a day or a month. `persetujuan`: the penilai's time (KUAN P23(5), (7)).
# `skp`: setting it in January. `pemutakhiran`, `salinan`: KUAN P23(4) and (3).
Tenggat = Literal["isian", "persetujuan", "skp", "pemutakhiran", "salinan"]

LAYANAN: tuple[str, ...] = get_args(Layanan)
# A person who acts needs the gateway, identity to be known, and the service that keeps the deadline.
DIPERLUKAN: Mapping[Tenggat, frozenset[str]] = {
    "isian": frozenset({"gateway", "identity", "activity"}),
    "persetujuan": frozenset({"gateway", "identity", "activity"}),
    "skp": frozenset({"gateway", "identity", "skp"}),
    "pemutakhiran": frozenset({"gateway", "identity", "skp"}),
    "salinan": frozenset({"gateway", "identity", "skp"}),
}


def touches(layanan: Collection[str], tenggat: Tenggat) -> bool:
    """Whether an outage of these services kept people from what a deadline asks of them.

    A name that is not in the list was recorded before there was one, and stands for the whole.
    """
    named = set(layanan)
    return "semua" in named or bool(named & DIPERLUKAN[tenggat]) or not named <= set(LAYANAN)


def outage_minutes(outages: Spells, day: date, zone: tzinfo, hours: Hours) -> int:
    """Minutes within the hours of a local day in which something was down; overlaps count once.

    `hours`: first and last time of the day, HH:MM; a last of 00:00 is the end of the day.
    """
    first, last = (time.fromisoformat(text) for text in hours)
    opens = datetime.combine(day, first, zone)
    closes = datetime.combine(day, last, zone) if last > first else datetime.combine(day + ONE_DAY, time(), zone)
    total, reached = timedelta(), opens
    for began, ended in sorted(outages):
        began, ended = max(began, reached), min(ended, closes)
        if began < ended:
            total += ended - began
            reached = ended
    return int(total.total_seconds() // 60)


def local_days(began: datetime, ended: datetime, zone: tzinfo) -> Iterator[date]:
    """The local days that an outage touches."""
    day = day_of(began, zone)
    last = min(day_of(ended, zone), day + _LONGEST)
    while day <= last:
        yield day
        day += ONE_DAY


def moved(day: date, kalender: Kalender, outages: Spells, zone: tzinfo, hours: Hours, enough: int) -> date:
    """Where a deadline of `day` ends: at the end of the next working day with fewer than `enough` minutes of outage.

    So moves what only the system sets; what the law sets moves where the pack says `extend_statutory`.
    """
    outages = tuple(outages)
    while outage_minutes(outages, day, zone, hours) >= enough:
        day = kalender.after(day, 1)
    return day
