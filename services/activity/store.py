"""The tables of activity and how its rows are found and locked."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

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
    select,
)

from chassis.db import Work
from contracts.refusal import unknown
from services.activity.domain import Kalender

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
    PrimaryKeyConstraint("activity_id", "tanggal"),
    Index("activity_asn_id_tanggal", "asn_id", "tanggal", "tenant"),
)


async def kalender(work: Work) -> Kalender:
    """The working calendar of the tenant."""
    rows = await work.all(select(hari_libur.c.tanggal, hari_libur.c.libur).where(hari_libur.c.tenant == work.tenant))
    return Kalender({row.tanggal: row.libur for row in rows})


async def lock_activities(work: Work, ids: list[UUID]) -> list[Any]:
    """The named activities with their owner's present superior, locked; Refusal 404 when one is not there."""
    rows = await work.all(
        select(activity, pegawai.c.atasan_id)
        .join(pegawai, (pegawai.c.tenant == activity.c.tenant) & (pegawai.c.asn_id == activity.c.asn_id))
        .where(activity.c.tenant == work.tenant, activity.c.activity_id.in_(ids))
        .order_by(activity.c.activity_id)
        .with_for_update(of=activity)
    )
    if len(rows) < len(set(ids)):
        raise unknown("Aktivitas tidak ditemukan.")
    return rows


async def month_is_closed(work: Work, day: date) -> bool:
    closed = bulan_tertutup.c
    row = await work.one(
        select(closed.periode).where(closed.tenant == work.tenant, closed.periode == day.strftime("%Y-%m"))
    )
    return row is not None
