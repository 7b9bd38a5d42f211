"""The evidence of entries: which files stand, which wait for their owner, which were taken off."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from msgspec import structs

from chassis.db import Work
from services.activity.evidence.files import Lampiran

_OF = """
SELECT activity_id, lampiran_id, nama, tipe, bytes, sha256, oleh, at, menunggu FROM lampiran
WHERE tenant = :tenant AND activity_id = ANY(:ids) AND dilepas_at IS NULL ORDER BY activity_id, lampiran_id
"""
_ADD = """
INSERT INTO lampiran (tenant, lampiran_id, activity_id, nama, tipe, bytes, sha256, oleh, at, menunggu)
VALUES (:tenant, :lampiran_id, :activity_id, :nama, :tipe, :bytes, :sha256, :oleh, :at, :menunggu)
"""
_REMOVE = """
UPDATE lampiran SET dilepas_oleh = :actor, dilepas_at = :now
WHERE tenant = :tenant AND lampiran_id = ANY(:ids) AND dilepas_at IS NULL
"""
_ACCEPT = "UPDATE lampiran SET menunggu = false WHERE tenant = :tenant AND lampiran_id = ANY(:ids)"


async def evidence_of(work: Work, activities: Iterable[UUID]) -> list[Lampiran]:
    """The files that stand with some entries, oldest first within each."""
    ids = list(activities)
    rows = await work.all(_OF, {"tenant": work.tenant, "ids": ids}) if ids else []
    return [Lampiran(**row._mapping) for row in rows]


async def waiting_of(work: Work, activity_id: UUID) -> list[Lampiran]:
    """The files that an administrator attached and the owner has not confirmed."""
    return [row for row in await evidence_of(work, [activity_id]) if row.menunggu]


async def add_evidence(work: Work, file: Lampiran) -> None:
    """A file stands with an entry."""
    await work.run(_ADD, {"tenant": work.tenant} | structs.asdict(file))


async def remove_evidence(work: Work, actor: UUID, ids: Iterable[UUID]) -> None:
    """Take files off; what they were stays known."""
    await work.run(_REMOVE, {"tenant": work.tenant, "actor": actor, "now": work.now, "ids": list(ids)})


async def accept_evidence(work: Work, ids: Iterable[UUID]) -> None:
    """Their owner stands in for them."""
    await work.run(_ACCEPT, {"tenant": work.tenant, "ids": list(ids)})
