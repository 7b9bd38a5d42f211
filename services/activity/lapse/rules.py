"""The end of a day: whether the law makes something of it, and by what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from chassis.db import Work
from chassis.deadlines import Due
from services.activity import store
from services.activity.store.lapsing import EndOfDay


def end_of_day(work: Work, due: Due, vacant: Iterable[UUID]) -> EndOfDay | None:
    """The end of the day that begins the subject; None where the law of that day has no automatic approval."""
    day = date.fromisoformat(due.subject.partition("/")[0])
    policy, zone, _ = store.policy_of(work, day)
    if policy.auto_approve.value != "on":
        return None
    return EndOfDay(day, zone, policy.view_scope.value == "entry", tuple(vacant))
