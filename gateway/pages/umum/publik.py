"""Pages for everybody that read nothing: without a network, accessibility, what we keep about you."""

from __future__ import annotations

from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit


async def offline(visit: Visit) -> Outcome:
    """The form and the list of what waits in this phone; the script fills both from what the phone keeps."""
    return Shown("publik/luring.html")


async def accessibility(visit: Visit) -> Outcome:
    """The accessibility statement."""
    return Shown("publik/aksesibilitas.html")


async def privacy(visit: Visit) -> Outcome:
    """What is kept about a person, for how long, and who reads it."""
    return Shown("publik/privasi.html")
