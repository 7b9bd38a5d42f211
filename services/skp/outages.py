"""What skp does when an outage is confirmed: it keeps it, and excuses the breaches of its days (X8)."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.db import Work
from contracts.activity import OutageConfirmed
from contracts.event import Event, Fact
from contracts.skp import BreachExcused
from kernel.outages import local_days
from services.skp import store


async def know_outages(work: Work, facts: Sequence[Fact[OutageConfirmed]]) -> None:
    """Keep them; a breach that was recorded before is excused now, and told."""
    spells = [fact.event for fact in facts]
    await store.keep_outages(work, spells)
    touched = {day for event in spells for day in local_days(event.mulai, event.selesai, work.zone)}
    days = sorted(day for day in touched if work.packs.covers(work.tenant, day))
    events: list[tuple[Event, int]] = []
    for perkara in store.BREACHES:
        for one in await store.excuse(work, perkara, await store.days_down(work, days, perkara)):
            excused = BreachExcused(perkara_id=one.perkara_id, perkara=perkara, asn_id=one.asn_id, due_on=one.due_on)
            events.append((excused, one.version))
    await work.record_all(events)
