"""The tables of tpp, and what a month is computed from."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.auth import Actor
from chassis.db import Work
from contracts.identity import Penempatan
from contracts.masa import MasaStatus
from contracts.tpp import SlipLine
from kernel.penempatan import penempatan_on
from kernel.penilai import status_on
from services.tpp import domain

metadata = MetaData()


def _table(name: str, *columns: Any) -> Table:
    return Table(name, metadata, Column("tenant", Text, primary_key=True), *columns)


pegawai = _table(
    "pegawai",
    Column("asn_id", Uuid, primary_key=True),
    Column("nama", Text, nullable=False),
    Column("jabatan", Text, nullable=False),
    Column("opd", Text, nullable=False),
    Column("jenis", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("kelas_jabatan", Integer, nullable=False),
    Column("validated", Boolean, nullable=False),
    Column("peran", ARRAY(Text), nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("tmt_jabatan", Date),
    Column("masa_status", JSONB),
    Column("penempatan", JSONB, nullable=False),
)
bulan = _table(
    "bulan",
    Column("asn_id", Uuid, primary_key=True),
    Column("periode", Text, primary_key=True),
    Column("kuantitas_approved", BigInteger, nullable=False),
    Column("kuantitas_target", BigInteger, nullable=False),
    Column("approved_auto", Integer, nullable=False),
    Column("pending", Integer, nullable=False),
    Column("hari_kosong", Integer, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("traceparent", Text),
    Column("kosong", ARRAY(Date), nullable=False),
    Column("ada_skp", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)
temuan = _table(
    "temuan",
    Column("tanggal", Date, primary_key=True),
    Column("asn_id", Uuid, primary_key=True),
    Column("sengaja", Boolean),
    Column("event_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
)
nilai = _table(
    "nilai",
    Column("asn_id", Uuid, primary_key=True),
    Column("tahun", Integer, primary_key=True),
    Column("predikat", Text),
    Column("nilai_kinerja", Text),
    Column("event_id", Uuid, nullable=False),
)
run = _table(
    "run",
    Column("run_id", Uuid, primary_key=True),
    Column("periode", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("slips", Integer, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("pack", Text, nullable=False),
    Column("run_by", Uuid, nullable=False),
    Column("run_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("tenant", "periode"),
)
slip = _table(
    "slip",
    Column("slip_id", Uuid, primary_key=True),
    Column("run_id", Uuid, nullable=False),
    Column("asn_id", Uuid, nullable=False),
    Column("periode", Text, nullable=False),
    Column("opd", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("total", BigInteger, CheckConstraint("total >= 0"), nullable=False),
    Column("lines", JSONB, nullable=False),
    Column("alasan", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("pack", Text, nullable=False),
    Column("kelas_jabatan", Integer),
    Column("issued_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("tenant", "asn_id", "periode"),
)
slip_lama = _table(
    "slip_lama",
    Column("slip_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("opd", Text, nullable=False),
    Column("kelas_jabatan", Integer),
    Column("status", Text, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("lines", JSONB, nullable=False),
    Column("alasan", Text, nullable=False),
    Column("pack", Text, nullable=False),
    Column("issued_at", DateTime(timezone=True), nullable=False),
)

_INPUT = """
SELECT p.asn_id, p.opd, p.jenis, p.status, p.masa_status::text AS masa_status, p.kelas_jabatan, p.tmt_jabatan,
    p.penempatan::text AS penempatan, p.event_id AS person_fact, b.kuantitas_approved, b.kuantitas_target,
    b.approved_auto, b.pending, b.hari_kosong, b.kosong, b.ada_skp, b.event_id AS month_fact, b.traceparent, s.slip_id,
    s.status AS old_status, s.total AS old_total, s.lines::text AS old_lines, s.alasan AS old_alasan, s.opd AS old_opd,
    s.kelas_jabatan AS old_kelas, coalesce(s.version, 0) AS version
