"""The terms of entries for whoever has a unit of work open."""

from __future__ import annotations

from chassis.db import Work
from services.activity import store
from services.activity.entry.draft import Terms


async def terms_of(work: Work) -> dict[int, Terms]:
    """The terms of the Pemda under its calendar of now, by working days a week."""
    kalender, outages = await store.kalender(work), await store.confirmed_outages(work, "isian")
    return {n: Terms(work.packs, work.tenant, kalender.of_week(n), outages) for n in (5, 6)}
