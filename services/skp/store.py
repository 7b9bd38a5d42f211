"""The tables of skp and how an SKP is found and locked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
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
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.db import Work
from contracts.refusal import forbidden, unknown
from services.skp.domain import Content

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
    UniqueConstraint("tenant", "asn_id", "tahun", "mulai"),
)
realisasi = Table(
    "realisasi",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("skp_id", Uuid, primary_key=True),
    Column("butir_id", Uuid, primary_key=True),
    Column("jumlah", Integer, nullable=False),
    Column("bukti", Text, nullable=False),
    Column("measured_at", DateTime(timezone=True), nullable=False),
)

_FIND = """
SELECT s.skp_id, s.asn_id, s.tahun, s.mulai, s.selesai, s.state, s.content::text AS content, s.agreed_owner,
    s.agreed_penilai, s.version, p.atasan_id, p.opd, p.jenis_jabatan, p.status
FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.skp_id = :id FOR UPDATE OF s
"""


async def lock_skp(work: Work, skp_id: UUID) -> Any:
    """An SKP with its owner's present place, locked; Refusal 404 when it is not there."""
    row = await work.one(_FIND, {"tenant": work.tenant, "id": skp_id})
    if row is None:
        raise unknown("SKP tidak ditemukan.")
    return row


async def person(work: Work, asn_id: UUID) -> Any:
    """Someone this service knows from identity; Refusal 403 for an account without a validated person."""
    row = await work.one(
        "SELECT * FROM pegawai WHERE tenant = :tenant AND asn_id = :id AND validated",
        {"tenant": work.tenant, "id": asn_id},
    )
    if row is None:
        raise forbidden("Akun ini tidak terhubung dengan pegawai yang tervalidasi pada SIASN.", "11(5)")
    return row


def content_of(row: Any) -> Content:
    return msgspec.json.decode(row.content, type=Content)