FROM pegawai p
LEFT JOIN bulan b ON b.tenant = p.tenant AND b.asn_id = p.asn_id AND b.periode = :periode
LEFT JOIN slip s ON s.tenant = p.tenant AND s.asn_id = p.asn_id AND s.periode = :periode
WHERE p.tenant = :tenant AND p.validated ORDER BY p.asn_id
"""
_FINDINGS = """
SELECT asn_id, tanggal, event_id FROM temuan
WHERE tenant = :tenant AND tanggal >= :first AND tanggal <= :last AND sengaja ORDER BY tanggal
"""
_POSTS = msgspec.json.Decoder(tuple[Penempatan, ...]).decode
_SPELLS = msgspec.json.Decoder(tuple[MasaStatus, ...]).decode
read_lines = msgspec.json.Decoder(tuple[SlipLine, ...]).decode


def is_example(work: Work, pack: str) -> bool:
    """Whether a policy of amounts binds nobody."""
    return any(one.head.example for one in work.packs if one.id == pack)


async def roles(work: Work, actor: Actor) -> frozenset[str]:
    """What somebody is here: `pegawai`, and the roles that identity tells."""
    row = await work.one(
        "SELECT peran FROM pegawai WHERE tenant = :tenant AND asn_id = :id", {"tenant": work.tenant, "id": actor.id}
    )
    return frozenset(["pegawai", *row.peran]) if row else frozenset()


class Standing(msgspec.Struct, frozen=True):
    """A person with the month as measured, and the slip that stands (version 0: none yet)."""

    asn_id: UUID
    opd: str
    person: domain.Person
    month: domain.Month | None
    traceparent: str | None
    slip_id: UUID | None
    version: int
    status: str
    total: int
    alasan: str
    lines: tuple[SlipLine, ...]


async def standing(work: Work, periode: str, last: date) -> list[Standing]:
    """Everyone whom a month concerns; `last` is its last day."""
    rows = await work.all(_INPUT, {"tenant": work.tenant, "periode": periode})
    found: dict[UUID, list[domain.Finding]] = defaultdict(list)
    span = {"tenant": work.tenant, "first": last.replace(day=1), "last": last}
    for row in await work.all(_FINDINGS, span):
        found[row.asn_id].append(domain.Finding(tanggal=row.tanggal, fact=str(row.event_id)))
    return [_standing(row, last, found.get(row.asn_id, [])) for row in rows]


def _standing(row: Any, last: date, findings: list[domain.Finding]) -> Standing:
    kelas, opd = _post(row, last)
    held = status_on(_SPELLS(row.masa_status), last) if row.masa_status else None
    return Standing(
        asn_id=row.asn_id,
        opd=opd,
        person=domain.Person(
            jenis=row.jenis,
            status=held.value if held else row.status,
            kelas_jabatan=kelas,
            fact=str(row.person_fact),
        ),
        month=_month(row, findings),
        traceparent=row.traceparent,
        slip_id=row.slip_id,
        version=row.version,
        status=row.old_status or "",
        total=row.old_total or 0,
        alasan=row.old_alasan or "",
        lines=read_lines(row.old_lines) if row.old_lines else (),
    )


def _post(row: Any, last: date) -> tuple[int, str]:
    """The kelas jabatan and the OPD of the post that was held on the last day of the month (reading C2)."""
    post = penempatan_on(_POSTS(row.penempatan), last)
    if post is not None and post.kelas_jabatan is not None:
        return post.kelas_jabatan, post.opd
    # told before posts had a class: one taken up after the month changes nothing of a slip that was issued
    moved = row.slip_id is not None and row.tmt_jabatan is not None and row.tmt_jabatan > last
    kelas = row.old_kelas if moved and row.old_kelas is not None else row.kelas_jabatan
    return kelas, row.old_opd if moved else row.opd


def _month(row: Any, findings: list[domain.Finding]) -> domain.Month | None:
    if row.month_fact is None:
        return None
    return domain.Month(
        approved=row.kuantitas_approved,
        target=row.kuantitas_target,
        ada_skp=row.ada_skp,
        auto=row.approved_auto,
        pending=row.pending,
        missing=row.hari_kosong,
        fact=str(row.month_fact),
        sengaja=tuple(f for f in findings if f.tanggal in row.kosong),
    )
