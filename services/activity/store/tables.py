"""The tables of activity."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Time,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()

pegawai = Table(
    "pegawai",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("asn_id", Uuid, primary_key=True),
    Column("nama", Text, nullable=False),
    Column("opd", Text, nullable=False),
    Column("atasan_id", Uuid),
    Column("status", Text, nullable=False),
    Column("validated", Boolean, nullable=False),
    Column("tmt_jabatan", Date, nullable=False),
    Column("jabatan", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("peran", ARRAY(Text), nullable=False),
    Column("hari_kerja", Integer, nullable=False),
    Column("nip", Text, nullable=False),
    Column("penempatan", JSONB, nullable=False),
    Column("peran_pd", JSONB, nullable=False),
    Column("pengguna_sejak", Date),
    Index("pegawai_atasan_id", "tenant", "atasan_id"),
)
butir = Table(
    "butir",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("butir_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    Column("skp_id", Uuid, nullable=False),
    Column("kategori", Text, nullable=False),
    Column("uraian", Text, nullable=False),
    Column("target", Integer, nullable=False),
    Column("mulai", Date, nullable=False),
    Column("selesai", Date, nullable=False),
    Column("bulanan", ARRAY(Integer), nullable=False),
    Column("sampai", Date, nullable=False),
    Column("sk_nomor", Text),
    Column("sk_tanggal", Date),
    Index("butir_asn_id", "tenant", "asn_id"),
)
hari_libur = Table(
    "hari_libur",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("tanggal", Date, primary_key=True),
    Column("libur", Boolean, nullable=False),
)
bulan_tertutup = Table(
    "bulan_tertutup",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("periode", Text, primary_key=True),
    Column("closed_at", DateTime(timezone=True), nullable=False),
)
activity = Table(
    "activity",
    metadata,
    Column("tenant", Text, nullable=False),
    Column("activity_id", Uuid, nullable=False),
    Column("asn_id", Uuid, nullable=False),
    Column("tanggal", Date, nullable=False),
    Column("kategori", Text, nullable=False),
    Column("butir_id", Uuid, nullable=False),
    Column("uraian", Text, nullable=False),
    Column("output", Text, nullable=False),
    Column("kuantitas", Integer, CheckConstraint("kuantitas BETWEEN 0 AND 1000000"), nullable=False),
    Column("mulai", Time, nullable=False),
    Column("selesai", Time, CheckConstraint("selesai > mulai"), nullable=False),
    Column("submitted_at", DateTime(timezone=True), nullable=False),
    Column("due_on", Date),
    Column("late", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("viewed_at", DateTime(timezone=True)),
    Column("decided_at", DateTime(timezone=True)),
    Column("penilai_id", Uuid),
    Column("cara", Text),
    Column("alasan", Text),
    Column("bukti", Text),
    Column("jabatan", Text, nullable=False),
    Column("diputus_sebagai", Text, nullable=False),
    Column("isi_versi", Integer, nullable=False),
    Column("entered_by", Uuid),
    Column("viewed_by", Uuid),
    Column("lapse_on", Date),
    Column("dihitung_sejak", Date),
    Column("benar", Boolean, nullable=False),
    Column("diverifikasi_at", DateTime(timezone=True)),
    Column("diverifikasi_oleh", Uuid),
    PrimaryKeyConstraint("activity_id", "tanggal"),
    Index("activity_asn_id_tanggal", "asn_id", "tanggal", "tenant"),
)


def _table(name: str, keys: str, *columns: Any) -> Table:
    """A table whose key begins with what tells its rows apart and ends with the tenant."""
    return Table(name, metadata, *columns, Column("tenant", Text), PrimaryKeyConstraint(*keys.split(), "tenant"))


def _text(name: str, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


activity_versi = _table(
    "activity_versi",
    "activity_id isi_versi",
    Column("activity_id", Uuid),
    Column("isi_versi", Integer),
    Column("oleh", Uuid, nullable=False),
    Column("isi", JSONB, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    _text("alasan"),
)
masa_penilai = _table(
    "masa_penilai",
    "asn_id mulai sebagai",
    Column("asn_id", Uuid),
    Column("mulai", Date),
    Column("sebagai", Text),
    Column("selesai", Date),
    Column("penilai_id", Uuid),
    Index("masa_penilai_penilai_id", "penilai_id"),
    Index("masa_penilai_kosong", "asn_id", postgresql_where=text("sebagai = 'kosong'")),
)
masa_status = _table(
    "masa_status",
    "asn_id mulai status",
    Column("asn_id", Uuid),
    Column("mulai", Date),
    Column("status", Text),
    Column("selesai", Date),
)
kunjungan = _table("kunjungan", "penilai_id tanggal", Column("penilai_id", Uuid), Column("tanggal", Date))
bulan_dibuka = _table(
    "bulan_dibuka",
    "asn_id periode",
    Column("asn_id", Uuid),
    Column("periode", Text),
    Column("kali", Integer, nullable=False),
    Column("sampai", Date),
    _text("alasan"),
    _text("dokumen"),
    Column("oleh", Uuid, nullable=False),
)
bulan_terukur = _table(
    "bulan_terukur",
    "asn_id periode",
    Column("asn_id", Uuid),
    Column("periode", Text),
    Column("version", Integer, nullable=False),
    Column("pending", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("hitungan", JSONB),
)
Index(
    "bulan_terukur_pending", bulan_terukur.c.tenant, bulan_terukur.c.periode,
    postgresql_where=bulan_terukur.c.pending > 0,
)  # fmt: skip
hari_kosong = _table(
    "hari_kosong",
    "asn_id tanggal",
    Column("asn_id", Uuid),
    Column("tanggal", Date),
    Column("sengaja", Boolean),
    _text("tanggapan", nullable=True),
    _text("alasan", nullable=True),
    Column("penilai_id", Uuid),
    Column("version", Integer, nullable=False),
    _text("cara_didengar"),
    Column("didengar_pada", Date),
    Column("dinas_luar", Boolean, nullable=False),
    _text("surat_tugas"),
    _text("sebagai"),
)
