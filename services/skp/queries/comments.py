"""The notes on one SKP, for the people who may read it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.skp.queries.document import readable


class CommentView(Struct, frozen=True):
    """A note on a plan: by whom, and when; `nama` is empty for the Bupati's office."""

    catatan_id: UUID
    oleh: UUID
    nama: str
    catatan: str
    written_at: datetime


_LIST = """
SELECT c.catatan_id, c.oleh, coalesce(p.nama, '') AS nama, c.catatan, c.written_at FROM catatan c
LEFT JOIN pegawai p ON p.tenant = c.tenant AND p.asn_id = c.oleh
WHERE c.tenant = :tenant AND c.skp_id = :skp ORDER BY c.written_at, c.catatan_id
"""


async def listed(work: Work, actor: Actor, skp_id: UUID, tujuan: str | None) -> list[CommentView]:
    """In the order in which they were made; they stay when the plan is sent back or set."""
    await readable(work, actor, skp_id, tujuan)
    rows = await work.all(_LIST, {"tenant": work.tenant, "skp": skp_id})
    return [CommentView(**row._mapping) for row in rows]
