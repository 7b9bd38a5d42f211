"""The pembinaan that a penilai owes a person who left a day empty deliberately (KUAN P31(1))."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from chassis.db import Work
from chassis.ids import new_id
from chassis.retelling import AFTER_UUID
from contracts.refusal import Refusal, rule
from services.activity.pembinaan.rules import Pembinaan, opened

NO_PEMBINAAN = rule("activity.pembinaan.unknown", 404, "Pembinaan tidak ditemukan.")

_OPEN = """
INSERT INTO pembinaan (tenant, pembinaan_id, asn_id, tanggal, penilai_id, alasan, dibuka_at, version, state)
VALUES (:tenant, :id, :asn, :tanggal, :penilai, :alasan, :now, 1, 'opened')
"""
_HOLD = """
UPDATE pembinaan SET state = 'held', version = version + 1, tanggal_sesi = :tanggal, kesepakatan = :kesepakatan,
    jawaban = :jawaban, dipimpin_oleh = :actor WHERE tenant = :tenant AND pembinaan_id = :id
"""
_ANSWER = """
UPDATE pembinaan SET state = 'answered', tanggapan = :tanggapan WHERE tenant = :tenant AND pembinaan_id = :id
"""
_CLOSE = """
UPDATE pembinaan SET state = 'closed', version = version + 1, hasil = :hasil, ditutup_oleh = :actor, ditutup_at = :now
WHERE tenant = :tenant AND pembinaan_id = :id
"""
# Nothing is owed any more for a day that was filled after all (A24), or was missed and found anew.
_NOW_STATE = """
CASE WHEN b.state = 'opened' AND (NOT EXISTS (SELECT FROM hari_kosong h WHERE h.tenant = b.tenant
        AND h.asn_id = b.asn_id AND h.tanggal = b.tanggal AND h.version > 0 AND h.sengaja)
    OR EXISTS (SELECT FROM pembinaan n WHERE n.tenant = b.tenant AND n.asn_id = b.asn_id AND n.tanggal = b.tanggal
        AND n.dibuka_at > b.dibuka_at)) THEN 'lapsed' ELSE b.state END AS now_state
"""
_FIND = f"SELECT b.*, {_NOW_STATE} FROM pembinaan b WHERE tenant = :tenant AND pembinaan_id = :id FOR UPDATE"
RETOLD = f"""
SELECT b.pembinaan_id::text AS place, b.*, {_NOW_STATE} FROM pembinaan b
WHERE b.tenant = :tenant AND b.pembinaan_id > {AFTER_UUID} ORDER BY b.pembinaan_id LIMIT :most FOR UPDATE OF b
"""
FIRST_VERSIONS = "UPDATE pembinaan SET version = 1 WHERE tenant = :tenant AND version = 0"
# The actor's own, of people whose penilai the actor is, and, while they wait, of people one level further down.
_LISTED = f"""
SELECT b.*, {_NOW_STATE} FROM pembinaan b WHERE b.tenant = :tenant AND (b.asn_id = :actor
    OR b.asn_id IN (SELECT m.asn_id FROM masa_penilai m WHERE m.tenant = :tenant
        AND (m.penilai_id = :actor OR (:bupati AND m.sebagai = 'bupati')))
    OR b.state <> 'closed' AND b.asn_id IN (SELECT m.asn_id FROM masa_penilai m
        JOIN masa_penilai s ON s.tenant = m.tenant AND s.asn_id = m.penilai_id
        WHERE m.tenant = :tenant AND (s.penilai_id = :actor OR (:bupati AND s.sebagai = 'bupati'))))
ORDER BY b.dibuka_at DESC, b.pembinaan_id LIMIT 2000
"""


async def open_pembinaan(work: Work, asn_id: UUID, tanggal: date, penilai_id: UUID, alasan: str) -> None:
    """Record that it is due, by whom and why; and tell of it, without the why."""
    new, values = new_id(), {"asn": asn_id, "tanggal": tanggal, "penilai": penilai_id, "alasan": alasan}
    await work.run(_OPEN, {"tenant": work.tenant, "id": new, "now": work.now, **values})
    await work.record(opened(new, asn_id, tanggal, penilai_id), 1)


async def lock_pembinaan(work: Work, pembinaan_id: UUID) -> Pembinaan:
    """One, locked, with its state as of now (`now_state`); Refusal 404 when it is not there."""
    row = await work.one(_FIND, {"tenant": work.tenant, "id": pembinaan_id})
    if row is None:
        raise Refusal(NO_PEMBINAAN)
    return read(row)


async def listed(work: Work, actor: UUID, bupati: bool) -> list[Pembinaan]:
    """Those that may concern somebody, newest first."""
    rows = await work.all(_LISTED, {"tenant": work.tenant, "actor": actor, "bupati": bupati})
    return [read(row) for row in rows]


def read(row: Any) -> Pembinaan:
    """A row with its `now_state`; other columns are left aside."""
    return Pembinaan(**{name: getattr(row, name) for name in Pembinaan.__struct_fields__})


async def keep_held(work: Work, pembinaan_id: UUID, actor: UUID, on: date, kesepakatan: str, jawaban: str) -> None:
    """A session of a day: who led it, what was agreed, what the person said."""
    values = {"tanggal": on, "kesepakatan": kesepakatan, "jawaban": jawaban}
    await work.run(_HOLD, _of(work, pembinaan_id) | {"actor": actor} | values)


async def keep_answered(work: Work, pembinaan_id: UUID, tanggapan: str) -> None:
    """What the person wrote of it."""
    await work.run(_ANSWER, _of(work, pembinaan_id) | {"tanggapan": tanggapan})


async def keep_closed(work: Work, pembinaan_id: UUID, actor: UUID, hasil: str) -> None:
    """Its result."""
    await work.run(_CLOSE, _of(work, pembinaan_id) | {"actor": actor, "hasil": hasil, "now": work.now})


def _of(work: Work, pembinaan_id: UUID) -> dict[str, Any]:
    return {"tenant": work.tenant, "id": pembinaan_id}
