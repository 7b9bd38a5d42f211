"""Reports that go from post to post: their words, the figures they were sent with, and every step of their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from contracts.refusal import Refusal
from services.reporting.domain.laporan import UNKNOWN, Laporan

_ADD = """
INSERT INTO laporan (tenant, laporan_id, jenis, periode, judul, isi, angka, di, diterima, oleh, pada)
VALUES (:tenant, :id, :jenis, :periode, :judul, :isi, CAST(:angka AS jsonb), 0, false, :oleh, :now)
"""
_COLUMNS = "laporan_id, jenis, periode, judul, isi, angka::text AS angka, di, diterima, oleh, pada"
_ONE = f"SELECT {_COLUMNS} FROM laporan WHERE tenant = :tenant AND laporan_id = :id"
_YEAR = f"""
SELECT {_COLUMNS} FROM laporan WHERE tenant = :tenant AND periode LIKE :tahun ORDER BY pada DESC, laporan_id LIMIT 500
"""
_MOVE = "UPDATE laporan SET di = :di, diterima = :diterima WHERE tenant = :tenant AND laporan_id = :id"
_STEP = """
INSERT INTO laporan_langkah (tenant, laporan_id, ke, langkah, kepada, oleh, pada)
SELECT :tenant, :id, coalesce(max(ke), 0) + 1, :langkah, :kepada, :oleh, :now
FROM laporan_langkah WHERE tenant = :tenant AND laporan_id = :id
"""
_STEPS = """
SELECT laporan_id, langkah, kepada, oleh, pada FROM laporan_langkah
WHERE tenant = :tenant AND laporan_id = ANY(:ids) ORDER BY laporan_id, ke
"""
_USE = """
SELECT l.pihak, l.tujuan, count(a.ke)::int AS kali, coalesce(sum(a.baris), 0)::int AS baris FROM pelepasan l
LEFT JOIN pengambilan a ON a.tenant = l.tenant AND a.pelepasan_id = l.pelepasan_id
    AND a.pada >= :since AND a.pada < :until
WHERE l.tenant = :tenant AND l.dimohon_pada < :until AND (l.dimohon_pada >= :since OR a.ke IS NOT NULL)
GROUP BY l.pelepasan_id, l.pihak, l.tujuan ORDER BY l.pihak, l.tujuan LIMIT 200
"""


class Step(Struct, frozen=True):
    """A step of a report: sent, sent on or received; `kepada`: the post."""

    langkah: str
    kepada: str
    oleh: UUID
    pada: datetime


class Letter(Struct, frozen=True):
    """A report as it was written, with the figures of that moment, and how far it is."""

    laporan: Laporan
    periode: str
    judul: str
    isi: str
    angka: Mapping[str, Any]
    oleh: UUID
    pada: datetime
    langkah: tuple[Step, ...]


class Use(Struct, frozen=True):
    """What one outside party took for one purpose."""

    pihak: str
    tujuan: str
    kali: int
    baris: int


async def add(
    work: Work, actor: Actor, ident: UUID, jenis: str, periode: str, judul: str, isi: str, angka: Mapping[str, Any]
) -> None:
    """Keep a new report, at its first stop."""
    values = {"jenis": jenis, "periode": periode, "judul": judul, "isi": isi, "angka": json_of(angka)}
    await work.run(_ADD, {"tenant": work.tenant, "id": ident, "oleh": actor.id, "now": work.now, **values})


async def move(work: Work, actor: Actor, laporan: Laporan, langkah: str, kepada: str) -> None:
    """Write down where a report is now, and the step."""
    key = {"tenant": work.tenant, "id": laporan.laporan_id}
    await work.run(_MOVE, key | {"di": laporan.di, "diterima": laporan.diterima})
    await work.run(_STEP, key | {"langkah": langkah, "kepada": kepada, "oleh": actor.id, "now": work.now})


async def one(work: Work, ident: UUID, *, lock: bool = False) -> Letter:
    """A report; Refusal 404. `lock`: until the end of the unit of work."""
    row = await work.one(_ONE + (" FOR UPDATE" if lock else ""), {"tenant": work.tenant, "id": ident})
    if row is None:
        raise Refusal(UNKNOWN)
    return (await _letters(work, [row]))[0]


async def of_year(work: Work, tahun: int) -> list[Letter]:
    """The reports about a year, the newest first."""
    return await _letters(work, await work.all(_YEAR, {"tenant": work.tenant, "tahun": f"{tahun}-%"}))


async def _letters(work: Work, rows: Sequence[Any]) -> list[Letter]:
    steps = await work.all(_STEPS, {"tenant": work.tenant, "ids": [row.laporan_id for row in rows]})
    return [
        Letter(
            Laporan(row.laporan_id, row.jenis, row.di, row.diterima), row.periode, row.judul, row.isi,
            msgspec.json.decode(row.angka), row.oleh, row.pada,
            tuple(Step(s.langkah, s.kepada, s.oleh, s.pada) for s in steps if s.laporan_id == row.laporan_id),
        )
        for row in rows
    ]  # fmt: skip


async def use_of_data(work: Work, since: datetime, until: datetime) -> list[Use]:
    """What outside parties took between two moments, by party and purpose (KUAN P24(3))."""
    span = {"tenant": work.tenant, "since": since, "until": until}
    return [Use(row.pihak, row.tujuan, row.kali, row.baris) for row in await work.all(_USE, span)]
