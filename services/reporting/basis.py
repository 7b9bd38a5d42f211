"""What the packs must say to reporting."""

from __future__ import annotations

from chassis.regulation import Packs
from services.reporting.policy import ReportingPolicy


def require(packs: Packs) -> None:
    """Read what reporting needs of every pack; PackError where one is malformed."""
    packs.require("reporting", ReportingPolicy)
