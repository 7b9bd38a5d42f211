"""The tables of tpp."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()


def _table(name: str, *columns: Any) -> Table:
    return Table(name, metadata, Column("tenant", Text, primary_key=True), *columns)


pegawai = _table(
    "pegawai",
    Column("asn_id", Uuid, primary_key=True),
    Column("nama", Text, nullable=False),
    Column("jabatan", Text, nullable=False),
    Column("opd", Text, nullable=False),
    Column("jenis", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("kelas_jabatan", Integer, nullable=False),
    Column("validated", Boolean, nullable=False),
    Column("peran", ARRAY(Text), nullable=False),
    Column("event_id", Uuid, nullable=False),
)
bulan = _table(
    "bulan",
    Column("asn_id", Uuid, primary_key=True),
    Column("periode", Text, primary_key=True),
    Column("kuantitas_approved", BigInteger, nullable=False),
    Column("kuantitas_target", BigInteger, nullable=False),
    Column("approved_auto", Integer, nullable=False),
    Column("pending", Integer, nullable=False),
    Column("hari_kosong", Integer, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("traceparent", Text),
)
nilai = _table(
    "nilai",
    Column("asn_id", Uuid, primary_key=True),
    Column("tahun", Integer, primary_key=True),
    Column("predikat", Text),
    Column("nilai_kinerja", Text),
    Column("event_id", Uuid, nullable=False),
)
run = _table(
    "run",
    Column("run_id", Uuid, primary_key=True),
    Column("periode", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("slips", Integer, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("pack", Text, nullable=False),
    Column("run_by", Uuid, nullable=False),
    Column("run_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("tenant", "periode"),
)
slip = _table(
    "slip",
    Column("slip_id", Uuid, primary_key=True),
    Column("run_id", Uuid, nullable=False),
    Column("asn_id", Uuid, nullable=False),
    Column("periode", Text, nullable=False),
    Column("opd", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("total", BigInteger, CheckConstraint("total >= 0"), nullable=False),
    Column("lines", JSONB, nullable=False),
    Column("alasan", Text, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("tenant", "asn_id", "periode"),
)
