"""What appraisal keeps, and how it is found and locked."""

from services.appraisal.store.segments import of_year, refresh, segmen_of, segments
from services.appraisal.store.tables import advance, lock_appraisal, metadata, roles

__all__ = ["advance", "lock_appraisal", "metadata", "of_year", "refresh", "roles", "segmen_of", "segments"]
