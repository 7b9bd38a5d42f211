"""The pembinaan that a penilai owes whom he found to have left a day empty deliberately (KUAN P31(1))."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Column, Date, DateTime, Index, PrimaryKeyConstraint, Table, Text, Uuid

from chassis.db import Work
from chassis.ids import new_id
from services.activity.store.tables import metadata

pembinaan = Table(
    "pembinaan",
    metadata,
    Column("tenant", Text, nullable=False),
    Column("pembinaan_id", Uuid, nullable=False),
    Column("asn_id", Uuid, nullable=False),
    Column("tanggal", Date, nullable=False),
    Column("penilai_id", Uuid, nullable=False),
    Column("alasan", Text, nullable=False),
    Column("dibuka_at", DateTime(timezone=True), nullable=False),
    PrimaryKeyConstraint("pembinaan_id", "tenant"),
    Index("pembinaan_asn_id_tanggal", "asn_id", "tanggal"),
)
_OPEN = """
INSERT INTO pembinaan (tenant, pembinaan_id, asn_id, tanggal, penilai_id, alasan, dibuka_at)
VALUES (:tenant, :id, :asn, :tanggal, :penilai, :alasan, :now)
"""


async def open_pembinaan(work: Work, asn_id: UUID, tanggal: date, penilai_id: UUID, alasan: str) -> None:
    """Record that it is due, by whom and why."""
    values = {"asn": asn_id, "tanggal": tanggal, "penilai": penilai_id, "alasan": alasan, "now": work.now}
    await work.run(_OPEN, {"tenant": work.tenant, "id": new_id(), **values})
