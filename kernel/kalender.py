"""Working days, and the ends of days and months, as every service counts them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone, tzinfo

ONE_DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
BEYOND = f"Tanggal di luar tahun {FIRST_DAY.year}-{LAST_DAY.year}."


class Kalender:
    """Working days of a unit: Monday to Friday, or to Saturday, less the holidays that hold for the Pemda."""

    def __init__(self, hari_libur: Mapping[date, bool], hari_kerja: int = 5) -> None:
        self._libur = hari_libur
        self._week = hari_kerja

    def of_week(self, hari_kerja: int) -> Kalender:
        """The same Pemda's calendar for units of another working week."""
        return self if hari_kerja == self._week else Kalender(self._libur, hari_kerja)

    def is_working(self, day: date) -> bool:
        listed = self._libur.get(day)
        return day.weekday() < self._week if listed is None else not listed

    def after(self, day: date, working_days: int) -> date:
        """The n-th working day after day 0; a deadline of n working days is the end of it."""
        while working_days > 0:
            day += ONE_DAY
            working_days -= self.is_working(day)
        return day

    def of_month(self, periode: str) -> list[date]:
        """The working days of a month."""
        day = first_of(periode)
        days = []
        while day.strftime("%Y-%m") == periode:
            if self.is_working(day):
                days.append(day)
            day += ONE_DAY
        return days


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The local day in which an instant falls. Nothing else makes a day of an instant (tests/house/test_days.py)."""
    return moment.astimezone(zone).date()


def is_beyond(day: date) -> bool:
    """Whether a date lies outside the years we take: near the calendar's edge no rule could count days."""
    return not FIRST_DAY <= day <= LAST_DAY


def months_after(day: date, months: int) -> date:
    """The same day so many months later, at the latest the last of its month."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def periode_of(day: date) -> str:
    return day.strftime("%Y-%m")


def first_of(periode: str) -> date:
    return date.fromisoformat(f"{periode}-01")


def month_after(periode: str) -> str:
    return periode_of(first_of(periode) + timedelta(days=32))


def end_of(day: date, zone: tzinfo) -> datetime:
    """The moment a day of the Pemda is over, in UTC."""
    return datetime.combine(day + ONE_DAY, time(), zone).astimezone(timezone.utc)
