"""Days that stayed empty."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.activity.domain.clock import first_of, month_after


class MissedDay(Struct, frozen=True):
    """A duty day without a submitted entry, and the penilai's finding if there is one."""

    asn_id: UUID
    tanggal: date
    sengaja: bool | None


async def missed_days(work: Work, actor: Actor, periode: str) -> list[MissedDay]:
    """Missed days of the actor and of those whose penilai he is now."""
    rows = await work.all(
        "SELECT asn_id, tanggal, sengaja FROM hari_kosong h WHERE tenant = :tenant AND version > 0"
        " AND tanggal >= :first AND tanggal < :after AND (asn_id = :actor OR EXISTS (SELECT FROM masa_penilai m"
        " WHERE m.tenant = h.tenant AND m.asn_id = h.asn_id AND m.penilai_id = :actor)) ORDER BY tanggal, asn_id",
        {
            "tenant": work.tenant, "actor": actor.id, "first": first_of(periode),
            "after": first_of(month_after(periode)),
        },
    )  # fmt: skip
    return [MissedDay(**row._mapping) for row in rows]
