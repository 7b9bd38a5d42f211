"""The register of trainings: what was held, and who was there (KUAN P30)."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Uuid

from services.identity.store.tables import table, words

pelatihan = table(
    "pelatihan",
    Column("pelatihan_id", Uuid, primary_key=True),
    words("jenis"),
    words("peran"),
    Column("tanggal", Date, nullable=False),
    words("materi"),
    Column("recorded_by", Uuid, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
peserta_pelatihan = table(
    "peserta_pelatihan",
    Column("pelatihan_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, primary_key=True),
    words("opd"),
)
