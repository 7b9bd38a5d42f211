"""The HTTP side of skp."""

from services.skp.api import documents, measurements, plans

ROUTES = [*plans.ROUTES, *measurements.ROUTES, *documents.ROUTES]

__all__ = ["ROUTES"]
