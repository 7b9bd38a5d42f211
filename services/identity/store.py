"""The tables of identity."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from chassis.db import Work
from contracts.identity import PegawaiRecorded
from contracts.refusal import unknown
from contracts.vocabulary import Jenis, JenisJabatan, StatusPegawai

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
    UniqueConstraint("tenant", "login"),
)
peran = _table(
    "peran",
    Column("account_id", Uuid, primary_key=True),
    _text("peran", primary_key=True),
    _text("dasar"),
    Column("granted_by", Uuid, nullable=False),
    Column("granted_at", DateTime(timezone=True), nullable=False),
)
sesi = _table(
    "sesi",
    Column("sesi_id", Uuid, primary_key=True),
    Column("account_id", Uuid, nullable=False),
    Column("token_hash", LargeBinary, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
)
impor = _table(
    "impor",
    Column("impor_id", Uuid, primary_key=True),
    Column("prepared_by", Uuid, nullable=False),
    Column("prepared_at", DateTime(timezone=True), nullable=False),
    _text("state"),
    Column("preview", JSONB, nullable=False),
    Column("rows", JSONB, nullable=False),
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

_PEOPLE = """
SELECT p.*, a.asn_id AS atasan_id,
    (SELECT coalesce(array_agg(r.peran ORDER BY r.peran), '{}') FROM peran r
     WHERE r.tenant = p.tenant AND r.account_id = p.asn_id) AS peran
FROM pegawai p LEFT JOIN pegawai a ON a.tenant = p.tenant AND a.nip = p.nip_atasan
WHERE p.tenant = :tenant AND p.asn_id = ANY(CAST(:ids AS uuid[])) ORDER BY p.asn_id
"""


async def people(work: Work, ids: list[UUID]) -> list[Any]:
    """People with their superior's id and their roles."""
    return await work.all(_PEOPLE, {"tenant": work.tenant, "ids": ids})


async def roles_of(work: Work, account_id: UUID) -> frozenset[str]:
    """The roles an account holds now."""
    rows = await work.all(
        "SELECT peran FROM peran WHERE tenant = :tenant AND account_id = :id", {"tenant": work.tenant, "id": account_id}
    )
    return frozenset(row.peran for row in rows)


async def opd_of(work: Work, asn_id: UUID) -> str:
    """The OPD a person belongs to; Refusal 404 for an account without a person."""
    row = await work.one(
        "SELECT opd FROM pegawai WHERE tenant = :tenant AND asn_id = :id", {"tenant": work.tenant, "id": asn_id}
    )
    if row is None:
        raise unknown("Akun ini tidak terhubung dengan pegawai.")
    return str(row.opd)


async def tell(work: Work, ids: list[UUID]) -> None:
    """Record the present state of people whose rows were locked and moved to their next version."""
    rows = await people(work, ids)
    await work.record_all([(recorded(row), row.version) for row in rows])


def recorded(row: Any) -> PegawaiRecorded:
    """A row of `people` as the event that carries it."""
    return PegawaiRecorded(
        asn_id=row.asn_id,
        nip=row.nip,
        nama=row.nama,
        jenis=Jenis(row.jenis),
        status=StatusPegawai(row.status),
        golongan=row.golongan,
        jabatan=row.jabatan,
        jenis_jabatan=JenisJabatan(row.jenis_jabatan),
        kelas_jabatan=row.kelas_jabatan,
        opd=row.opd,
        unit=row.unit,
        atasan_id=row.atasan_id,
        tmt_jabatan=row.tmt_jabatan,
        memimpin_unit=row.memimpin_unit,
        validated=row.validated,
        peran=tuple(row.peran),
    )
