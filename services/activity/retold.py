"""Tells again what activity keeps beside the entries: closed months, missed days, pembinaan, references, outages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.engine import Row

from chassis.db import Work
from chassis.retelling import Retelling, State, pages
from contracts.activity import (
    ActivityApproved,
    ActivityAssisted,
    ActivityCorrected,
    ActivityDiscarded,
    ActivityEdited,
    ActivityEscalated,
    ActivityExcused,
    ActivityRejected,
    ActivityReopened,
    ActivitySubmitted,
    ActivityVerified,
    DayFilled,
    DayMissed,
    EvidenceAttached,
    EvidenceRemoved,
    MissedDayJudged,
    MonthMeasured,
    OutageConfirmed,
    PembinaanClosed,
    PembinaanHeld,
    PembinaanOpened,
    ReferenceChanged,
)
from contracts.event import Event
from services.activity.missed import rules as missed
from services.activity.missed import store as days
from services.activity.months import close
from services.activity.months import store as months
from services.activity.outages import store as outages
from services.activity.outages.rules import confirmed
from services.activity.pembinaan import rules
from services.activity.pembinaan import store as pembinaan
from services.activity.references.rules import changed
from services.activity.references.store import items

Rows = Sequence[Row[Any]]


async def _missed(work: Work, rows: Rows) -> list[State]:
    """A day is missing, judged, or filled: one event says which."""
    states: list[State] = []
    for row in rows:
        day, finding = days.read(row)
        if day.state == "filled":
            states.append((missed.filled(day), day.version))
        else:
            states.append((missed.judged(day, finding) if finding else missed.missed(day), day.version))
    return states


async def _months(work: Work, rows: Rows) -> list[State]:
    """As they were measured last. Counts of before they were kept are not guessed: the month is measured anew."""
    kept, unknown = months.read(rows)
    states: list[State] = [*kept]
    for periode, people in sorted(unknown.items()):
        states += await close.measure_again(work, periode, people)
    return states


async def _pembinaan(work: Work, rows: Rows) -> list[State]:
    """That it is owed, was held, is over; what is owed no more is not told, for DayFilled says so (A24)."""
    states: list[State] = []
    for one in map(pembinaan.read, rows):
        if one.now_state == "lapsed":
            continue
        told: list[Event] = [rules.opened(one.pembinaan_id, one.asn_id, one.tanggal, one.penilai_id)]
        if one.tanggal_sesi is not None and one.dipimpin_oleh is not None:
            told.append(rules.held(one, one.tanggal_sesi, one.dipimpin_oleh, ""))
        if one.ditutup_oleh is not None:
            told.append(rules.closed(one, one.ditutup_oleh, ""))
        states += [(event, one.version) for event in told]
    return states


async def _references(work: Work, rows: Rows) -> list[State]:
    return [(changed(one, opd), version) for one, opd, version in map(items.read, rows)]


async def _outages(work: Work, rows: Rows) -> list[State]:
    """An outage is confirmed once."""
    return [(confirmed(outages.read(row)), 1) for row in rows]


RETELLS = {
    "months": Retelling((MonthMeasured,), pages(months.RETOLD, _months)),
    "missed_days": Retelling((DayMissed, DayFilled, MissedDayJudged), pages(days.RETOLD, _missed)),
    "pembinaan": Retelling(
        (PembinaanOpened, PembinaanHeld, PembinaanClosed), pages(pembinaan.RETOLD, _pembinaan, pembinaan.FIRST_VERSIONS)
    ),
    "references": Retelling((ReferenceChanged,), pages(items.RETOLD, _references)),
    "outages": Retelling((OutageConfirmed,), pages(outages.RETOLD, _outages)),
}
_ENTRY = "a moment of one entry, counted as it comes; what a month came to is in MonthMeasured"
_NOTICE = "a notice to somebody: the entry stays as it is"
NOT_RETOLD: dict[type[Event], str] = {
    **dict.fromkeys(
        (
            ActivitySubmitted,
            ActivityApproved,
            ActivityRejected,
            ActivityEdited,
            ActivityCorrected,
            ActivityReopened,
            ActivityAssisted,
            ActivityDiscarded,
            ActivityVerified,
        ),
        _ENTRY,
    ),
    **dict.fromkeys((EvidenceAttached, EvidenceRemoved), "a file of one entry, which is shown with the entry"),
    ActivityEscalated: _NOTICE,
    ActivityExcused: _NOTICE,
}
