"""The tables of back-fill files and of saved drafts."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.activity.store.tables import metadata

__all__ = ["draf", "impor", "impor_bagian", "impor_tolakan", "metadata"]

impor = Table(
    "impor",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("impor_id", Uuid, primary_key=True),
    Column("oleh", Uuid, nullable=False),
    Column("bagi", Text, CheckConstraint("bagi IN ('sendiri', 'pd')"), nullable=False),
    Column("state", Text, CheckConstraint("state IN ('prepared', 'running', 'done')"), nullable=False),
    Column("alasan", Text, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("duplicate", Integer, nullable=False),
    Column("written", Integer, nullable=False),
    Column("prepared_at", DateTime(timezone=True), nullable=False),
    Column("confirmed_at", DateTime(timezone=True)),
    Index("impor_oleh", "oleh", "prepared_at"),
)
impor_bagian = Table(
    "impor_bagian",
    metadata,
    Column("impor_id", Uuid),
    Column("nomor", Integer),
    Column("isi", LargeBinary, nullable=False),
    Column("tenant", Text),
    PrimaryKeyConstraint("impor_id", "nomor", "tenant"),
)
impor_tolakan = Table(
    "impor_tolakan",
    metadata,
    Column("impor_id", Uuid),
    Column("baris", Integer),
    Column("kolom", Text, nullable=False),
    Column("alasan", Text, nullable=False),
    Column("pasal", Text, nullable=False),
    Column("ganda", Boolean, nullable=False),
    Column("tenant", Text),
    PrimaryKeyConstraint("impor_id", "baris", "tenant"),
)
draf = Table(
    "draf",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("draf_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("isi", JSONB, nullable=False),
    Column("disimpan_at", DateTime(timezone=True), nullable=False),
    Index("draf_asn_id", "asn_id", "disimpan_at"),
)
