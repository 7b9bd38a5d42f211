"""The tables of reporting: its projections, and what was published."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Integer, MetaData, Numeric, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()


def _table(name: str, *columns: Any) -> Table:
    return Table(name, metadata, Column("tenant", Text, primary_key=True), *columns)


opd = _table(
    "opd",
    Column("kode", Text, primary_key=True),
    Column("nama", Text, nullable=False),
    Column("induk", Text, nullable=False),
)
pegawai = _table(
    "pegawai",
    Column("asn_id", Uuid, primary_key=True),
    Column("opd", Text, nullable=False),
    Column("validated", Boolean, nullable=False),
    Column("peran", ARRAY(Text), nullable=False),
)
bulan = _table(
    "bulan",
    Column("asn_id", Uuid, primary_key=True),
    Column("periode", Text, primary_key=True),
    Column("submitted", Integer, nullable=False),
    Column("by_penilai", Integer, nullable=False),
    Column("by_auto", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("pending", Integer, nullable=False),
)
bulan_berjalan = _table(
    "bulan_berjalan",
    Column("asn_id", Uuid, primary_key=True),
    Column("periode", Text, primary_key=True),
    Column("submitted", Integer, nullable=False),
    Column("by_penilai", Integer, nullable=False),
    Column("by_auto", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
)
nilai = _table(
    "nilai",
    Column("asn_id", Uuid, primary_key=True),
    Column("tahun", Integer, primary_key=True),
    Column("nilai_kinerja", Numeric),
    Column("predikat", Text),
)
slip = _table(
    "slip",
    Column("asn_id", Uuid, primary_key=True),
    Column("periode", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("total", BigInteger, nullable=False),
)
rekap = _table(
    "rekap",
    Column("rekap_id", Uuid, primary_key=True),
    Column("periode", Text, nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
)
publikasi = _table(
    "publikasi",
    Column("periode", Text, primary_key=True),
    Column("diketahui_oleh", Uuid, nullable=False),
    Column("diketahui_pada", DateTime(timezone=True), nullable=False),
    Column("isi", JSONB),
    Column("oleh", Uuid),
)
