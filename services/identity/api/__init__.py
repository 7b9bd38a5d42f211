"""The HTTP side of identity."""

from services.identity.api import accounts, audit, organisation, people, proposals, teams, trainings

_PARTS = (accounts, proposals, people, organisation, teams, trainings, audit)
ROUTES = [route for part in _PARTS for route in part.ROUTES]

__all__ = ["ROUTES"]
