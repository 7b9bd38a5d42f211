"""The HTTP side of identity."""

from services.identity.api import accounts, people, teams, trainings

ROUTES = [*accounts.ROUTES, *people.ROUTES, *teams.ROUTES, *trainings.ROUTES]

__all__ = ["ROUTES"]
