"""What people ask of reporting: draw up the monthly recap."""

from __future__ import annotations

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.reporting import RecapPublished
from contracts.vocabulary import Periode
from services.reporting import domain
from services.reporting.recap import recap, roles


class PublishRecap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Draw up the recap of a month."""

    periode: Periode


async def publish(work: Work, actor: Actor, command: PublishRecap) -> RecapPublished:
    """Totals without any person, told as an event (KUAN P24(3), P27)."""
    domain.check_publisher(await roles(work, actor))
    rows = await recap(work, actor, command.periode)
    event = RecapPublished(
        recap_id=new_id(),
        periode=command.periode,
        opd=len(rows),
        asn=sum(r.asn for r in rows),
        activities=sum(r.aktivitas for r in rows),
        tpp_total=sum(r.tpp_total for r in rows),
    )
    await work.run(
        "INSERT INTO rekap (tenant, rekap_id, periode, published_at) VALUES (:tenant, :id, :periode, :now)",
        {"tenant": work.tenant, "id": event.recap_id, "periode": event.periode, "now": work.now},
    )
    await work.record(event, 1)
    await work.audit("recap.published", str(event.recap_id), {"periode": event.periode})
    return event
