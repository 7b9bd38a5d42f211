"""Where people and units lie: OPD, unit, and what is above it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from chassis.db import Work
from contracts.refusal import Refusal, rule
from contracts.vocabulary import LEFT

NOT_PEGAWAI = rule("identity.person.not_pegawai", 404, "Akun ini tidak terhubung dengan pegawai.", source="implicit")

# The post that began last by today, also before its day has been told.
_PLACE = """
SELECT coalesce(t.opd, p.opd) AS opd, coalesce(t.unit, p.unit) AS unit FROM pegawai p
LEFT JOIN LATERAL (SELECT opd, unit FROM penempatan t WHERE t.tenant = p.tenant AND t.asn_id = p.asn_id
    AND t.mulai <= :today ORDER BY t.mulai DESC LIMIT 1) t ON true
WHERE p.tenant = :tenant AND p.asn_id = :id
"""


async def opd_of(work: Work, asn_id: UUID) -> str:
    """The OPD a person belongs to; Refusal 404 for an account without a person."""
    return str((await _place_of(work, asn_id)).opd)


async def unit_of(work: Work, asn_id: UUID) -> str:
    """The unit a person works in: the PD itself where they are in none of its units; Refusal 404 without a person."""
    row = await _place_of(work, asn_id)
    return str(row.unit or row.opd)


async def _place_of(work: Work, asn_id: UUID) -> Any:
    row = await work.one(_PLACE, {"tenant": work.tenant, "id": asn_id, "today": work.today})
    if row is None:
        raise Refusal(NOT_PEGAWAI)
    return row


async def units_above(work: Work) -> dict[str, str]:
    """Every OPD and unit by code, with the code of the one it lies in (empty: in none)."""
    rows = await work.all("SELECT kode, induk FROM opd WHERE tenant = :tenant", {"tenant": work.tenant})
    return {row.kode: row.induk for row in rows}


async def placed(work: Work, but: Collection[str] = ()) -> list[tuple[str, str, int]]:
    """How many people are in which OPD and unit, without some numbers and who has left the service."""
    rows = await work.all(
        "SELECT opd, unit, count(*) AS n FROM pegawai WHERE tenant = :tenant AND status <> ALL(:left)"
        " AND nip <> ALL(CAST(:but AS text[])) GROUP BY opd, unit",
        {"tenant": work.tenant, "but": list(but), "left": [status.value for status in LEFT]},
    )
    return [(row.opd, row.unit, row.n) for row in rows]
