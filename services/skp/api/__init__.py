"""The HTTP side of skp."""

from services.skp.api import addenda, audit, documents, measurements, plans
from services.skp.api.groups import GROUPS

ROUTES = [*plans.ROUTES, *addenda.ROUTES, *measurements.ROUTES, *documents.ROUTES, *audit.ROUTES]

__all__ = ["GROUPS", "ROUTES"]
