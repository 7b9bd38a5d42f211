"""The tables of the closed survey of behaviour."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.appraisal.store.tables import metadata

__all__ = ["metadata"]

survei = Table(
    "survei",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("survei_id", Uuid, primary_key=True),
    Column("appraisal_id", Uuid, nullable=False),
    Column("asn_id", Uuid, nullable=False),
    Column("tahun", Integer, nullable=False),
    Column("mulai", Date, nullable=False),
    Column("sampai", Date, nullable=False),
    Column("aspek", ARRAY(Text), nullable=False),
    Column("kotak", LargeBinary, nullable=False),
    Column("state", Text, CheckConstraint("state IN ('open', 'closed')"), nullable=False),
    Column("n_rekan", Integer, nullable=False),
    Column("n_bawahan", Integer, nullable=False),
    Column("nilai", Numeric, CheckConstraint("nilai BETWEEN 0 AND 120")),
    Column("rekan", Numeric, CheckConstraint("rekan BETWEEN 0 AND 120")),
    Column("bawahan", Numeric, CheckConstraint("bawahan BETWEEN 0 AND 120")),
    Column("halo", Numeric),
    UniqueConstraint("tenant", "appraisal_id"),
)
undangan_survei = Table(
    "undangan_survei",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("undangan_id", Uuid, primary_key=True),
    Column("survei_id", Uuid, nullable=False),
    Column("asn_id", Uuid, nullable=False),
    Column("kelompok", Text, CheckConstraint("kelompok IN ('rekan', 'bawahan')"), nullable=False),
    Column("urutan", Integer, nullable=False),
    Column("state", Text, CheckConstraint("state IN ('reserve', 'asked', 'declined', 'answered')"), nullable=False),
    Column("kali", Integer, nullable=False),
    UniqueConstraint("tenant", "survei_id", "asn_id"),
    Index("undangan_survei_asked", "tenant", "asn_id", postgresql_where=text("state = 'asked'")),
)
