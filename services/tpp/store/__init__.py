"""What tpp keeps. Every statement in SQL stands in this folder."""

from services.tpp.store.tables import metadata

__all__ = ["metadata"]
