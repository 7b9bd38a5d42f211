"""The terms of entries, for a unit of work."""

from __future__ import annotations

from chassis.db import Work
from services.activity import store
from services.activity.entry.draft import Terms
from services.activity.outages import store as outages


async def terms_of(work: Work) -> dict[int, Terms]:
    """The terms of the Pemda under its calendar of now, by working days a week."""
    kalender, down = await store.kalender(work), await outages.confirmed_outages(work, "isian")
    return {n: Terms(work.packs, work.tenant, kalender.of_week(n), down) for n in (5, 6)}
