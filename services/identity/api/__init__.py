"""The HTTP side of identity."""

from services.identity.api import accounts, people

ROUTES = [*accounts.ROUTES, *people.ROUTES]

__all__ = ["ROUTES"]
