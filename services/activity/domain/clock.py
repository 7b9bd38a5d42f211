"""Working days, the clocks that run on them, and what a month holds of a year. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kernel.kalender import ONE_DAY, Kalender, day_of, end_of, first_of, month_after, periode_of

__all__ = [
    "ONE_DAY",
    "Kalender",
    "closes_on",
    "day_of",
    "due_on",
    "end_of",
    "first_of",
    "month_after",
    "on_time_until",
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


def on_time_until(tanggal: date, kalender: Kalender, after_workdays: int) -> date:
    """Submitted after the end of the n-th working day after the activity is late (reading A29); a flag only."""
    return kalender.after(tanggal, after_workdays)


def share_of_month(target: int, first: date, last: date, periode: str, bulanan: Sequence[int] = ()) -> int:
    """A month's part of a yearly target, in whole outputs; the parts add up to the target (KUAN P17(b)).

    `first`, `last`: of the plan, whatever became of it. `bulanan`: the owner's own twelve parts of its year.
    """
    if bulanan:
        return bulanan[int(periode[5:]) - 1] if periode[:4] == f"{first:%Y}" else 0
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    month = first_of(periode)
    nth = (month.year - first.year) * 12 + month.month - first.month
    if not 0 <= nth < months:
        return 0
    return target * (nth + 1) // months - target * nth // months
