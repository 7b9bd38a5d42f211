"""The tables of identity."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
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


def table(name: str, *columns: Any, tenant: bool = True) -> Table:
    own = [Column("tenant", Text, primary_key=True)] if tenant else []
    return Table(name, metadata, *own, *columns)


def words(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=options.pop("nullable", False), **options)


opd = table(
    "opd",
    words("kode", primary_key=True),
    words("nama"),
    words("induk"),
    words("jenis"),
    Column("hari_kerja", Integer, CheckConstraint("hari_kerja IN (5, 6)"), nullable=False),
    Column("version", Integer, nullable=False),
)
pegawai = table(
    "pegawai",
    Column("asn_id", Uuid, primary_key=True),
    words("nip"),
    words("nama"),
    words("jenis"),
    words("status"),
    words("golongan"),
    words("jabatan"),
    words("jenis_jabatan"),
    Column("kelas_jabatan", Integer, nullable=False),
    words("opd"),
    words("unit"),
    words("nip_atasan"),
    Column("tmt_jabatan", Date, nullable=False),
    Column("memimpin_unit", Boolean, nullable=False),
    Column("validated", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("tenant", "nip"),
)
account = table(
    "account",
    Column("account_id", Uuid, primary_key=True),
    words("login"),
    words("state"),
    words("password_hash", nullable=True),
    Column("must_change", Boolean, nullable=False),
    Column("changed_at", DateTime(timezone=True)),
    Column("totp_secret", LargeBinary),
    Column("totp_confirmed", Boolean, nullable=False),
    Column("totp_step", BigInteger, nullable=False),
    Column("pemulihan", ARRAY(LargeBinary), nullable=False),
    UniqueConstraint("tenant", "login"),
)
peran = table(
    "peran",
    Column("account_id", Uuid, primary_key=True),
    words("peran", primary_key=True),
    words("dasar"),
    Column("syarat", JSONB, nullable=False),
    Column("mulai", Date, nullable=False),
    Column("selesai", Date),
    Column("granted_by", Uuid, nullable=False),
    Column("granted_at", DateTime(timezone=True), nullable=False),
    words("opd"),
    words("untuk", primary_key=True),
)
sesi = table(
    "sesi",
    Column("sesi_id", Uuid, primary_key=True),
    Column("account_id", Uuid, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    Column("generation", Integer, nullable=False, server_default="0"),
    Column("rotated_at", DateTime(timezone=True)),
    words("status", server_default=""),
    Index("sesi_ended_at", "ended_at", "tenant", postgresql_where=text("ended_at IS NOT NULL")),
)
percobaan = table(
    "percobaan",
    Column("account_id", Uuid, primary_key=True),
    Column("alamat", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("until", DateTime(timezone=True)),
    Column("known", Boolean, nullable=False, server_default="false"),
    Column("at", DateTime(timezone=True), nullable=False),
)
sandi_lama = table(
    "sandi_lama",
    Column("account_id", Uuid, primary_key=True),
    Column("until", DateTime(timezone=True), primary_key=True),
    words("password_hash"),
)
impor = table(
    "impor",
    Column("impor_id", Uuid, primary_key=True),
    Column("prepared_by", Uuid, nullable=False),
    Column("prepared_at", DateTime(timezone=True), nullable=False),
    words("state"),
    Column("preview", JSONB, nullable=False),
    Column("rows", JSONB, nullable=False),
    Column("berkas", LargeBinary),
    Column("unfinished", LargeBinary),
    words("alasan"),
    Column("rows_read", Integer, nullable=False),
    Column("rows_total", Integer, nullable=False),
    Column("rows_applied", Integer, nullable=False),
    Column("sebagian", Boolean, nullable=False),
)
hari_libur = table(
    "hari_libur",
    Column("tanggal", Date, primary_key=True),
    Column("libur", Boolean, nullable=False),
    words("nama"),
    Column("version", Integer, nullable=False),
)
signing_key = table(
    "signing_key",
    words("kid", primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("public", JSONB, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    tenant=False,
)
hubungan = table(
    "hubungan",
    Column("asn_id", Uuid, primary_key=True),
    Column("mulai", Date, primary_key=True),
    Column("penilai_id", Uuid),
    words("sebagai"),
    words("sk"),
    words("recorded_by"),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("hubungan_penilai_id", "penilai_id"),
)
pelimpahan = table(
    "pelimpahan",
    Column("pelimpahan_id", Uuid, primary_key=True),
    Column("pejabat_id", Uuid, nullable=False),
    Column("pelaksana_id", Uuid, nullable=False),
    words("sebagai"),
    Column("mulai", Date, nullable=False),
    Column("selesai", Date, nullable=False),
    words("sk"),
    words("recorded_by"),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("pelimpahan_pejabat_id", "pejabat_id"),
)
masa_status = table(
    "masa_status",
    Column("asn_id", Uuid, primary_key=True),
    Column("mulai", Date, primary_key=True),
    Column("selesai", Date),
    words("status", primary_key=True),
    words("sk"),
    words("lembaga"),
    words("recorded_by"),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
penempatan = table(
    "penempatan",
    Column("asn_id", Uuid, primary_key=True),
    Column("mulai", Date, primary_key=True),
    Column("tmt", Date),
    words("jabatan"),
    words("jenis_jabatan"),
    Column("kelas_jabatan", Integer, nullable=False),
    words("opd"),
    words("unit"),
    Column("memimpin_unit", Boolean, nullable=False),
    words("sk"),
    words("recorded_by"),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
tahun_data = table(
    "tahun_data",
    Column("tahun", Integer, primary_key=True),
    Column("reconciled_at", DateTime(timezone=True), nullable=False),
    Column("reconciled_by", Uuid),
    Column("closed_at", DateTime(timezone=True)),
    Column("closed_by", Uuid),
)
selisih = table(
    "selisih",
    Column("tahun", Integer, primary_key=True),
    words("nip", primary_key=True),
    words("jenis"),
    words("rincian"),
    words("jawaban", nullable=True),
    Column("dijawab_oleh", Uuid),
)
laporan_unit = table(
    "laporan_unit",
    Column("tahun", Integer, primary_key=True),
    words("opd", primary_key=True),
    Column("oleh", Uuid, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
)
tim = table(
    "tim",
    Column("tim_id", Uuid, primary_key=True),
    words("sk"),
    Column("tanggal", Date, nullable=False),
    Column("mulai", Date, nullable=False),
    Column("selesai", Date, nullable=False),
    Column("formed_by", Uuid, nullable=False),
    Column("formed_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
)
anggota_tim = table(
    "anggota_tim",
    Column("tim_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, primary_key=True),
    words("peran"),
    words("kompetensi"),
    words("sk"),
    Column("tanggal_sk", Date),
    Column("mulai", Date, primary_key=True),
    Column("selesai", Date, nullable=False),
)
