"""Who may read another person's activities, and what is kept of that reading (KUAN P26(1))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import others
from kernel.peran import helps_in
from services.activity.domain.activity import Pegawai
from services.activity.store.rows import find_person

_ABOVE = """
WITH RECURSIVE up AS (
    SELECT penilai_id, 1 AS n FROM masa_penilai WHERE tenant = :tenant AND asn_id = :asn
      AND mulai <= :today AND (selesai IS NULL OR selesai >= :today)
    UNION
    SELECT m.penilai_id, up.n + 1 FROM up JOIN masa_penilai m ON m.tenant = :tenant AND m.asn_id = up.penilai_id
      AND m.mulai <= :today AND (m.selesai IS NULL OR m.selesai >= :today) WHERE up.n < 12
) SELECT 1 FROM up WHERE penilai_id = :actor LIMIT 1
"""
_IN_PEMDA = frozenset({"pengelola_e_kinerja", "inspektorat"})
MEMUTUS = "memutus sebagai pejabat penilai"  # the purpose of a penilai who reads what waits


async def reads_all(work: Work, actor: Actor, owner: Pegawai) -> bool:
    """The person; penilai and everyone above, up to the Bupati; heads and helpers of the PD; the Pemda's overseers.

    A former penilai is none of these: they read what they decided, and nothing else.
    """
    if actor.id == owner.asn_id or "bupati" in actor.peran:
        return True
    reader = await find_person(work, actor.id)
    if reader is not None and (helps_in(reader, owner.opd) or _IN_PEMDA & set(reader.peran)):
        return True
    values = {"tenant": work.tenant, "asn": owner.asn_id, "actor": actor.id, "today": work.today}
    return await work.one(_ABOVE, values) is not None


async def keep_reading(work: Work, actor: Actor, shown: Mapping[UUID, Sequence[UUID]], tujuan: str) -> None:
    """A line of the trail for each other person of whom entries were shown, which names them (KUAN P26(1))."""
    for asn_id in others(shown, actor):
        ids = sorted(str(one) for one in shown[asn_id])
        await work.audit("activities.read", str(asn_id), {"aktivitas": ids, "jumlah": len(ids), "tujuan": tujuan})


async def keep_days_read(work: Work, actor: Actor, shown: Mapping[UUID, int], tujuan: str) -> None:
    """A line of the trail for each other person of whom so many days were shown (KUAN P26(1))."""
    for asn_id in others(shown, actor):
        await work.audit("activities.read", str(asn_id), {"jumlah": shown[asn_id], "tujuan": tujuan})
