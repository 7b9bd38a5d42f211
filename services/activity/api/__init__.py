"""The HTTP side of activity."""

from services.activity.api import audit, backfill, daily

ROUTES = [*daily.ROUTES, *backfill.ROUTES, *audit.ROUTES]
HOT = daily.HOT

__all__ = ["HOT", "ROUTES"]
