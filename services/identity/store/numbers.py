"""The numbers that people bore before they got another."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Index, Text, Uuid

from chassis.db import Work
from services.identity.store.tables import table, words

nip_lama = table(
    "nip_lama",
    Column("nip", Text, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    words("diganti_dengan"),
    Column("tanggal", Date, nullable=False),
    words("sk"),
    Column("diganti_oleh", Uuid, nullable=False),
    Column("diganti_at", DateTime(timezone=True), nullable=False),
    Index("nip_lama_asn_id", "tenant", "asn_id"),
)


async def former_numbers(work: Work) -> dict[str, str]:
    """Each with what it was replaced by."""
    rows = await work.all("SELECT nip, diganti_dengan FROM nip_lama WHERE tenant = :tenant", {"tenant": work.tenant})
    return {row.nip: row.diganti_dengan for row in rows}
