"""The tables of appraisal and how one is found and locked."""

from __future__ import annotations

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
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.db import Work
from contracts.refusal import unknown

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
)
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
appraisal = Table(
    "appraisal",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("appraisal_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    Column("tahun", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("capaian", Numeric, CheckConstraint("capaian BETWEEN 0 AND 120")),
    Column("nilai_skp", Numeric, CheckConstraint("nilai_skp BETWEEN 0 AND 120")),
    Column("nilai_perilaku", Numeric, CheckConstraint("nilai_perilaku BETWEEN 0 AND 120")),
    Column("nilai_kinerja", Numeric, CheckConstraint("nilai_kinerja BETWEEN 0 AND 120")),
    Column("predikat", Text),
    Column("perilaku", JSONB, nullable=False),
    Column("hasil", Text, nullable=False),
    Column("manfaat", Text, nullable=False),
    Column("signed_by", Uuid),
    Column("signed_at", DateTime(timezone=True)),
    Column("received_at", DateTime(timezone=True)),
    Column("late", Boolean, nullable=False),
    Column("pack", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("nilai_skp_hari", Numeric),
    Column("nilai_skp_bulan", Numeric),
    Column("segmen", JSONB, nullable=False),
    Column("capaian_said", Text, nullable=False),
    UniqueConstraint("tenant", "asn_id", "tahun"),
)
segmen = Table(
    "segmen",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("skp_id", Uuid, primary_key=True),
    Column("asn_id", Uuid, nullable=False),
    Column("tahun", Integer, nullable=False),
    Column("mulai", Date, nullable=False),
    Column("selesai", Date, nullable=False),
    Column("sebab", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("penilai_id", Uuid),
    Column("capaian", Numeric, CheckConstraint("capaian BETWEEN 0 AND 120")),
    Column("belum", ARRAY(Text), nullable=False),
    Column("measured_on", Date),
    Column("confirmed", Boolean, nullable=False),
    Column("is_kept", Boolean, nullable=False),
    Index("segmen_asn_id", "tenant", "asn_id", "tahun"),
)

_FIND = """
SELECT a.*, a.perilaku::text AS perilaku_text, a.segmen::text AS segmen_text, p.atasan_id, p.jenis_jabatan
FROM appraisal a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.appraisal_id = :id FOR UPDATE OF a
"""


async def lock_appraisal(work: Work, appraisal_id: UUID) -> Any:
    """An appraisal with the present superior of the appraised, locked; Refusal 404 when it is not there."""
    row = await work.one(_FIND, {"tenant": work.tenant, "id": appraisal_id})
    if row is None:
        raise unknown("Penilaian tidak ditemukan.")
    return row


async def advance(work: Work, row: Any, state: str, **columns: Any) -> int:
    """Set columns, move to a state and take the next version, which is returned."""
    sets = "".join(f", {name} = :{name}" for name in columns)
    await work.run(
        f"UPDATE appraisal SET state = :state, version = version + 1{sets}"
        " WHERE tenant = :tenant AND appraisal_id = :id",
        {"tenant": work.tenant, "id": row.appraisal_id, "state": state, **columns},
    )
    return int(row.version) + 1
