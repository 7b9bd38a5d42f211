"""The activity section of a regulation pack, typed."""

from __future__ import annotations

from msgspec import Struct

from chassis.regulation import Rule


class ActivityPolicy(Struct, frozen=True, kw_only=True):
    """What KUAN P23 and KON say (or leave unsaid) of daily activities."""

    verify_clock: Rule[str]
    verify_days: Rule[int]
    auto_approve: Rule[str]
    close_workday: Rule[int]
    late_after_workdays: Rule[int]
    refusal_grounds: Rule[tuple[str, ...]]
