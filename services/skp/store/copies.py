"""Copies for the penilai: owed, readdressed, handed over, overdue (KUAN P23(3), reading A8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.skp.domain.skp import Salinan

NO_COPY = rule("skp.copy.unknown", 404, "Salinan tidak ditemukan.", source="implicit")
_OPEN_YEAR = """
INSERT INTO salinan (tenant, salinan_id, asn_id, pemicu, sejak, kepada, due_on, opened_at)
SELECT tenant, uuidv7(), asn_id, 'awal_tahun', :sejak, atasan_id, :due, :now FROM pegawai
WHERE tenant = :tenant AND validated AND status <> ALL(:exempt) AND hari_kerja = :week
  AND (:everyone OR asn_id = ANY(CAST(:ids AS uuid[])))
ON CONFLICT DO NOTHING
"""
_OPEN_MOVE = """
INSERT INTO salinan (tenant, salinan_id, asn_id, pemicu, sejak, due_on, opened_at)
VALUES (:tenant, :id, :asn, 'pindah', :sejak, :due, :now) ON CONFLICT DO NOTHING
"""
_WAITING = """
SELECT salinan_id, asn_id, pemicu, sejak, kepada, due_on FROM salinan
WHERE tenant = :tenant AND asn_id = ANY(CAST(:ids AS uuid[])) AND delivered_at IS NULL AND NOT overdue
"""
_READDRESS = "UPDATE salinan SET kepada = :kepada WHERE tenant = :tenant AND salinan_id = :id"
_DROP = "DELETE FROM salinan WHERE tenant = :tenant AND salinan_id = :id"
_FIELDS = "salinan_id, asn_id, pemicu, kepada, due_on, delivered_at, version"
_OVERDUE = """
UPDATE salinan s SET overdue = true, karena_gangguan = :excused, version = s.version + 1 FROM pegawai p
WHERE p.tenant = s.tenant AND p.asn_id = s.asn_id AND p.validated AND p.status <> ALL(:exempt)
  AND s.tenant = :tenant AND s.due_on <= :day AND s.delivered_at IS NULL AND NOT s.overdue
RETURNING s.salinan_id, s.asn_id, s.pemicu, s.kepada, s.due_on, s.delivered_at, s.version
"""
_MOVE_ON = """
UPDATE salinan SET due_on = :until WHERE tenant = :tenant AND due_on = :day AND delivered_at IS NULL AND NOT overdue
"""
_LOCK = f"SELECT {_FIELDS} FROM salinan WHERE tenant = :tenant AND salinan_id = :id FOR UPDATE"
_DELIVER = """
UPDATE salinan SET delivered_at = :now, late = :late, karena_gangguan = :excused, dokumen = :dokumen,
    version = version + 1 WHERE tenant = :tenant AND salinan_id = :id
"""


class Waiting(Struct, frozen=True):
    """Copies that are owed still; `sejak`: the day of the year or of the move that they are owed for."""

    salinan_id: UUID
    asn_id: UUID
    pemicu: str
    sejak: date
    kepada: UUID | None
    due_on: date


async def open_copies_of_year(
    work: Work, sejak: date, due: date, exempt: Collection[str], ids: list[UUID] | None, week: int
) -> None:
    """Everybody of a working week, or some of them (`ids`), owes the copies of a year."""
    values = {
        "tenant": work.tenant, "sejak": sejak, "due": due, "now": work.now, "exempt": list(exempt),
        "everyone": ids is None, "ids": ids or [], "week": week,
    }  # fmt: skip
    await work.run(_OPEN_YEAR, values)


async def open_copies_of_moves(work: Work, rows: Iterable[dict[str, Any]]) -> None:
    """Copies owed for a move; each row: id, asn, sejak, due."""
    await work.many(_OPEN_MOVE, [row | {"tenant": work.tenant, "now": work.now} for row in rows])


async def waiting_copies(work: Work, ids: Sequence[UUID]) -> list[Waiting]:
    """What some people owe still."""
    rows = await work.all(_WAITING, {"tenant": work.tenant, "ids": list(ids)})
    return [Waiting(**row._mapping) for row in rows]


async def readdress(work: Work, changed: Iterable[tuple[UUID, UUID | None]], dropped: Iterable[UUID]) -> None:
    """Other penilai for some copies; those that nobody owes any more are gone."""
    await work.many(_READDRESS, [{"tenant": work.tenant, "id": one, "kepada": who} for one, who in changed])
    await work.many(_DROP, [{"tenant": work.tenant, "id": one} for one in dropped])


async def move_copies_on(work: Work, day: date, until: date) -> None:
    """Those due on a day are due on another (X8)."""
    await work.run(_MOVE_ON, {"tenant": work.tenant, "day": day, "until": until})


async def keep_copies_overdue(work: Work, day: date, exempt: Collection[str], *, excused: bool) -> list[Salinan]:
    """What was not handed over by the end of a day."""
    values = {"tenant": work.tenant, "day": day, "exempt": list(exempt), "excused": excused}
    return [Salinan(**row._mapping) for row in await work.all(_OVERDUE, values)]


async def lock_copy(work: Work, salinan_id: UUID) -> Salinan:
    """Copies that are owed, locked; Refusal 404 when they are not there."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "id": salinan_id})
    if row is None:
        raise Refusal(NO_COPY)
    return Salinan(**row._mapping)


async def keep_delivered(
    work: Work, salinan_id: UUID, dokumen: Sequence[UUID], *, late: bool, excused: bool
) -> None:  # fmt: skip
    """Handed over."""
    values = {"tenant": work.tenant, "id": salinan_id, "now": work.now, "late": late, "excused": excused}
    await work.run(_DELIVER, values | {"dokumen": list(dokumen)})
