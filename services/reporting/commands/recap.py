"""What people ask of reporting: the recap of a month acknowledged, and then published, once."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.reporting import RecapPublished
from contracts.vocabulary import Periode
from services.reporting.domain import recap as rules
from services.reporting.queries import monev
from services.reporting.store import recaps


class PublishRecap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Publish the recap of a month."""

    periode: Periode


class AcknowledgeRecap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recap of a month may be published."""

    periode: Periode


class Acknowledged(Struct, frozen=True):
    """Since when the recap of a month may be published."""

    periode: str
    diketahui_pada: datetime


async def acknowledge(work: Work, actor: Actor, command: AcknowledgeRecap) -> Acknowledged:
    """By the head of BKPP or BKPSDM (section 5); said again, the first time holds."""
    if await recaps.acknowledge(work, actor, command.periode):
        await work.audit("recap.acknowledged", command.periode)
    found = await recaps.publication(work, command.periode)
    assert found is not None
    return Acknowledged(command.periode, found.diketahui_pada)


async def publish(work: Work, actor: Actor, command: PublishRecap) -> RecapPublished:
    """Totals without any person, told as an event once; asked again, what was published is the answer (KUAN P29)."""
    found = await recaps.publication(work, command.periode)
    rules.check_acknowledged(found is not None)
    if found is not None and found.isi is not None:
        return found.isi
    rows = await recaps.recap(work, command.periode)
    event = RecapPublished(
        recap_id=new_id(),
        periode=command.periode,
        opd=len(rows),
        asn=sum(r.asn for r in rows),
        activities=sum(r.aktivitas for r in rows),
        tpp_total=sum(r.tpp_total for r in rows),
    )
    await recaps.publish(work, actor, event, await monev.drawn_up(work, command.periode))
    await work.record(event, 1)
    await work.audit("recap.published", str(event.recap_id), {"periode": event.periode})
    return event
