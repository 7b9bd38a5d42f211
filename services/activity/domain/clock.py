"""Working days, the clocks that run on them, and what a month holds of a year. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo

from contracts.kalender import ONE_DAY, Kalender, end_of, first_of, month_after, periode_of

__all__ = [
    "ONE_DAY",
    "Kalender",
    "closes_on",
    "due_on",
    "end_of",
    "first_of",
    "is_late",
    "last_day_with_outage",
    "month_after",
    "moved",
    "outage_minutes",
    "periode_of",
    "share_of_month",
]


def due_on(submitted: date, kalender: Kalender, clock: str, days: int) -> date | None:
    """The last day for the penilai (KUAN P23(5), A15: day 0 is the day of submitting); None without a clock."""
    if clock == "none":
        return None
    if clock == "calendar_days":
        return submitted + timedelta(days=days)
    return kalender.after(submitted, days)


def closes_on(periode: str, kalender: Kalender, close_workday: int) -> date:
    """The day at whose end a month closes: working day n of the next month (reading A24)."""
    return kalender.after(first_of(month_after(periode)) - ONE_DAY, close_workday)


def is_late(tanggal: date, submitted: date, kalender: Kalender, after_workdays: int) -> bool:
    """Submitted after the end of the n-th working day after the activity (reading A29); a flag only."""
    return submitted > kalender.after(tanggal, after_workdays)


def share_of_month(target: int, first: date, last: date, periode: str) -> int:
    """A month's part of a yearly target, in whole outputs; the parts add up to the target (KUAN P17(b))."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    month = first_of(periode)
    nth = (month.year - first.year) * 12 + month.month - first.month
    if not 0 <= nth < months:
        return 0
    return target * (nth + 1) // months - target * nth // months


def last_day_with_outage(day: date, kalender: Kalender, minutes: Mapping[date, int], enough: int) -> date:
    """A deadline that only the system makes moves past days with a long outage (X8): to the next working day."""
    while minutes.get(day, 0) >= enough:
        day = kalender.after(day, 1)
    return day


def moved(
    day: date,
    kalender: Kalender,
    outages: Iterable[tuple[datetime, datetime]],
    zone: tzinfo,
    hours: tuple[str, str],
    enough: int,
) -> date:
    """The day on which a deadline that only the system makes ends, given all outages and the hours that count."""
    outages = tuple(outages)
    first, last = (time.fromisoformat(text) for text in hours)
    while True:
        minutes = {day: outage_minutes(outages, day, zone, first, last)}
        found = last_day_with_outage(day, kalender, minutes, enough)
        if found == day:
            return day
        day = found


def outage_minutes(
    outages: Iterable[tuple[datetime, datetime]], day: date, zone: tzinfo, first: time, last: time
) -> int:
    """Minutes between two times of a day (`last` 00:00: its end) in which something was down; overlaps count once."""
    opens = datetime.combine(day, first, zone)
    closes = datetime.combine(day, last, zone) if last > first else datetime.combine(day + ONE_DAY, time(), zone)
    total, reached = timedelta(), opens
    for began, ended in sorted(outages):
        began, ended = max(began, reached), min(ended, closes)
        if began < ended:
            total += ended - began
            reached = ended
    return int(total.total_seconds() // 60)
