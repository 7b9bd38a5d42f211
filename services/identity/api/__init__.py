"""The HTTP side of identity."""

from services.identity.api import accounts, audit, organisation, people, teams, trainings
from services.identity.api.groups import GROUPS

ROUTES = [*accounts.ROUTES, *people.ROUTES, *organisation.ROUTES, *teams.ROUTES, *trainings.ROUTES, *audit.ROUTES]

__all__ = ["GROUPS", "ROUTES"]
