"""The HTTP side of activity."""

from services.activity.api import around, audit, backfill, daily, evidence, home, pembinaan
from services.activity.api.groups import GROUPS

ROUTES = [
    *daily.ROUTES,
    *home.ROUTES,
    *evidence.ROUTES,
    *pembinaan.ROUTES,
    *around.ROUTES,
    *backfill.ROUTES,
    *audit.ROUTES,
]
HOT = daily.HOT

__all__ = ["GROUPS", "HOT", "ROUTES"]
