"""Reads of activity: my entries, my subordinates' queue, my butir."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.activity.domain import first_of, month_after

_COLUMNS = """
a.activity_id, a.asn_id, p.nama, a.tanggal, a.kategori, a.butir_id, a.uraian, a.output, a.kuantitas, a.mulai,
a.selesai, a.submitted_at, a.due_on, a.late, a.state, a.cara, a.alasan, a.version
"""
_MINE = f"""
SELECT {_COLUMNS} FROM activity a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.asn_id = :actor AND a.tanggal >= :first AND a.tanggal < :after
ORDER BY a.tanggal DESC, a.mulai DESC
"""
_QUEUE = f"""
SELECT {_COLUMNS} FROM activity a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND p.atasan_id = :actor AND a.state IN ('submitted', 'escalated')
  AND a.asn_id = coalesce(:asn_id, a.asn_id)
ORDER BY a.due_on NULLS LAST, a.tanggal, a.mulai, a.activity_id LIMIT :limit
"""


class ActivityView(Struct, frozen=True):
    """An entry as its owner and the penilai see it. `terverifikasi` is false for an approval by the system."""

    activity_id: UUID
    asn_id: UUID
    nama: str
    tanggal: date
    kategori: str
    butir_id: UUID
    uraian: str
    output: str
    kuantitas: int
    mulai: time
    selesai: time
    submitted_at: datetime
    due_on: date | None
    late: bool
    state: str
    cara: str | None
    alasan: str | None
    terverifikasi: bool


class ButirView(Struct, frozen=True):
    """A kinerja that an entry may refer to."""

    butir_id: UUID
    kategori: str
    uraian: str
    target: int
    mulai: date
    selesai: date


def _view(row: Any) -> ActivityView:
    fields = {k: v for k, v in row._mapping.items() if k != "version"}
    return ActivityView(**fields, terverifikasi=row.cara == "penilai")


async def mine(work: Work, actor: Actor, periode: str) -> list[ActivityView]:
    """The actor's own entries of a month, newest first."""
    span = {"first": first_of(periode), "after": first_of(month_after(periode))}
    rows = await work.all(_MINE, {"tenant": work.tenant, "actor": actor.id, **span})
    return [_view(row) for row in rows]


async def queue(work: Work, actor: Actor, asn_id: UUID | None, limit: int) -> list[ActivityView]:
    """What waits for the actor as penilai, most urgent first."""
    rows = await work.all(
        _QUEUE.replace(":asn_id", "CAST(:asn_id AS uuid)"),
        {"tenant": work.tenant, "actor": actor.id, "asn_id": asn_id, "limit": limit},
    )
    return [_view(row) for row in rows]


async def my_butir(work: Work, actor: Actor, on: date) -> list[ButirView]:
    """The kinerja valid for the actor on a date."""
    rows = await work.all(
        "SELECT butir_id, kategori, uraian, target, mulai, selesai FROM butir WHERE tenant = :tenant"
        " AND asn_id = :actor AND :on BETWEEN mulai AND selesai ORDER BY kategori DESC, uraian",
        {"tenant": work.tenant, "actor": actor.id, "on": on},
    )
    return [ButirView(**row._mapping) for row in rows]
