"""Receipts of what a penilai was shown (KUAN P23(7), reading A2)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from chassis.auth import Actor
from chassis.db import Work

_VIEW = """
UPDATE activity a SET viewed_at = :now, viewed_by = :actor
FROM unnest(CAST(:ids AS uuid[]), CAST(:versions AS int[])) AS s(activity_id, isi_versi)
WHERE a.tenant = :tenant AND a.viewed_at IS NULL AND a.state = 'submitted' AND a.activity_id = s.activity_id
  AND a.isi_versi = s.isi_versi AND (a.lapse_on IS NULL OR a.lapse_on >= :today)
"""
_VISIT = """
INSERT INTO kunjungan (tenant, penilai_id, tanggal) VALUES (:tenant, :actor, :today) ON CONFLICT DO NOTHING
"""


async def mark_viewed(work: Work, actor: Actor, shown: Mapping[UUID, int]) -> None:
    """Receipts: the list that showed an entry counts as having opened it, and the day as a visit (reading A2).

    `shown`: entry → the version that was shown; of one that its owner has changed meanwhile there is none (A25),
    nor after the end of day seven, though the sweep may not have passed yet (KUAN P23(7)).
    """
    if shown:
        values = {"tenant": work.tenant, "actor": actor.id, "today": work.today}
        seen = {**values, "now": work.now}
        await work.run(_VIEW, {**seen, "ids": list(shown), "versions": list(shown.values())})
        await work.run(_VISIT, values)
