"""A penilai's people at one glance: how much of each waits, and until when. It shows no entry, so it is no look at one.

What the penilai has not looked at the system may approve (KUAN P23(7), reading A2): a count opens nothing.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from kernel.penilai import penilai_on
from services.activity import store
from services.activity.domain import entry
from services.activity.queries.entries import to_decide


class SubordinateView(Struct, frozen=True):
    """Somebody whom the actor appraises today, or whose older entries are still theirs to decide (reading A21).

    `menunggu`: entries that wait for them; `terlambat`: those of them past their last day; `paling_lambat`: the
    earliest last day among the others, None where the law has no clock.
    """

    asn_id: UUID
    nama: str
    jabatan: str
    penilai_hari_ini: bool
    menunggu: int
    terlambat: int
    paling_lambat: date | None


_THEIRS = """
SELECT DISTINCT p.asn_id, p.nama, p.jabatan FROM masa_penilai m
JOIN pegawai p ON p.tenant = m.tenant AND p.asn_id = m.asn_id
WHERE m.tenant = :tenant AND (m.penilai_id = :actor OR (:bupati AND m.sebagai = 'bupati')) ORDER BY p.nama, p.asn_id
"""
_WAITING = """
SELECT activity_id, asn_id, tanggal, state, due_on, isi_versi FROM activity
WHERE tenant = :tenant AND asn_id = ANY(:ids) AND state IN ('submitted', 'escalated')
"""


async def subordinates(work: Work, actor: Actor) -> list[SubordinateView]:
    """By name: those of today, and former ones with something that still waits for the actor."""
    who = {"tenant": work.tenant, "actor": actor.id, "bupati": "bupati" in actor.peran}
    if not (people := await work.all(_THEIRS, who)):
        return []
    ids = [row.asn_id for row in people]
    rows = await work.all(_WAITING, {"tenant": work.tenant, "ids": ids})
    theirs = set(await to_decide(work, actor, rows))
    waiting: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        if row.activity_id in theirs:
            waiting[row.asn_id].append(row)
    deciders = await store.deciders_of(work, ids, work.today)
    vacant = set(await store.vacant_of(work, ids, work.today))
    found = []
    for row in people:
        today = entry.decides(penilai_on(deciders.terms(row.asn_id), work.today), actor.id, actor.peran)
        if today or waiting[row.asn_id]:
            found.append(_view(row, today, waiting[row.asn_id], None if row.asn_id in vacant else work.today))
    return found


def _view(row: Any, today: bool, waiting: list[Any], clock: date | None) -> SubordinateView:
    due = [w.due_on for w in waiting if w.due_on and clock]
    late = sum(day < clock for day in due) if clock else 0
    ahead = min((day for day in due if clock and day >= clock), default=None)
    return SubordinateView(row.asn_id, row.nama, row.jabatan, today, len(waiting), late, ahead)
