"""Registers: trainings and who was there (KUAN P30), and what waits for a second person."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Index, Integer, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

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
usul = table(
    "usul",
    Column("usul_id", Uuid, primary_key=True),
    words("jenis"),
    Column("account_id", Uuid, nullable=False),
    Column("isi", JSONB, nullable=False),
    words("alasan"),
    words("state"),
    Column("diusulkan_oleh", Uuid, nullable=False),
    Column("diusulkan_at", DateTime(timezone=True), nullable=False),
    Column("diputus_oleh", Uuid),
    Column("diputus_at", DateTime(timezone=True)),
    Column("version", Integer, nullable=False),
    Index("usul_waiting", "tenant", "diusulkan_at", postgresql_where=text("state IN ('open', 'confirmed')")),
)
