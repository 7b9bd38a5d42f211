"""What the packs must say to reporting."""

from __future__ import annotations

from chassis.offices import check_named
from chassis.regulation import Packs
from services.reporting.policy import ReportingPolicy


def require(packs: Packs) -> None:
    """Read what reporting needs of every pack; PackError where one is malformed or names a role that it lacks."""
    packs.require("reporting", ReportingPolicy)
    for pack in packs.of_kind():
        policy = pack.section("reporting", ReportingPolicy)
        release = (policy.release_consent.value, policy.release_consent_in.value, policy.release_head.value)
        ways = [role for way in policy.letters.value.values() for role in (*way.authors, *way.stops)]
        check_named(pack, {"[reporting] release": filter(None, release), "[reporting] letters": ways})
