"""What appraisal keeps, and how it is found and locked. Every statement in SQL stands in this folder."""

from services.appraisal.store.appraisals import (
    evidence_of,
    keep_appraisal,
    lock_appraisal,
    open_appraisal,
    results,
)
from services.appraisal.store.cases import cases, keep_case, lock_case, open_case
from services.appraisal.store.ideas import has_idea, ideas_seen, keep_idea, line_above, lock_idea
from services.appraisal.store.pages import CASES_PAGE, FINAL_PAGE, ids_of
from services.appraisal.store.people import know, know_months, roles
from services.appraisal.store.reading import FollowUp, Read, below, below_bupati, follow_ups, of_person
from services.appraisal.store.segments import (
    begin_segment,
    confirm_segment,
    end_segment,
    measure_segment,
    of_year,
    refresh,
    segments,
)
from services.appraisal.store.tables import metadata

__all__ = [
    "has_idea", "ideas_seen", "keep_idea", "line_above", "lock_idea",
    "CASES_PAGE", "FINAL_PAGE", "FollowUp", "Read", "begin_segment", "below", "below_bupati", "cases",
    "confirm_segment", "end_segment", "evidence_of", "follow_ups", "ids_of", "keep_appraisal", "keep_case", "know",
    "know_months", "lock_appraisal", "lock_case", "measure_segment", "metadata", "of_person", "of_year",
    "open_appraisal", "open_case", "refresh", "results", "roles", "segments",
]  # fmt: skip
