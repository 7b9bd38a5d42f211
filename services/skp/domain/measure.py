"""What realisation comes to, and what a yearly target is in months, weeks and days. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from contracts.vocabulary import Arah
from services.skp.domain.target import Ukuran


def capaian(realisasi: int, target: int | Decimal, most: int, *, less_is_better: bool = False) -> Decimal:
    """Realisation against target in per cent, 0 to 120 (KON P20(5-6), reading B37); unrounded.

    Of time and cost less is better: what is saved is added to the hundred, what is overrun taken away.
    """
    share = Decimal(realisasi) * 100 / Decimal(target)
    return max(min(200 - share if less_is_better else share, Decimal(most)), Decimal(0))


def counts(bukti: str) -> bool:
    """Realisation without evidence does not count (KON P20(3))."""
    return bool(bukti.strip())


def reached(realisasi: int | None, ukuran: Ukuran, most: int) -> Decimal:
    """The capaian of one butir; without a realisation it is zero, also where less is better.

    What came of it before anything was due is all that can be reached; where less is better it is nothing. Of a range,
    and of what is done or not done, a hundred is the most.
    """
    if realisasi is None:
        return Decimal(0)
    if ukuran.arah is Arah.YA:
        return Decimal(100 if realisasi else 0)
    if not ukuran.against and ukuran.arah is not Arah.RENTANG:
        return Decimal(most if realisasi and not ukuran.less_is_better else 0)
    if ukuran.arah is Arah.RENTANG:
        return _in_range(realisasi, ukuran)
    return capaian(realisasi, ukuran.against, most, less_is_better=ukuran.less_is_better)


def _in_range(realisasi: int, ukuran: Ukuran) -> Decimal:
    """A hundred within the range, never more; below it the share of its beginning, above it less by what is overrun."""
    if realisasi < ukuran.against:
        return capaian(realisasi, ukuran.against, 100)
    if realisasi <= ukuran.most_in_range or not ukuran.against:
        return Decimal(100)
    return capaian(realisasi, ukuran.most_in_range, 100, less_is_better=True)


def mean_capaian(pairs: Sequence[tuple[int | None, Ukuran]], most: int) -> Decimal:
    """The mean capaian of the butir, each by what its target is measured by; butir with nothing due are left out."""
    counted = [(r, ukuran) for r, ukuran in pairs if ukuran.against or r]
    return sum((reached(r, ukuran, most) for r, ukuran in counted), Decimal(0)) / len(counted)


def even_parts(total: int, parts: int) -> list[int]:
    """Whole parts that add up to the total, as even as they can be; a larger part follows a smaller one."""
    return [total * (n + 1) // parts - total * n // parts for n in range(parts)]


def early_parts(total: int, parts: int) -> list[int]:
    """Even parts with a larger part before a smaller one: a week of 3 in five days is 1, 1, 0, 1, 0."""
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
