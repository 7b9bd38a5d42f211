"""The HTTP side of activity."""

from services.activity.api import audit, daily, export, helping, home
from services.activity.drafts import api as drafts
from services.activity.evidence import api as evidence
from services.activity.imports import api as imports
from services.activity.messages import api as messages
from services.activity.missed import api as missed
from services.activity.months import api as months
from services.activity.outages import api as outages
from services.activity.pembinaan import api as pembinaan
from services.activity.plans import api as plans
from services.activity.references import api as references
from services.activity.tickets import api as tickets

ROUTES = [
    *daily.ROUTES,
    *helping.ROUTES,
    *months.ROUTES,
    *missed.ROUTES,
    *home.ROUTES,
    *evidence.ROUTES,
    *pembinaan.ROUTES,
    *outages.ROUTES,
    *messages.ROUTES,
    *tickets.ROUTES,
    *references.ROUTES,
    *plans.ROUTES,
    *imports.ROUTES,
    *drafts.ROUTES,
    *export.ROUTES,
    *audit.ROUTES,
]
HOT = daily.HOT

__all__ = ["HOT", "ROUTES"]
