"""Everything that somebody may open, on one page: what a phone's bar has no room for."""

from __future__ import annotations

from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """The navigation itself, as a list."""
    return Shown("umum/menu.html")
