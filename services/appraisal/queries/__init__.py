"""Reads of appraisal: mine, those I make, what waits for me, ideas, objections, and what follows from results."""

from services.appraisal.queries.appraisals import AppraisalView, mine, to_make
from services.appraisal.queries.followups import FollowUpView, follow_ups
from services.appraisal.queries.ideas import IdeaView, ideas
from services.appraisal.queries.papers import (
    ObjectionView,
    TermsView,
    WaitingView,
    bundle_of,
    objection,
    terms,
    waiting,
)

__all__ = [
    "AppraisalView", "FollowUpView", "IdeaView", "ObjectionView", "TermsView", "WaitingView", "bundle_of", "follow_ups",
    "ideas", "mine", "objection", "terms", "to_make", "waiting",
]  # fmt: skip
