"""What skp does when an outage is confirmed: it keeps it, and excuses the breaches of its days (X8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from chassis.db import Work
from contracts.activity import OutageConfirmed
from contracts.event import Event, Fact
from contracts.skp import BreachExcused
from kernel.outages import local_days
from services.skp import store

_KEEP = """
INSERT INTO gangguan (tenant, gangguan_id, mulai, selesai, layanan)
VALUES (:tenant, :id, :mulai, :selesai, :layanan)
ON CONFLICT DO NOTHING
"""
Perkara = Literal["skp", "pemutakhiran", "salinan"]
_BREACH: dict[Perkara, str] = {"skp": "late", "pemutakhiran": "overdue", "salinan": "overdue OR late"}
_EXCUSE = """
UPDATE {table} SET karena_gangguan = true, version = version + 1
WHERE tenant = :tenant AND due_on = ANY(:days) AND ({breach}) AND NOT karena_gangguan
RETURNING {table}_id AS perkara_id, asn_id, due_on, version
"""


async def know_outages(work: Work, facts: Sequence[Fact[OutageConfirmed]]) -> None:
    """Keep them; a breach that was recorded before is excused now, and told."""
    spells = [fact.event for fact in facts]
    await work.many(_KEEP, [_kept(work, event) for event in spells])
    touched = {day for event in spells for day in local_days(event.mulai, event.selesai, work.zone)}
    days = sorted(day for day in touched if work.packs.covers(work.tenant, day))
    told: list[tuple[Event, int]] = []
    for table, breach in _BREACH.items():
        down = await store.days_down(work, days, table)
        rows = await work.all(_EXCUSE.format(table=table, breach=breach), {"tenant": work.tenant, "days": down})
        told += [(_excused(table, row), row.version) for row in rows]
    await work.record_all(told)


def _kept(work: Work, e: OutageConfirmed) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "id": e.gangguan_id, "mulai": e.mulai, "selesai": e.selesai, "layanan": list(e.layanan),
    }  # fmt: skip


def _excused(perkara: Perkara, row: Any) -> BreachExcused:
    return BreachExcused(perkara_id=row.perkara_id, perkara=perkara, asn_id=row.asn_id, due_on=row.due_on)
