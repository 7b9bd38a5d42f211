"""What activity keeps, and how it is found and locked."""

from services.activity.store.beside import metadata
from services.activity.store.entries import lock_activities, lock_activity, see_activity
from services.activity.store.line import BUPATI, told_of
from services.activity.store.rows import (
    CLOSE,
    SETTLE,
    actor_person,
    arm_clocks,
    arm_first_close,
    arm_settling,
    belongs,
    check_clock,
    cited,
    find_person,
    kalender,
    month_state,
    person,
    policy_of,
    roles,
)
from services.activity.store.terms import (
    Deciders,
    deciders_of,
    duty_days,
    passes_up,
    vacant_of,
    who_appraises,
    who_decides,
)

__all__ = [
    "BUPATI",
    "CLOSE",
    "Deciders",
    "SETTLE",
    "actor_person",
    "arm_clocks",
    "arm_first_close",
    "arm_settling",
    "belongs",
    "check_clock",
    "cited",
    "deciders_of",
    "duty_days",
    "find_person",
    "kalender",
    "lock_activities",
    "lock_activity",
    "metadata",
    "month_state",
    "passes_up",
    "person",
    "policy_of",
    "roles",
    "see_activity",
    "told_of",
    "vacant_of",
    "who_appraises",
    "who_decides",
]
