"""What realisation comes to, and what a yearly target is in months, weeks and days. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal


def capaian(realisasi: int, target: int, most: int) -> Decimal:
    """Realisation against target in per cent, at most 120 (KON P20(5-6)); unrounded."""
    return min(Decimal(realisasi) * 100 / Decimal(target), Decimal(most))


def counted(jumlah: int, bukti: str) -> int:
    """Realisation without evidence does not count (KON P20(3))."""
    return jumlah if bukti.strip() else 0


def mean_capaian(pairs: Sequence[tuple[int, int]], most: int) -> Decimal:
    """The mean capaian of the butir; one without a realisation counts as zero."""
    return sum((capaian(r, t, most) for r, t in pairs), Decimal(0)) / len(pairs)


def even_parts(total: int, parts: int) -> list[int]:
    """Whole parts that add up to the total, as even as they can be; a larger part follows a smaller one."""
    return [total * (n + 1) // parts - total * n // parts for n in range(parts)]


def early_parts(total: int, parts: int) -> list[int]:
    """The same with a larger part before a smaller one: a week of 3 in five days is 1, 1, 0, 1, 0."""
    return even_parts(total, parts)[::-1]


def breakdown_year(target: int, months: int = 12) -> list[int]:
    """Twelve months of a year's quantity or cost (KUAN P17(b)); quality and time are carried, not divided."""
    return even_parts(target, months)


def weeks_of(working: Sequence[date]) -> list[list[date]]:
    """The working days of a month by calendar week; weeks are cut at the month's end."""
    weeks: dict[date, list[date]] = {}
    for day in working:
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(day)
    return [weeks[monday] for monday in sorted(weeks)]
