"""What people ask of reporting: the recap of a month acknowledged, and then published, once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from contracts.reporting import RecapPublished
from contracts.vocabulary import Periode
from services.reporting import domain
from services.reporting.recap import recap


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


_ACKNOWLEDGE = """
INSERT INTO publikasi (tenant, periode, diketahui_oleh, diketahui_pada) VALUES (:tenant, :periode, :actor, :now)
ON CONFLICT DO NOTHING
"""
_FIND = """
SELECT diketahui_pada, isi::text AS isi FROM publikasi WHERE tenant = :tenant AND periode = :periode FOR UPDATE
"""


async def acknowledge(work: Work, actor: Actor, command: AcknowledgeRecap) -> Acknowledged:
    """By the head of BKPP or BKPSDM (section 5); said again, the first time holds."""
    values = {"tenant": work.tenant, "periode": command.periode, "actor": actor.id, "now": work.now}
    if (await work.run(_ACKNOWLEDGE, values)).rowcount:
        await work.audit("recap.acknowledged", command.periode)
    found: Any = await work.one(_FIND, {"tenant": work.tenant, "periode": command.periode})
    return Acknowledged(command.periode, found.diketahui_pada)


async def publish(work: Work, actor: Actor, command: PublishRecap) -> RecapPublished:
    """Totals without any person, told as an event once; asked again, what was published is the answer (KUAN P29)."""
    key = {"tenant": work.tenant, "periode": command.periode}
    found = await work.one(_FIND, key)
    domain.check_acknowledged(found is not None)
    if found is not None and found.isi is not None:
        return msgspec.json.decode(found.isi, type=RecapPublished)
    rows = await recap(work, command.periode)
    event = RecapPublished(
        recap_id=new_id(),
        periode=command.periode,
        opd=len(rows),
        asn=sum(r.asn for r in rows),
        activities=sum(r.aktivitas for r in rows),
        tpp_total=sum(r.tpp_total for r in rows),
    )
    await work.run(
        "UPDATE publikasi SET isi = CAST(:isi AS jsonb), oleh = :actor WHERE tenant = :tenant AND periode = :periode",
        key | {"isi": json_of(event), "actor": actor.id},
    )
    await work.run(
        "INSERT INTO rekap (tenant, rekap_id, periode, published_at) VALUES (:tenant, :id, :periode, :now)",
        key | {"id": event.recap_id, "now": work.now},
    )
    await work.record(event, 1)
    await work.audit("recap.published", str(event.recap_id), {"periode": event.periode})
    return event
