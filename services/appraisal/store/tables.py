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

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule

NO_APPRAISAL = rule("appraisal.result.unknown", 404, "Penilaian tidak ditemukan.", source="implicit")

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
    Column("peran", ARRAY(Text), nullable=False),
    Column("tmt_jabatan", Date, nullable=False),
    Column("penempatan", JSONB, nullable=False),
    Column("kosong", Boolean, nullable=False),
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
    Column("keadaan_kahar", Text, nullable=False),
    Column("target_met", Boolean),
    Column("no_case", Text, nullable=False),
    Column("final_on", Date),
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
tindak_lanjut = Table(
    "tindak_lanjut",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("kasus_id", Uuid, primary_key=True),
    Column("appraisal_id", Uuid, nullable=False),
    Column("asn_id", Uuid, nullable=False),
    Column("tahun", Integer, nullable=False),
    Column("jalur", Text, nullable=False),
    Column("dasar", Text, nullable=False),
    Column("predikat", Text, nullable=False),
    Column("review_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("hasil", Text, nullable=False),
    Column("langkah", JSONB, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("tenant", "appraisal_id"),
)

_FIND = """
SELECT a.*, a.perilaku::text AS perilaku_text, a.segmen::text AS segmen_text, p.atasan_id, p.kosong, p.jenis_jabatan,
    p.tmt_jabatan, p.penempatan::text AS penempatan_text
FROM appraisal a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.appraisal_id = :id FOR UPDATE OF a
"""


async def lock_appraisal(work: Work, appraisal_id: UUID) -> Any:
    """An appraisal with the present superior of the appraised, locked; Refusal 404 when it is not there."""
    row = await work.one(_FIND, {"tenant": work.tenant, "id": appraisal_id})
    if row is None:
        raise Refusal(NO_APPRAISAL)
    return row


async def roles(work: Work, actor: Actor) -> frozenset[str]:
    """What somebody is here: `pegawai`, and the roles that identity tells."""
    row = await work.one(
        "SELECT peran FROM pegawai WHERE tenant = :tenant AND asn_id = :id", {"tenant": work.tenant, "id": actor.id}
    )
    return frozenset(["pegawai", *row.peran]) if row else frozenset()


async def advance(work: Work, row: Any, state: str, **columns: Any) -> int:
    """Set columns, move to a state and take the next version, which is returned."""
    sets = "".join(f", {name} = :{name}" for name in columns)
    await work.run(
        f"UPDATE appraisal SET state = :state, version = version + 1{sets}"
        " WHERE tenant = :tenant AND appraisal_id = :id",
        {"tenant": work.tenant, "id": row.appraisal_id, "state": state, **columns},
    )
    return int(row.version) + 1
