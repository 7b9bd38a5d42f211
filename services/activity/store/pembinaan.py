"""The pembinaan that a penilai owes whom he found to have left a day empty deliberately (KUAN P31(1))."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from chassis.db import Work
from chassis.ids import new_id
from contracts.activity import PembinaanOpened
from contracts.refusal import Refusal, rule

NO_PEMBINAAN = rule("activity.pembinaan.unknown", 404, "Pembinaan tidak ditemukan.")

_OPEN = """
INSERT INTO pembinaan (tenant, pembinaan_id, asn_id, tanggal, penilai_id, alasan, dibuka_at, version, state)
VALUES (:tenant, :id, :asn, :tanggal, :penilai, :alasan, :now, 1, 'opened')
"""
# Nothing is owed any more for a day that was filled after all (A24), or was missed and found anew.
NOW_STATE = """
CASE WHEN b.state = 'opened' AND (NOT EXISTS (SELECT FROM hari_kosong h WHERE h.tenant = b.tenant
        AND h.asn_id = b.asn_id AND h.tanggal = b.tanggal AND h.version > 0 AND h.sengaja)
    OR EXISTS (SELECT FROM pembinaan n WHERE n.tenant = b.tenant AND n.asn_id = b.asn_id AND n.tanggal = b.tanggal
        AND n.dibuka_at > b.dibuka_at)) THEN 'lapsed' ELSE b.state END AS now_state
"""
_FIND = f"SELECT b.*, {NOW_STATE} FROM pembinaan b WHERE tenant = :tenant AND pembinaan_id = :id FOR UPDATE"
# Of the person himself, of those whose penilai the actor is, and, while they wait, of those whose penilai is his.
_LISTED = f"""
SELECT b.*, {NOW_STATE} FROM pembinaan b WHERE b.tenant = :tenant AND (b.asn_id = :actor
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
    await work.record(PembinaanOpened(pembinaan_id=new, asn_id=asn_id, tanggal=tanggal, penilai_id=penilai_id), 1)


async def lock_pembinaan(work: Work, pembinaan_id: UUID) -> Any:
    """One, locked, with its state as of now (`now_state`); Refusal 404 when it is not there."""
    row = await work.one(_FIND, {"tenant": work.tenant, "id": pembinaan_id})
    if row is None:
        raise Refusal(NO_PEMBINAAN)
    return row


async def listed(work: Work, actor: UUID, bupati: bool) -> list[Any]:
    """Those that may concern somebody, newest first."""
    return await work.all(_LISTED, {"tenant": work.tenant, "actor": actor, "bupati": bupati})
