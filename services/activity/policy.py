"""The activity section of a regulation pack, typed."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from chassis.regulation import Rule


class ActivityPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What KUAN P16-18, P23, P31 and KON say (or leave unsaid) of daily activities; a value nobody reads is refused.

    `cites`: what this law says, or "kebijakan", of what the code cites by its pasal in KUAN (B30: no pasal of one law
    is told to a Pemda of the other). `escalation`: whether the superior who is told of a silent penilai may only read,
    or decide in his place (A22).
    """

    cites: Rule[dict[str, str]]
    tupoksi_reference: Rule[bool]
    verify_clock: Rule[str]
    verify_days: Rule[int]
    auto_approve: Rule[str]
    auto_approve_basis: Rule[str]
    view_scope: Rule[str]
    escalation: Rule[Literal["notice", "next_superior"]]
    categories: Rule[tuple[str, ...]]
    no_duty_statuses: Rule[tuple[str, ...]]
    close_workday: Rule[int]
    reopen_workdays: Rule[int]
    late_after_workdays: Rule[int]
    backfill_limit: Rule[Literal["period_close"] | int]
    refusal_grounds: Rule[tuple[str, ...]]
    old_entries_go_to: Rule[str]
    on_behalf: Rule[bool]
    evidence_megabytes: Rule[int]
    evidence_files: Rule[int]
    missing_day_finding: Rule[bool]
    outage_minutes: Rule[int]
    outage_hours: Rule[tuple[str, str]]
    extend_statutory: Rule[bool]
    feedback: Rule[dict[str, str]]
    plan_periods: Rule[tuple[str, ...]]
