"""Reads of appraisal: mine, those I make, what waits for me, ideas, objections, and what follows from results."""

from services.appraisal.queries.appraisals import AppraisalView, mine, to_make
from services.appraisal.queries.followups import FollowUpView, follow_ups
from services.appraisal.queries.ideas import IdeaView, ideas
from services.appraisal.queries.monitoring import GuidanceView, MonitoringView, guidances, monitorings
from services.appraisal.queries.papers import (
    ObjectionView,
    TermsView,
    WaitingView,
    bundle_of,
    objection,
    terms,
    waiting,
)
from services.appraisal.queries.priorities import PriorityView, priorities
from services.appraisal.queries.reports import (
    MissingReport,
    ReportLines,
    ReportView,
    missing_reports,
    report,
    reports,
)
from services.appraisal.queries.sessions import SessionView, sessions
from services.appraisal.queries.standing import DistributionView, RankingView, distributions, ranking
from services.appraisal.queries.surveys import InvitationView, SurveyView, invitations

__all__ = [
    "AppraisalView", "DistributionView", "FollowUpView", "GuidanceView", "IdeaView", "InvitationView",
    "MissingReport", "MonitoringView", "ObjectionView", "PriorityView", "RankingView", "ReportLines", "ReportView",
    "SessionView", "SurveyView", "TermsView", "WaitingView", "bundle_of", "distributions", "follow_ups",
    "guidances", "ideas", "invitations", "mine", "missing_reports", "monitorings", "objection", "priorities",
    "ranking", "report", "reports", "sessions", "terms", "to_make", "waiting",
]  # fmt: skip
