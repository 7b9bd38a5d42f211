"""The activity section of a regulation pack, typed."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from chassis.regulation import Value


class ActivityPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What KUAN P16-18, P23, P31 and KON say (or leave unsaid) of daily activities; a value nobody reads is refused.

    `escalation`: whether the superior who is told of a silent penilai may only read,
    or decide in their place (A22).
    """

    tupoksi_reference: Value[bool]
    verify_clock: Value[str]
    verify_days: Value[int]
    auto_approve: Value[str]
    auto_approve_basis: Value[str]
    view_scope: Value[str]
    escalation: Value[Literal["notice", "next_superior"]]
    categories: Value[tuple[str, ...]]
    no_duty_statuses: Value[tuple[str, ...]]
    close_workday: Value[int]
    reopen_workdays: Value[int]
    late_after_workdays: Value[int]
    backfill_limit: Value[Literal["period_close"] | int]
    refusal_grounds: Value[tuple[str, ...]]
    old_entries_go_to: Value[str]
    on_behalf: Value[bool]
    evidence_megabytes: Value[int]
    evidence_files: Value[int]
    missing_day_finding: Value[bool]
    outage_minutes: Value[int]
    outage_hours: Value[tuple[str, str]]
    extend_statutory: Value[bool]
    feedback: Value[dict[str, str]]
    plan_periods: Value[tuple[str, ...]]
