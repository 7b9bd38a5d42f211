"""The HTTP side of identity."""

from services.identity.api import accounts, audit, people, teams, trainings

ROUTES = [*accounts.ROUTES, *people.ROUTES, *teams.ROUTES, *trainings.ROUTES, *audit.ROUTES]

__all__ = ["ROUTES"]
