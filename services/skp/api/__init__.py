"""The HTTP side of skp."""

from services.skp.api import (
    addenda,
    audit,
    comments,
    documents,
    measurements,
    plans,
    reading,
    recommendations,
    together,
)

ROUTES = [
    *plans.ROUTES, *reading.ROUTES, *comments.ROUTES, *addenda.ROUTES, *recommendations.ROUTES, *measurements.ROUTES,
    *documents.ROUTES, *audit.ROUTES, *together.ROUTES,
]  # fmt: skip

__all__ = ["ROUTES"]
