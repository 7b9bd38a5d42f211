"""The outage ledger, and which entries' clocks it touched on their last day (X8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Column, Date, DateTime, PrimaryKeyConstraint, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.db import Work
from chassis.deadlines import arm
from contracts.gangguan import Tenggat, touches
from services.activity.store.tables import metadata

EXCUSE = "outage_excuse"
_TOUCHED = """
INSERT INTO tenggat_terganggu (tenant, activity_id, hari) VALUES (:tenant, :id, :hari) ON CONFLICT DO NOTHING
"""
gangguan = Table(
    "gangguan",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("gangguan_id", Uuid, primary_key=True),
    Column("mulai", DateTime(timezone=True), nullable=False),
    Column("selesai", DateTime(timezone=True), nullable=False),
    Column("layanan", ARRAY(Text), nullable=False),
    Column("sebab", Text, nullable=False),
    Column("dicatat_oleh", Uuid, nullable=False),
    Column("dikonfirmasi_oleh", Uuid),
)
tenggat_terganggu = Table(
    "tenggat_terganggu",
    metadata,
    Column("tenant", Text, nullable=False),
    Column("activity_id", Uuid, nullable=False),
    Column("hari", Date, nullable=False),
    PrimaryKeyConstraint("activity_id", "hari", "tenant"),
)


async def outages(work: Work, tenggat: Tenggat) -> list[tuple[datetime, datetime]]:
    """Every confirmed outage of the Pemda that touched what a deadline asks for (X8)."""
    rows = await work.all(
        "SELECT mulai, selesai, layanan FROM gangguan WHERE tenant = :tenant AND dikonfirmasi_oleh IS NOT NULL",
        {"tenant": work.tenant},
    )
    return [(row.mulai, row.selesai) for row in rows if touches(row.layanan, tenggat)]


async def arm_excusing(work: Work, days: Iterable[date]) -> None:
    """What became of clocks that ended on these days is looked at again: an outage of theirs is known only now."""
    for day in days:
        await arm(work, EXCUSE, day.isoformat(), work.now)


async def mark_touched(work: Work, ids: Iterable[UUID], hari: date) -> None:
    """An outage touched the last day of these entries' clocks."""
    await work.many(_TOUCHED, [{"tenant": work.tenant, "id": one, "hari": hari} for one in ids])
