"""The tables of identity."""

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
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()


def _table(name: str, *columns: Any, tenant: bool = True) -> Table:
    own = [Column("tenant", Text, primary_key=True)] if tenant else []
    return Table(name, metadata, *own, *columns)


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=options.pop("nullable", False), **options)


opd = _table(
    "opd",
    _text("kode", primary_key=True),
    _text("nama"),
    _text("induk"),
    _text("jenis"),
    Column("hari_kerja", Integer, CheckConstraint("hari_kerja IN (5, 6)"), nullable=False),
    Column("version", Integer, nullable=False),
)
pegawai = _table(
    "pegawai",
    Column("asn_id", Uuid, primary_key=True),
    _text("nip"),
    _text("nama"),
    _text("jenis"),
    _text("status"),
    _text("golongan"),
    _text("jabatan"),
    _text("jenis_jabatan"),
    Column("kelas_jabatan", Integer, nullable=False),
    _text("opd"),
    _text("unit"),
    _text("nip_atasan"),
    Column("tmt_jabatan", Date, nullable=False),
    Column("memimpin_unit", Boolean, nullable=False),
    Column("validated", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("tenant", "nip"),
)
account = _table(
    "account",
    Column("account_id", Uuid, primary_key=True),
    _text("login"),
    _text("state"),
    _text("password_hash", nullable=True),
    Column("must_change", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", DateTime(timezone=True)),
    Column("changed_at", DateTime(timezone=True)),
    Column("totp_secret", LargeBinary),
    Column("totp_confirmed", Boolean, nullable=False),
    Column("totp_step", BigInteger, nullable=False),
    UniqueConstraint("tenant", "login"),
)
peran = _table(
    "peran",
    Column("account_id", Uuid, primary_key=True),
    _text("peran", primary_key=True),
    _text("dasar"),
    Column("syarat", JSONB, nullable=False),
    Column("mulai", Date, nullable=False),
    Column("selesai", Date),
    Column("granted_by", Uuid, nullable=False),
    Column("granted_at", DateTime(timezone=True), nullable=False),
    _text("opd"),
    _text("untuk", primary_key=True),
)
sesi = _table(
    "sesi",
    Column("sesi_id", Uuid, primary_key=True),
    Column("account_id", Uuid, nullable=False),
    Column("token_hash", LargeBinary, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    Index("sesi_ended_at", "ended_at", "tenant", postgresql_where=text("ended_at IS NOT NULL")),
)
sandi_lama = _table(
    "sandi_lama",
    Column("account_id", Uuid, primary_key=True),
    Column("until", DateTime(timezone=True), primary_key=True),
    _text("password_hash"),
)
impor = _table(
    "impor",
    Column("impor_id", Uuid, primary_key=True),
    Column("prepared_by", Uuid, nullable=False),
    Column("prepared_at", DateTime(timezone=True), nullable=False),
    _text("state"),
    Column("preview", JSONB, nullable=False),
    Column("rows", JSONB, nullable=False),
    Column("berkas", LargeBinary),
    Column("unfinished", LargeBinary),
    _text("alasan"),
    Column("rows_read", Integer, nullable=False),
    Column("rows_total", Integer, nullable=False),
    Column("rows_applied", Integer, nullable=False),
)
hari_libur = _table(
    "hari_libur",
    Column("tanggal", Date, primary_key=True),
    Column("libur", Boolean, nullable=False),
    _text("nama"),
    Column("version", Integer, nullable=False),
)
signing_key = _table(
    "signing_key",
    _text("kid", primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("public", JSONB, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    tenant=False,
)
hubungan = _table(
    "hubungan",
    Column("asn_id", Uuid, primary_key=True),
    Column("mulai", Date, primary_key=True),
    Column("penilai_id", Uuid),
    _text("sebagai"),
    _text("sk"),
    _text("recorded_by"),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("hubungan_penilai_id", "penilai_id"),
)
pelimpahan = _table(
    "pelimpahan",
    Column("pelimpahan_id", Uuid, primary_key=True),
    Column("pejabat_id", Uuid, nullable=False),
    Column("pelaksana_id", Uuid, nullable=False),
    _text("sebagai"),
    Column("mulai", Date, nullable=False),
    Column("selesai", Date, nullable=False),
    _text("sk"),
    _text("recorded_by"),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("pelimpahan_pejabat_id", "pejabat_id"),
)
masa_status = _table(
    "masa_status",
    Column("asn_id", Uuid, primary_key=True),
    Column("mulai", Date, primary_key=True),
    Column("selesai", Date),
    _text("status", primary_key=True),
    _text("sk"),
    _text("recorded_by"),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
penempatan = _table(
    "penempatan",
    Column("asn_id", Uuid, primary_key=True),
    Column("mulai", Date, primary_key=True),
    _text("jabatan"),
    _text("jenis_jabatan"),
    Column("kelas_jabatan", Integer, nullable=False),
    _text("opd"),
    _text("unit"),
    Column("memimpin_unit", Boolean, nullable=False),
    _text("sk"),
    _text("recorded_by"),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
tahun_data = _table(
    "tahun_data",
    Column("tahun", Integer, primary_key=True),
    Column("reconciled_at", DateTime(timezone=True), nullable=False),
    Column("reconciled_by", Uuid),
    Column("closed_at", DateTime(timezone=True)),
    Column("closed_by", Uuid),
)
selisih = _table(
    "selisih",
    Column("tahun", Integer, primary_key=True),
    _text("nip", primary_key=True),
    _text("jenis"),
    _text("rincian"),
    _text("jawaban", nullable=True),
    Column("dijawab_oleh", Uuid),
)
laporan_unit = _table(
    "laporan_unit",
    Column("tahun", Integer, primary_key=True),
    _text("opd", primary_key=True),
    Column("oleh", Uuid, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
)
tim = _table(
    "tim",
    Column("tim_id", Uuid, primary_key=True),
    _text("sk"),
    Column("tanggal", Date, nullable=False),
    Column("mulai", Date, nullable=False),
    Column("selesai", Date, nullable=False),
    Column("formed_by", Uuid, nullable=False),
    Column("formed_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
)
anggota_tim = _table(
    "anggota_tim",
    Column("tim_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, primary_key=True),
    _text("peran"),
    _text("kompetensi"),
    _text("sk"),
    Column("mulai", Date, primary_key=True),
    Column("selesai", Date, nullable=False),
)
pelatihan = _table(
    "pelatihan",
    Column("pelatihan_id", Uuid, primary_key=True),
    _text("jenis"),
    _text("peran"),
    Column("tanggal", Date, nullable=False),
    _text("materi"),
    Column("recorded_by", Uuid, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
peserta_pelatihan = _table(
    "peserta_pelatihan",
    Column("pelatihan_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, primary_key=True),
    _text("opd"),
)
