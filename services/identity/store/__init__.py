"""What identity keeps, and how its people are found and told of."""

from services.identity.store.days import keep_day
from services.identity.store.differences import count_differences, tell_differences
from services.identity.store.people import (
    EFFECT,
    account_of,
    all_roles,
    belongs,
    bound_to,
    effect,
    find,
    is_penilai,
    known_by_nip,
    reaches,
    roles_of,
    takes_effect,
    tell,
)
from services.identity.store.places import opd_of, placed, unit_of, units_above
from services.identity.store.sesi import end_sessions, ended_sessions
from services.identity.store.teams import tell_team
from services.identity.store.trainings import keep_training

__all__ = [
    "EFFECT",
    "account_of",
    "all_roles",
    "belongs",
    "bound_to",
    "count_differences",
    "effect",
    "end_sessions",
    "ended_sessions",
    "find",
    "is_penilai",
    "keep_day",
    "keep_training",
    "known_by_nip",
    "opd_of",
    "unit_of",
    "placed",
    "reaches",
    "roles_of",
    "takes_effect",
    "tell",
    "tell_differences",
    "tell_team",
    "units_above",
]
