"""X8: an hour of outage between 07.30 and 24.00 of the last day, and where a deadline of it then ends."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kernel.kalender import Kalender
from kernel.outages import moved, outage_minutes

WIB = ZoneInfo("Asia/Jakarta")
JAM = ("07:30", "00:00")
KALENDER = Kalender({date(2026, 1, 16): True})  # Friday


def _down(day: int, first: str, last: str) -> tuple[datetime, datetime]:
    return (
        datetime.fromisoformat(f"2026-01-{day:02d}T{first}").replace(tzinfo=WIB),
        datetime.fromisoformat(f"2026-01-{day:02d}T{last}").replace(tzinfo=WIB),
    )


@pytest.mark.parametrize(
    ("outages", "minutes"),
    [
        ([_down(15, "20:00", "20:59")], 59),
        ([_down(15, "20:00", "21:00")], 60),
        ([_down(15, "06:30", "08:00")], 30),
        ([_down(15, "20:00", "20:40"), _down(15, "20:30", "21:00")], 60),
        ([_down(14, "20:00", "23:00")], 0),
        ([(_down(15, "23:30", "23:31")[0], _down(16, "02:00", "03:00")[1])], 30),
    ],
)
def test_x8_minutes_of_outage_in_the_hours_that_count(outages: list[tuple[datetime, datetime]], minutes: int) -> None:
    assert outage_minutes(outages, date(2026, 1, 15), WIB, JAM) == minutes


@pytest.mark.parametrize(
    ("downs", "week", "last"),
    [
        ([], 5, "2026-01-15"),
        ([_down(15, "20:00", "20:59")], 5, "2026-01-15"),
        ([_down(15, "20:00", "21:00")], 5, "2026-01-19"),  # Friday 16 January 2026 is a holiday, so Monday 19
        ([_down(15, "20:00", "21:00")], 6, "2026-01-17"),
        ([_down(15, "20:00", "21:00"), _down(19, "08:00", "09:30")], 5, "2026-01-20"),
        ([_down(15, "02:00", "07:30")], 5, "2026-01-15"),
    ],
)
def test_x8_a_deadline_moves_to_the_next_working_day_without_an_hour_of_outage(
    downs: list[tuple[datetime, datetime]], week: int, last: str
) -> None:
    found = moved(date(2026, 1, 15), KALENDER.of_week(week), downs, WIB, JAM, 60)
    assert found == date.fromisoformat(last)
