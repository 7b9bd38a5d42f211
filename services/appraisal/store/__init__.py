"""What appraisal keeps, and how it is found and locked. Every statement in SQL stands in this folder."""

from services.appraisal.store.appraisals import (
    evidence_of,
    find_appraisal,
    keep_appraisal,
    lock_appraisal,
    open_appraisal,
    results,
)
from services.appraisal.store.cases import cases, keep_case, lock_case, open_case
from services.appraisal.store.ideas import has_idea, ideas_seen, keep_idea, line_above, lock_idea
from services.appraisal.store.line import kalender, know_days, superior_of_penilai
from services.appraisal.store.objections import (
    file_objection,
    files_of,
    find_objection,
    keep_objection,
    months_of,
    objection_of,
    open_objections,
)
from services.appraisal.store.pages import CASES_PAGE, FINAL_PAGE, ids_of
from services.appraisal.store.people import know, know_months, roles, roles_and_opd
from services.appraisal.store.reading import (
    FollowUp,
    Read,
    Waiting,
    below,
    below_bupati,
    follow_ups,
    of_person,
    person,
    waiting,
)
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
    "CASES_PAGE", "FINAL_PAGE", "FollowUp", "Read", "Waiting", "begin_segment", "below", "below_bupati", "cases",
    "confirm_segment", "end_segment", "evidence_of", "file_objection", "files_of", "find_appraisal", "find_objection",
    "follow_ups", "has_idea", "ideas_seen", "ids_of", "kalender", "keep_appraisal", "keep_case", "keep_idea",
    "keep_objection", "know", "know_days", "know_months", "line_above", "lock_appraisal", "lock_case", "lock_idea",
    "measure_segment", "metadata", "months_of", "objection_of", "of_person", "of_year", "open_appraisal", "open_case",
    "open_objections", "person", "refresh", "results", "roles", "roles_and_opd", "segments", "superior_of_penilai",
    "waiting",
]  # fmt: skip
