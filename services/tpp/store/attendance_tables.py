"""The tables of attendance."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, DateTime, Index, Integer, Text, Time, Uuid, text

from services.tpp.store.tables import table


def _day(name: str, *more: Column[int]) -> None:
    table(
        name,
        Column("asn_id", Uuid, primary_key=True),
        Column("tanggal", Date, primary_key=True),
        Column("masuk", Time),
        Column("pulang", Time),
        Column("keterangan", Text, nullable=False),
        Column("sumber", Text, nullable=False),
        *more,
        Column("dicatat_pada", DateTime(timezone=True), nullable=False),
    )


_day("presensi", Column("version", Integer, nullable=False))
_day("presensi_lama", Column("version", Integer, primary_key=True))
impor_presensi = table(
    "impor_presensi",
    Column("impor_id", Uuid, primary_key=True),
    Column("nama", Text, nullable=False),
    Column("profil", Text, nullable=False),
    Column("sidik", Text, nullable=False),
    Column("baris", Integer, nullable=False),
    Column("berubah", Integer, nullable=False),
    Column("ditolak", Integer, nullable=False),
    Column("oleh", Uuid, nullable=False),
    Column("pada", DateTime(timezone=True), nullable=False),
)
sanggahan_presensi = table(
    "sanggahan_presensi",
    Column("sanggahan_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    Column("tanggal", Date, nullable=False),
    Column("alasan", Text, nullable=False),
    Column("pada", DateTime(timezone=True), nullable=False),
    Column("diterima", Boolean),
    Column("jawaban", Text, nullable=False),
    Column("dijawab_oleh", Uuid),
    Column("dijawab_pada", DateTime(timezone=True)),
    Index(
        "sanggahan_presensi_terbuka",
        "tenant",
        "tanggal",
        "asn_id",
        unique=True,
        postgresql_where=text("diterima IS NULL"),
    ),
)
