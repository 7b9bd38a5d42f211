"""Monitorings and bimbingan as rows, and as far as somebody may see them (KON P18, P22, P24)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import insert, update

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal
from services.appraisal.domain import bimbingan, pemantauan
from services.appraisal.domain.appraisal import Dinilai
from services.appraisal.domain.bimbingan import Bimbingan
from services.appraisal.domain.pemantauan import Holder, Pemantauan
from services.appraisal.store import monitoring_tables as tables
from services.appraisal.store.people import DINILAI, dinilai_of, roles_and_opd

_PERSON = f"SELECT p.asn_id, {DINILAI} FROM pegawai p WHERE p.tenant = :tenant AND p.asn_id = :id"
_MONITORED = f"SELECT {', '.join(f'm.{n}' for n in Pemantauan.__struct_fields__)} FROM pemantauan m"
_GUIDED = f"SELECT {', '.join(f'b.{n}' for n in Bimbingan.__struct_fields__)} FROM bimbingan b"
_HELD = """
SELECT 1 FROM pemantauan
WHERE tenant = :tenant AND asn_id = :asn AND tahun = :tahun AND semester = :semester AND state <> 'missed' LIMIT 1
"""
_NOT_MISSED = """
DELETE FROM pemantauan
WHERE tenant = :tenant AND asn_id = :asn AND tahun = :tahun AND semester = :semester AND state = 'missed'
"""
# one's own, those of one's people, of one's PD as its helper, those one is to give bimbingan for; all of some
_SEEN = """
    JOIN pegawai p ON p.tenant = {t}.tenant AND p.asn_id = {t}.asn_id
WHERE {t}.tenant = :tenant AND {t}.tahun = :tahun AND ({t}.asn_id = :actor OR p.atasan_id = :actor OR {t}.oleh = :actor
    OR {own} OR (:helper AND p.opd = :opd) OR :everybody OR (:bupati AND p.atasan_id IS NULL AND NOT p.kosong))
ORDER BY {t}.tanggal DESC, p.nama LIMIT 500
"""


class Seen(msgspec.Struct, frozen=True):
    """A monitoring with the name of the person, and whether the reader is the penilai."""

    one: Pemantauan
    nama: str
    penilai: bool


class Guided(msgspec.Struct, frozen=True):
    """A bimbingan with the name of the person, and whether the reader is the penilai."""

    one: Bimbingan
    nama: str
    penilai: bool


async def find_person(work: Work, asn_id: UUID) -> Dinilai:
    """Somebody as the staffing data has them; Refusal 404 where they are not in it."""
    row = await work.one(_PERSON, {"tenant": work.tenant, "id": asn_id})
    if row is None:
        raise Refusal(pemantauan.NOBODY)
    return dinilai_of(row)


async def holder(work: Work, actor: Actor) -> Holder:
    """The actor, with roles and PD."""
    held, opd = await roles_and_opd(work, actor)
    return Holder(actor.id, held | frozenset(actor.peran), opd)


async def keep_monitoring(work: Work, one: Pemantauan) -> None:
    """Keep a new one; the note that its semester had none goes."""
    if one.state != "missed":
        await work.run(_NOT_MISSED, _semester(work, one.asn_id, one.tahun, one.semester))
    await work.run(insert(tables.pemantauan).values(tenant=work.tenant, **msgspec.structs.asdict(one)))


async def move_monitoring(work: Work, one: Pemantauan) -> None:
    """Write one that the caller has locked."""
    table = tables.pemantauan.c
    which = (table.tenant == work.tenant) & (table.pemantauan_id == one.pemantauan_id)
    await work.run(update(tables.pemantauan).where(which).values(**msgspec.structs.asdict(one)))


async def was_monitored(work: Work, asn_id: UUID, tahun: int, semester: int) -> bool:
    """Whether somebody was monitored in a semester."""
    return await work.one(_HELD, _semester(work, asn_id, tahun, semester)) is not None


def _semester(work: Work, asn_id: UUID, tahun: int, semester: int) -> dict[str, Any]:
    return {"tenant": work.tenant, "asn": asn_id, "tahun": tahun, "semester": semester}


async def lock_monitoring(work: Work, pemantauan_id: UUID) -> Pemantauan:
    """A monitoring, locked; Refusal 404 when it is not there."""
    where = " WHERE m.tenant = :tenant AND m.pemantauan_id = :id FOR UPDATE"
    row = await work.one(_MONITORED + where, {"tenant": work.tenant, "id": pemantauan_id})
    if row is None:
        raise Refusal(pemantauan.UNKNOWN)
    return Pemantauan(**row._mapping)


async def keep_guidance(work: Work, records: list[Bimbingan]) -> None:
    """Keep the records of a session."""
    rows = [msgspec.structs.asdict(one) | {"tenant": work.tenant} for one in records]
    await work.run(insert(tables.bimbingan).values(rows))


async def lock_guidance(work: Work, bimbingan_id: UUID) -> Bimbingan:
    """A record, locked; Refusal 404 when it is not there."""
    where = " WHERE b.tenant = :tenant AND b.bimbingan_id = :id FOR UPDATE"
    row = await work.one(_GUIDED + where, {"tenant": work.tenant, "id": bimbingan_id})
    if row is None:
        raise Refusal(bimbingan.UNKNOWN)
    return Bimbingan(**row._mapping)


async def move_guidance(work: Work, one: Bimbingan) -> None:
    """Write one that the caller has locked."""
    table = tables.bimbingan.c
    which = (table.tenant == work.tenant) & (table.bimbingan_id == one.bimbingan_id)
    await work.run(update(tables.bimbingan).where(which).values(**msgspec.structs.asdict(one)))


async def monitorings(work: Work, by: Holder, tahun: int, *, everybody: bool) -> list[Seen]:
    """Those of a year that somebody may see, latest first."""
    statement = _with_name(_MONITORED) + _SEEN.format(t="m", own="m.pembimbing = :actor")
    rows = await work.all(statement, _reader(work, by, tahun, everybody))
    return [Seen(Pemantauan(**_own(row, Pemantauan)), row.nama, row.penilai) for row in rows]


async def guidances(work: Work, by: Holder, tahun: int, *, everybody: bool) -> list[Guided]:
    """Those of a year that somebody may see, latest first; a superior those reported to them."""
    own = "(b.reported_on IS NOT NULL AND (b.kepada = :actor OR (:bupati AND b.kepada IS NULL)))"
    statement = _with_name(_GUIDED) + _SEEN.format(t="b", own=own)
    rows = await work.all(statement, _reader(work, by, tahun, everybody))
    return [Guided(Bimbingan(**_own(row, Bimbingan)), row.nama, row.penilai) for row in rows]


def _with_name(statement: str) -> str:
    penilai = "(p.atasan_id = :actor OR (:bupati AND p.atasan_id IS NULL)) IS TRUE AS penilai"
    return statement.replace(" FROM ", f", p.nama, {penilai} FROM ", 1)


def _own(row: Any, kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {name: row._mapping[name] for name in kind.__struct_fields__}


def _reader(work: Work, by: Holder, tahun: int, everybody: bool) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "tahun": tahun, "actor": by.asn_id, "opd": by.opd or "", "everybody": everybody,
        "helper": "pengelola_kinerja" in by.roles, "bupati": "bupati" in by.roles,
    }  # fmt: skip
