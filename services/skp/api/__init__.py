"""The HTTP side of skp."""

from services.skp.api import audit, documents, measurements, plans

ROUTES = [*plans.ROUTES, *measurements.ROUTES, *documents.ROUTES, *audit.ROUTES]

__all__ = ["ROUTES"]
