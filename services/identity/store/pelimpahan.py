"""Who acts for whom as Plt or Plh (KON P34(5), reading A28)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from chassis.ids import new_id

_INSERT = """
INSERT INTO pelimpahan (tenant, pelimpahan_id, pejabat_id, pelaksana_id, sebagai, mulai, selesai, sk, recorded_by,
    recorded_at)
VALUES (:tenant, :id, :pejabat, :pelaksana, :sebagai, :mulai, :selesai, :sk, :actor, :now)
"""
_TWICE = """
SELECT selesai FROM pelimpahan WHERE tenant = :tenant AND pejabat_id = :pejabat AND pelaksana_id = :pelaksana
  AND mulai <= :selesai AND selesai >= :mulai LIMIT 1
"""
_TAKEN = """
SELECT sebagai, selesai FROM pelimpahan WHERE tenant = :tenant AND pejabat_id = :pejabat
  AND mulai <= :selesai AND selesai >= :mulai LIMIT 1
"""
_LOCK = """
SELECT pejabat_id, pelaksana_id, mulai, selesai FROM pelimpahan
WHERE tenant = :tenant AND pelimpahan_id = :id FOR UPDATE
"""
_END = "UPDATE pelimpahan SET selesai = :selesai WHERE tenant = :tenant AND pelimpahan_id = :id"
_DROP = "DELETE FROM pelimpahan WHERE tenant = :tenant AND pelimpahan_id = :id"


class Acts(Struct, frozen=True):
    """Somebody (`pelaksana`) acts for an official from a day to a day."""

    pejabat_id: UUID
    pelaksana_id: UUID
    mulai: date
    selesai: date


def _values(work: Work, acts: Acts) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "pejabat": acts.pejabat_id, "pelaksana": acts.pelaksana_id, "mulai": acts.mulai,
        "selesai": acts.selesai,
    }  # fmt: skip


async def insert(work: Work, acts: Acts, sebagai: str, sk: str) -> None:
    """Record it, by its decree."""
    values = {"id": new_id(), "sebagai": sebagai, "sk": sk, "actor": work.who.actor, "now": work.now}
    await work.run(_INSERT, _values(work, acts) | values)


async def acts_until(work: Work, acts: Acts) -> date | None:
    """Until when the same person acts for the same official already, on one of these days."""
    row = await work.one(_TWICE, _values(work, acts))
    return row.selesai if row else None


async def other_until(work: Work, acts: Acts) -> tuple[str, date] | None:
    """In what capacity and until when somebody acts for the official already, on one of these days."""
    values = _values(work, acts)
    del values["pelaksana"]
    row = await work.one(_TAKEN, values)
    return (row.sebagai, row.selesai) if row else None


async def lock(work: Work, pelimpahan_id: UUID) -> Acts | None:
    """One that is recorded, locked; None where there is none."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "id": pelimpahan_id})
    return Acts(**row._mapping) if row else None


async def end(work: Work, pelimpahan_id: UUID, acts: Acts, selesai: date) -> None:
    """Its last day, brought forward; a day before its first takes it away."""
    values = {"tenant": work.tenant, "id": pelimpahan_id}
    if selesai < acts.mulai:
        await work.run(_DROP, values)
    else:
        await work.run(_END, {**values, "selesai": selesai})
