"""The HTTP side of identity."""

from services.identity.api import accounts, people, teams

ROUTES = [*accounts.ROUTES, *people.ROUTES, *teams.ROUTES]

__all__ = ["ROUTES"]
