"""What activity keeps, and how it is found and locked."""

from services.activity.store.backfill import metadata
from services.activity.store.line import BUPATI, told_of
from services.activity.store.outages import EXCUSE, arm_excusing, mark_touched, outages
from services.activity.store.rows import (
    CLOSE,
    SETTLE,
    actor_person,
    arm_clocks,
    arm_first_close,
    arm_settling,
    belongs,
    cited,
    kalender,
    lock_activities,
    month_state,
    person,
    policy_of,
    roles,
    see_activity,
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
    "EXCUSE",
    "SETTLE",
    "actor_person",
    "arm_clocks",
    "arm_excusing",
    "arm_first_close",
    "arm_settling",
    "belongs",
    "cited",
    "deciders_of",
    "duty_days",
    "kalender",
    "lock_activities",
    "mark_touched",
    "metadata",
    "month_state",
    "outages",
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
