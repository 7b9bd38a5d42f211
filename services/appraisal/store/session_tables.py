"""The table of the sessions of the Tim Penilai."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.appraisal.store.monitoring_tables import metadata

__all__ = ["metadata", "sidang"]

sidang = Table(
    "sidang",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("sidang_id", Uuid, primary_key=True),
    Column("tanggal", Date, nullable=False),
    Column("pukul", Text, nullable=False),
    Column("tempat", Text, nullable=False),
    Column("agenda", Text, nullable=False),
    Column("undangan", JSONB, nullable=False),
    Column("oleh", Uuid, nullable=False),
    Column("state", Text, CheckConstraint("state IN ('convened', 'opened', 'recorded', 'proposed')"), nullable=False),
    Column("hadir", JSONB, nullable=False),
    Column("putusan", JSONB, nullable=False),
    Column("berita_acara", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("sidang_tanggal", "tenant", "tanggal"),
)
