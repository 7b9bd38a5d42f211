"""What tpp keeps. Every statement in SQL stands in this folder."""

from services.tpp.store import attendance_tables
from services.tpp.store.tables import metadata

__all__ = ["attendance_tables", "metadata"]
