"""Whom the law of today asks before data leave."""

from __future__ import annotations

from chassis.db import Work
from services.reporting.domain.pelepasan import Asked
from services.reporting.policy import ReportingPolicy


def policy_of(work: Work) -> ReportingPolicy:
    """The section of the Pemda's law in force."""
    return work.law_of_today().section("reporting", ReportingPolicy)


def asked_of(work: Work) -> Asked:
    """Who consents and coordinates, and whether an objection blocks."""
    policy = policy_of(work)
    return Asked(policy.release_consent.value, policy.release_head.value, policy.release_objection_blocks.value)
