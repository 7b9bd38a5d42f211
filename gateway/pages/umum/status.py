"""Which services answer now, for everybody."""

from __future__ import annotations

from gateway.pages.ask import together
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.umum.data_publik import SERVICES, fresh, keep
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """Which services answer now."""
    found = fresh("status", "")
    if found is None:
        found = await together(*(visit.health(name) for name in SERVICES))
        keep("status", "", found)
    return Shown("publik/status.html", {"layanan": list(zip(SERVICES.values(), found, strict=True))})
