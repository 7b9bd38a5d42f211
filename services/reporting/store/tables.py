"""The tables of reporting: its projections, and what was published."""

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
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    Uuid,
)
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
    Column("nip", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("jenis", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("peran_pd", JSONB, nullable=False),
    Index("pegawai_opd", "tenant", "opd"),
)
catatan = _table(
    "catatan",
    Column("activity_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    Column("tanggal", Date, nullable=False),
    Column("kategori", Text, nullable=False),
    Column("kuantitas", Integer, nullable=False),
    Column("keadaan", Text, nullable=False),
    Column("masuk", DateTime(timezone=True)),
    Column("diputus", DateTime(timezone=True)),
    Column("penilai_id", Uuid),
    Index("catatan_orang", "tenant", "asn_id", "tanggal"),
    Index("catatan_hari", "tenant", "tanggal"),
    Index("catatan_penilai", "tenant", "penilai_id", "tanggal"),
)
pelepasan = _table(
    "pelepasan",
    Column("pelepasan_id", Uuid, primary_key=True),
    Column("pihak", Text, nullable=False),
    Column("tujuan", Text, nullable=False),
    Column("dasar", Text, nullable=False),
    Column("data", ARRAY(Text), nullable=False),
    Column("dari", Date, nullable=False),
    Column("sampai", Date, nullable=False),
    Column("opd", ARRAY(Text), nullable=False),
    Column("berlaku_sampai", Date, nullable=False),
    Column("dimohon_oleh", Uuid, nullable=False),
    Column("dimohon_pada", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("sampai >= dari"),
)
pelepasan_kata = _table(
    "pelepasan_kata",
    Column("pelepasan_id", Uuid, primary_key=True),
    Column("sebagai", Text, primary_key=True),
    Column("opd", Text, primary_key=True),
    Column("sikap", Text, nullable=False),
    Column("alasan", Text, nullable=False),
    Column("oleh", Uuid, nullable=False),
    Column("pada", DateTime(timezone=True), nullable=False),
)
pengambilan = _table(
    "pengambilan",
    Column("pelepasan_id", Uuid, primary_key=True),
    Column("ke", Integer, primary_key=True),
    Column("oleh", Uuid, nullable=False),
    Column("pada", DateTime(timezone=True), nullable=False),
    Column("data", Text, nullable=False),
    Column("opd", Text, nullable=False),
    Column("bulan", Text, nullable=False),
    Column("baris", Integer, nullable=False),
    Column("orang", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
)
pengambilan_orang = _table(
    "pengambilan_orang",
    Column("pelepasan_id", Uuid, primary_key=True),
    Column("ke", Integer, primary_key=True),
    Column("asn_id", Uuid, primary_key=True),
    Column("pada", DateTime(timezone=True), nullable=False),
    Column("baris", Integer, nullable=False),
    Index("pengambilan_orang_siapa", "tenant", "asn_id", "pada"),
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
    Index("bulan_periode", "tenant", "periode"),
)
bulan_berjalan = _table(
    "bulan_berjalan",
    Column("asn_id", Uuid, primary_key=True),
    Column("periode", Text, primary_key=True),
    Column("submitted", Integer, nullable=False),
    Column("by_penilai", Integer, nullable=False),
    Column("by_auto", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Index("bulan_berjalan_periode", "tenant", "periode"),
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
ekspor = _table(
    "ekspor",
    Column("ekspor_id", Uuid, primary_key=True),
    Column("jenis", Text, nullable=False),
    Column("periode", Text, nullable=False),
    Column("bentuk", Text, nullable=False),
    Column("tujuan", Text, nullable=False),
    Column("opd", ARRAY(Text), nullable=False),
    Column("dibuat", Integer, nullable=False),
    Column("baris", Integer, nullable=False),
    Column("ukuran", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("keadaan", Text, nullable=False),
    Column("oleh", Uuid, nullable=False),
    Column("pada", DateTime(timezone=True), nullable=False),
    Column("sampai", DateTime(timezone=True)),
    Index("ekspor_oleh", "tenant", "oleh", "pada"),
)
ekspor_bagian = _table(
    "ekspor_bagian",
    Column("ekspor_id", Uuid, primary_key=True),
    Column("ke", Integer, primary_key=True),
    Column("mulai", BigInteger, nullable=False),
    Column("isi", LargeBinary, nullable=False),
)
kertas = _table(
    "kertas",
    Column("kode", Text, primary_key=True),
    Column("jenis", Text, nullable=False),
    Column("objek", Uuid, nullable=False),
    Column("versi", Integer, nullable=False),
    Column("periode", Text, nullable=False),
    Column("opd", Text, nullable=False),
    Column("jumlah", BigInteger, nullable=False),
    Column("contoh", Boolean, nullable=False),
    Column("pada", DateTime(timezone=True), nullable=False),
    Column("penandatangan", ARRAY(Text), nullable=False),
    Index("kertas_objek", "tenant", "objek", "versi"),
)
laporan = _table(
    "laporan",
    Column("laporan_id", Uuid, primary_key=True),
    Column("jenis", Text, nullable=False),
    Column("periode", Text, nullable=False),
    Column("judul", Text, nullable=False),
    Column("isi", Text, nullable=False),
    Column("angka", JSONB, nullable=False),
    Column("di", Integer, nullable=False),
    Column("diterima", Boolean, nullable=False),
    Column("oleh", Uuid, nullable=False),
    Column("pada", DateTime(timezone=True), nullable=False),
    Index("laporan_periode", "tenant", "periode"),
)
laporan_langkah = _table(
    "laporan_langkah",
    Column("laporan_id", Uuid, primary_key=True),
    Column("ke", Integer, primary_key=True),
    Column("langkah", Text, nullable=False),
    Column("kepada", Text, nullable=False),
    Column("oleh", Uuid, nullable=False),
    Column("pada", DateTime(timezone=True), nullable=False),
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
    Column("monev", JSONB),
    Column("terbit_pada", DateTime(timezone=True)),
)
