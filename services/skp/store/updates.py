"""Pemutakhiran: requested, moved on in its steps, overdue (KUAN P23(2-4))."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.db import Work, json_of
from contracts.refusal import Refusal, rule
from kernel.garis import Kepada
from services.skp.domain.skp import Pemutakhiran

NO_UPDATE = rule("skp.update.unknown", 404, "Pemutakhiran tidak ditemukan.", source="implicit")
_INSERT = """
INSERT INTO pemutakhiran (tenant, pemutakhiran_id, asn_id, uraian, dokumen_id, state, requested_at, due_on,
    langkah, dokumen, version)
VALUES (:tenant, :id, :asn, :uraian, :dokumen, 'diminta', :now, :due, '[]', :semua, 1)
"""
_LOCK = """
SELECT u.asn_id, u.state, u.due_on, u.langkah::text AS langkah, u.version, u.dokumen_id, u.dokumen, p.atasan_id,
    p.sebagai, p.pejabat_id, p.hari_kerja
FROM pemutakhiran u JOIN pegawai p ON p.tenant = u.tenant AND p.asn_id = u.asn_id
WHERE u.tenant = :tenant AND u.pemutakhiran_id = :id FOR UPDATE OF u
"""
_STEP = """
UPDATE pemutakhiran SET state = :state, langkah = CAST(:langkah AS jsonb), version = version + 1
WHERE tenant = :tenant AND pemutakhiran_id = :id
"""
_STEPS = """
UPDATE pemutakhiran SET langkah = CAST(:langkah AS jsonb) WHERE tenant = :tenant AND pemutakhiran_id = :id
"""
_OVERDUE = """
UPDATE pemutakhiran SET overdue = true, karena_gangguan = :excused, kepada = :kepada, kepada_peran = :peran,
    version = version + 1 WHERE tenant = :tenant AND pemutakhiran_id = :id
"""
_MOVE_ON = "UPDATE pemutakhiran SET due_on = :until WHERE tenant = :tenant AND pemutakhiran_id = :id"


async def insert_update(
    work: Work, pemutakhiran_id: UUID, asn_id: UUID, uraian: str, ids: Sequence[UUID], due: date
) -> None:
    """A request with its documents; the first says what has changed."""
    values = {"tenant": work.tenant, "id": pemutakhiran_id, "asn": asn_id, "uraian": uraian, "due": due}
    await work.run(_INSERT, values | {"dokumen": ids[0], "semua": list(ids), "now": work.now})


async def lock_update(work: Work, pemutakhiran_id: UUID) -> Pemutakhiran:
    """A request, locked; Refusal 404 when it is not there."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "id": pemutakhiran_id})
    if row is None:
        raise Refusal(NO_UPDATE)
    return Pemutakhiran(**row._mapping)


async def keep_step(work: Work, pemutakhiran_id: UUID, state: str, steps: Sequence[dict[str, Any]]) -> None:
    """The step that was taken now is the last of `steps`."""
    values = {"tenant": work.tenant, "id": pemutakhiran_id, "state": state, "langkah": json_of(steps)}
    await work.run(_STEP, values)


async def keep_steps(work: Work, pemutakhiran_id: UUID, steps: Sequence[dict[str, Any]]) -> None:
    """A step that was taken again; the request stays where it is."""
    await work.run(_STEPS, {"tenant": work.tenant, "id": pemutakhiran_id, "langkah": json_of(steps)})


async def keep_update_overdue(work: Work, pemutakhiran_id: UUID, told: Kepada, *, excused: bool) -> None:
    """Overdue, and who was told of it."""
    values = {"tenant": work.tenant, "id": pemutakhiran_id, "excused": excused, "kepada": told.asn_id}
    await work.run(_OVERDUE, values | {"peran": told.peran})


async def move_update_on(work: Work, pemutakhiran_id: UUID, until: date) -> None:
    """It is due on another day (X8)."""
    await work.run(_MOVE_ON, {"tenant": work.tenant, "id": pemutakhiran_id, "until": until})
