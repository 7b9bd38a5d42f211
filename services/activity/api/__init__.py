"""The HTTP side of activity."""

from services.activity.api import backfill, daily

ROUTES = [*daily.ROUTES, *backfill.ROUTES]
HOT = daily.HOT

__all__ = ["HOT", "ROUTES"]
