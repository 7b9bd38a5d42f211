"""Tickets: trouble with the system, reported to whoever helps in the own PD (KUAN P16(d))."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Column, DateTime, Index, PrimaryKeyConstraint, Table, Text, Uuid

from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.activity.store.tables import metadata

NO_TICKET = rule("activity.ticket.unknown", 404, "Laporan gangguan itu tidak ditemukan.", source="implicit")

tiket = Table(
    "tiket",
    metadata,
    Column("tenant", Text, nullable=False),
    Column("tiket_id", Uuid, nullable=False),
    Column("asn_id", Uuid, nullable=False),
    Column("opd", Text, nullable=False),
    Column("kategori", Text, nullable=False),
    Column("isi", Text, nullable=False),
    Column("trace", Text, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("jawaban", Text, nullable=False),
    Column("dijawab_oleh", Uuid),
    Column("dijawab_at", DateTime(timezone=True)),
    Column("closed_at", DateTime(timezone=True)),
    PrimaryKeyConstraint("tiket_id", "tenant"),
    Index("tiket_opd", "opd", "opened_at"),
    Index("tiket_asn_id", "asn_id", "opened_at"),
)


async def lock_ticket(work: Work, tiket_id: UUID) -> Any:
    """A ticket, locked; Refusal 404 when there is none in this Pemda."""
    row = await work.one(
        "SELECT * FROM tiket WHERE tenant = :tenant AND tiket_id = :id FOR UPDATE",
        {"tenant": work.tenant, "id": tiket_id},
    )
    if row is None:
        raise Refusal(NO_TICKET)
    return row
