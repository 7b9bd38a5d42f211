"""The tables of tpp."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()


def table(name: str, *columns: Any) -> Table:
    """A table, each of whose rows is of one Pemda."""
    return Table(name, metadata, Column("tenant", Text, primary_key=True), *columns)


pegawai = table(
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
    Column("tmt_jabatan", Date),
    Column("masa_status", JSONB),
    Column("penempatan", JSONB, nullable=False),
    Column("nip", Text, nullable=False),
    Column("peran_pd", JSONB, nullable=False),
    Column("golongan", Text, nullable=False),
    Column("unit", Text, nullable=False),
)
bulan = table(
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
    Column("kosong", ARRAY(Date), nullable=False),
    Column("ada_skp", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)
temuan = table(
    "temuan",
    Column("tanggal", Date, primary_key=True),
    Column("asn_id", Uuid, primary_key=True),
    Column("sengaja", Boolean),
    Column("event_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
)
nilai = table(
    "nilai",
    Column("asn_id", Uuid, primary_key=True),
    Column("tahun", Integer, primary_key=True),
    Column("predikat", Text),
    Column("nilai_kinerja", Text),
    Column("event_id", Uuid, nullable=False),
)
run = table(
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
slip = table(
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
    Column("pack", Text, nullable=False),
    Column("kelas_jabatan", Integer),
    Column("issued_at", DateTime(timezone=True), nullable=False),
    Column("susulan", Integer, nullable=False),
    Column("sidik", Text),
    UniqueConstraint("tenant", "asn_id", "periode"),
)
slip_lama = table(
    "slip_lama",
    Column("slip_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("opd", Text, nullable=False),
    Column("kelas_jabatan", Integer),
    Column("status", Text, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("lines", JSONB, nullable=False),
    Column("alasan", Text, nullable=False),
    Column("pack", Text, nullable=False),
    Column("issued_at", DateTime(timezone=True), nullable=False),
)
daftar = table(
    "daftar",
    Column("periode", Text, primary_key=True),
    Column("ke", Integer, primary_key=True),
    Column("tahap", Text, nullable=False),
    Column("dibuka_pada", DateTime(timezone=True), nullable=False),
    Column("final_oleh", Uuid),
    Column("final_pada", DateTime(timezone=True)),
    Column("diekspor_oleh", Uuid),
    Column("diekspor_pada", DateTime(timezone=True)),
    Column("nomor", Uuid),
    Column("jabatan", Text),
)
daftar_baris = table(
    "daftar_baris",
    Column("periode", Text, primary_key=True),
    Column("ke", Integer, primary_key=True),
    Column("asn_id", Uuid, primary_key=True),
    Column("slip_id", Uuid, nullable=False),
    Column("slip_versi", Integer, nullable=False),
    Column("opd", Text, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("sebelum", BigInteger, nullable=False),
    Column("dibayar", BigInteger, nullable=False),
)
daftar_pd = table(
    "daftar_pd",
    Column("periode", Text, primary_key=True),
    Column("ke", Integer, primary_key=True),
    Column("opd", Text, primary_key=True),
    Column("setuju", Boolean, nullable=False),
    Column("alasan", Text, nullable=False),
    Column("oleh", Uuid, nullable=False),
    Column("pada", DateTime(timezone=True), nullable=False),
)
kebijakan = table(
    "kebijakan",
    Column("kebijakan_id", Uuid, primary_key=True),
    Column("judul", Text, nullable=False),
    Column("nomor", Text, nullable=False),
    Column("tanggal", Date, nullable=False),
    Column("mulai", Text, nullable=False),
    Column("keadaan", Text, nullable=False),
    Column("naskah", Text, nullable=False),
    Column("sidik", Text, nullable=False),
    Column("dimuat_oleh", Uuid, nullable=False),
    Column("dimuat_pada", DateTime(timezone=True), nullable=False),
    Column("dikonfirmasi_oleh", Uuid),
    Column("dikonfirmasi_pada", DateTime(timezone=True)),
    Column("dicabut_oleh", Uuid),
    Column("dicabut_pada", DateTime(timezone=True)),
    Column("alasan", Text, nullable=False),
    Index("kebijakan_berlaku", "tenant", "mulai", unique=True, postgresql_where=text("keadaan = 'berlaku'")),
)
pagu = table(
    "pagu",
    Column("tahun", Integer, primary_key=True),
    Column("opd", Text, primary_key=True),
    Column("versi", Integer, primary_key=True),
    Column("rupiah", BigInteger, CheckConstraint("rupiah >= 0"), nullable=False),
    Column("nomor", Text, nullable=False),
    Column("tanggal", Date, nullable=False),
    Column("oleh", Uuid, nullable=False),
    Column("pada", DateTime(timezone=True), nullable=False),
)
keadaan_pegawai = table(
    "keadaan_pegawai",
    Column("keadaan_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    Column("kode", Text, nullable=False),
    Column("mulai", Text, nullable=False),
    Column("selesai", Text),
    Column("nomor", Text, nullable=False),
    Column("tanggal", Date, nullable=False),
    Column("catatan", Text, nullable=False),
    Column("dicatat_oleh", Uuid, nullable=False),
    Column("dicatat_pada", DateTime(timezone=True), nullable=False),
    Column("dibatalkan", Boolean, nullable=False),
    Column("diakhiri_oleh", Uuid),
    Column("diakhiri_pada", DateTime(timezone=True)),
    Column("alasan", Text, nullable=False),
    Index("keadaan_pegawai_asn_id", "tenant", "asn_id"),
)
