"""The tables of monitoring and bimbingan, and of the months that were measured."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, Table, Text, Uuid, text

from services.appraisal.store.survey_tables import metadata

__all__ = ["bimbingan", "bulan", "metadata", "pemantauan"]

bulan = Table(
    "bulan",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("asn_id", Uuid, primary_key=True),
    Column("periode", Text, primary_key=True),
    Column("by_penilai", Integer, nullable=False),
    Column("by_auto", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
)
pemantauan = Table(
    "pemantauan",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("pemantauan_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    Column("tahun", Integer, nullable=False),
    Column("semester", Integer, CheckConstraint("semester IN (1, 2)"), nullable=False),
    Column("tanggal", Date, nullable=False),
    Column("oleh", Uuid),
    Column("cara", Text, CheckConstraint("cara IN ('elektronik', 'non_elektronik')"), nullable=False),
    Column("dokumen", Text, nullable=False),
    Column("rencana", Integer, nullable=False),
    Column("capaian", Integer, nullable=False),
    Column("catatan", Text, nullable=False),
    Column("state", Text, CheckConstraint("state IN ('on_track', 'deviating', 'handled', 'missed')"), nullable=False),
    Column("sebab", Text, nullable=False),
    Column("tindakan", Text, nullable=False),
    Column("percepatan", Date),
    Column("pembimbing", Uuid),
    Column("surat_tugas", Text, nullable=False),
    Index("pemantauan_asn_id", "tenant", "asn_id", "tahun"),
    Index("pemantauan_pembimbing", "tenant", "pembimbing", postgresql_where=text("pembimbing IS NOT NULL")),
)
bimbingan = Table(
    "bimbingan",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("bimbingan_id", Uuid, primary_key=True),
    Column("sesi_id", Uuid, nullable=False),
    Column("asn_id", Uuid, nullable=False),
    Column("pemantauan_id", Uuid, nullable=False),
    Column("tahun", Integer, nullable=False),
    Column("tanggal", Date, nullable=False),
    Column("bentuk", Text, CheckConstraint("bentuk IN ('individual', 'kelompok')"), nullable=False),
    Column("oleh", Uuid, nullable=False),
    Column("surat_tugas", Text, nullable=False),
    Column("proses", Text, nullable=False),
    Column("kompetensi", Text, nullable=False),
    Column("hasil", Text, nullable=False),
    Column("reported_on", Date),
    Column("kepada", Uuid),
    Index("bimbingan_asn_id", "tenant", "asn_id", "tahun"),
)
