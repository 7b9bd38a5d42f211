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
from services.appraisal.store.line import kalender, know_days, superior_of, superior_of_penilai
from services.appraisal.store.monitoring import (
    find_person,
    guidances,
    holder,
    keep_guidance,
    keep_monitoring,
    lock_guidance,
    lock_monitoring,
    monitorings,
    move_guidance,
    move_monitoring,
    was_monitored,
)
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
from services.appraisal.store.priorities import pairs
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
from services.appraisal.store.reports import (
    Missing,
    find_report,
    keep_report,
    move_report,
    next_number,
    not_reported,
    reports_seen,
    to_report,
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
from services.appraisal.store.session_tables import metadata
from services.appraisal.store.sessions import (
    considered,
    keep_session,
    lock_session,
    move_session,
    names_of,
    sessions,
    team_members,
)
from services.appraisal.store.standing import (
    Seat,
    final_results,
    find_ranking,
    has_unit,
    keep_ranking,
    keep_reason,
    seats,
)
from services.appraisal.store.surveys import (
    candidates,
    close_survey,
    invitations,
    invited_to,
    keep_box,
    lock_invitation,
    move_invitation,
    open_survey,
    survey_of,
    survey_results,
)

__all__ = [
    "CASES_PAGE", "FINAL_PAGE", "FollowUp", "Missing", "Read", "Seat", "Waiting", "begin_segment", "below",
    "below_bupati", "candidates", "cases", "close_survey", "confirm_segment", "considered", "end_segment",
    "evidence_of", "file_objection", "files_of", "final_results", "find_appraisal", "find_objection", "find_person",
    "find_ranking", "find_report", "follow_ups", "guidances", "has_idea", "has_unit", "holder", "ideas_seen",
    "ids_of", "invitations", "invited_to", "kalender", "keep_appraisal", "keep_box", "keep_case", "keep_guidance",
    "keep_idea", "keep_monitoring", "keep_objection", "keep_ranking", "keep_reason", "keep_report", "keep_session",
    "know", "know_days", "know_months", "line_above", "lock_appraisal", "lock_case", "lock_guidance", "lock_idea",
    "lock_invitation", "lock_monitoring", "lock_session", "measure_segment", "metadata", "monitorings", "months_of",
    "move_guidance", "move_invitation", "move_monitoring", "move_report", "move_session", "names_of", "next_number",
    "not_reported", "objection_of", "of_person", "of_year", "open_appraisal", "open_case", "open_objections",
    "open_survey", "pairs", "person", "refresh", "reports_seen", "results", "roles", "roles_and_opd", "seats",
    "segments", "sessions", "superior_of", "superior_of_penilai", "survey_of", "survey_results", "team_members",
    "to_report", "waiting", "was_monitored",
]  # fmt: skip
