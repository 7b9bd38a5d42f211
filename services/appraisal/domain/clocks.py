"""The terms of the paper, day by day (KON P32, P38-40, P48; readings B5, B8, B25, B26). Pure.

Fourteen days are calendar days: day 0 is the day of the act, and a holiday moves nothing. Seven working days follow the
calendar of the Pemda and the working week of the unit.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from kernel.kalender import ONE_DAY, Kalender
from services.appraisal.policy import AppraisalPolicy


class Terms(Struct, frozen=True, kw_only=True):
    """The days of one year's appraisal: when the first and the last signature is in time, and what follows.

    `substitute_from`: the first day on which the superior sets what the penilai has not signed, `substitute_until` the
    last (B26). `safe_until`: the last day of signing after which every later term still ends by `report_by` (B5).
    """

    opens_on: date
    sign_until: date
    safe_until: date
    substitute_from: date
    substitute_until: date
    report_by: date


def last_day(act: date, days: int) -> date:
    """The last day of a term of so many calendar days after an act (readings B8, B25)."""
    return act + timedelta(days=days)


def substitution(lapsed: date, policy: AppraisalPolicy, kalender: Kalender) -> date:
    """The last day on which the superior sets the paper, after a term that ended without a signature (KON P39)."""
    return kalender.after(lapsed, policy.substitute_days.value)


def signing_lapses(tahun: int, policy: AppraisalPolicy) -> date:
    """The day on which the term of the penilai's own signature is over: 14 days after the end of January (B26)."""
    return last_day(_day(tahun + 1, policy.sign_until.value), policy.return_days.value)


def terms(tahun: int, policy: AppraisalPolicy, kalender: Kalender) -> Terms:
    """All days of the appraisal of a year."""
    sign_until, report_by = _day(tahun + 1, policy.sign_until.value), _day(tahun + 1, policy.report_by.value)
    lapsed = signing_lapses(tahun, policy)
    return Terms(
        opens_on=_day(tahun, policy.opens_on.value), sign_until=sign_until, report_by=report_by,
        safe_until=_safe(sign_until, report_by, policy, kalender), substitute_from=lapsed + ONE_DAY,
        substitute_until=substitution(lapsed, policy, kalender),
    )  # fmt: skip


def _safe(sign_until: date, report_by: date, policy: AppraisalPolicy, kalender: Kalender) -> date:
    day = sign_until
    while _longest(day, policy, kalender) > report_by:
        day -= ONE_DAY
    return day


def _longest(signed: date, policy: AppraisalPolicy, kalender: Kalender) -> date:
    """When the paper is finished if everybody takes the whole term: delivery, return, substitution."""
    delivered = last_day(signed, policy.deliver_days.value)
    return substitution(last_day(delivered, policy.return_days.value), policy, kalender)


def _day(year: int, text: str) -> date:
    """A day of a year by `MM-DD`, or `MM-end` for the last of the month."""
    month, day = text.split("-")
    if day == "end":
        return date(year + int(month) // 12, int(month) % 12 + 1, 1) - ONE_DAY
    return date(year, int(month), int(day))
