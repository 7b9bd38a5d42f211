"""The tables of skp."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
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
    Column("jenis_jabatan", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("validated", Boolean, nullable=False),
    Column("peran", ARRAY(Text), nullable=False),
    Column("unit", Text, nullable=False),
    Column("jabatan", Text, nullable=False),
    Column("nip", Text, nullable=False),
    Column("golongan", Text, nullable=False),
    Column("memimpin_unit", Boolean, nullable=False),
    Column("tmt_jabatan", Date, nullable=False),
    Index("pegawai_atasan_id", "tenant", "atasan_id"),
)
skp = Table(
    "skp",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("skp_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    Column("tahun", Integer, nullable=False),
    Column("mulai", Date, nullable=False),
    Column("selesai", Date, CheckConstraint("selesai >= mulai"), nullable=False),
    Column("state", Text, nullable=False),
    Column("content", JSONB, nullable=False),
    Column("pembahasan", Text, nullable=False),
    Column("reviewer_id", Uuid),
    Column("agreed_owner", Boolean, nullable=False),
    Column("agreed_penilai", Boolean, nullable=False),
    Column("set_by", Uuid),
    Column("set_at", DateTime(timezone=True)),
    Column("late", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("versi", Integer, nullable=False),
    Column("perubahan_dari", Uuid),
    Column("sebab", Text, nullable=False),
    Column("reviewed_at", DateTime(timezone=True)),
    Column("agreed_at", DateTime(timezone=True)),
    Column("ratified_by", Uuid),
    Column("peserta", Text, nullable=False),
    UniqueConstraint("tenant", "asn_id", "tahun", "mulai", "versi"),
)
realisasi = Table(
    "realisasi",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("skp_id", Uuid, primary_key=True),
    Column("masa", Text, primary_key=True),
    Column("butir_id", Uuid, primary_key=True),
    Column("jumlah", Integer, nullable=False),
    Column("bukti", Text, nullable=False),
    Column("measured_at", DateTime(timezone=True), nullable=False),
)
pengukuran = Table(
    "pengukuran",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("skp_id", Uuid, primary_key=True),
    Column("masa", Text, primary_key=True),
    Column("capaian", Numeric, nullable=False),
    Column("measured_at", DateTime(timezone=True), nullable=False),
)

addendum = Table(
    "addendum",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("addendum_id", Uuid, primary_key=True),
    Column("skp_id", Uuid, nullable=False),
    Column("butir", JSONB, nullable=False),
    Column("agreed_at", DateTime(timezone=True)),
)
dokumen = Table(
    "dokumen",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("dokumen_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    Column("jenis", Text, nullable=False),
    Column("nama", Text, nullable=False),
    Column("tipe", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("ditandatangani_oleh", Uuid),
    Column("uploaded_by", Uuid, nullable=False),
    Column("uploaded_at", DateTime(timezone=True), nullable=False),
    Index("dokumen_asn_id", "asn_id"),
)
pemutakhiran = Table(
    "pemutakhiran",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("pemutakhiran_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    Column("uraian", Text, nullable=False),
    Column("dokumen_id", Uuid, nullable=False),
    Column("state", Text, nullable=False),
    Column("requested_at", DateTime(timezone=True), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("overdue", Boolean, nullable=False),
    Column("langkah", JSONB, nullable=False),
    Column("version", Integer, nullable=False),
)
hari_libur = Table(
    "hari_libur",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("tanggal", Date, primary_key=True),
    Column("libur", Boolean, nullable=False),
)
