"""What reporting keeps. Every statement in SQL stands in this folder."""

from services.reporting.store.tables import metadata

__all__ = ["metadata"]
