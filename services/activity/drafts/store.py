"""Drafts, each its owner's alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from chassis.ids import new_id

_COLUMNS = "draf_id, version AS versi, isi::text AS isi, disimpan_at"
_INSERT = f"""
INSERT INTO draf (tenant, draf_id, asn_id, version, isi, disimpan_at)
SELECT :tenant, :id, :actor, 1, CAST(:isi AS jsonb), :now
WHERE (SELECT count(*) FROM draf WHERE tenant = :tenant AND asn_id = :actor) < :most RETURNING {_COLUMNS}
"""
_WRITE = f"""
UPDATE draf SET isi = CAST(:isi AS jsonb), version = version + 1, disimpan_at = :now
WHERE tenant = :tenant AND draf_id = :id AND asn_id = :actor AND version = :versi RETURNING {_COLUMNS}
"""
_OWN = f"SELECT {_COLUMNS} FROM draf WHERE tenant = :tenant AND asn_id = :actor"
_DELETE = "DELETE FROM draf WHERE tenant = :tenant AND draf_id = :id AND asn_id = :actor"


class Kept(Struct, frozen=True):
    """A draft; `isi` is what it says, as JSON text, and `versi` counts its changes."""

    draf_id: UUID
    versi: int
    isi: str
    disimpan_at: datetime


async def insert(work: Work, actor: UUID, isi: str, most: int) -> Kept | None:
    """A new draft; None where its owner has as many as there may be."""
    return _kept(await work.one(_INSERT, _values(work, actor, new_id()) | {"isi": isi, "most": most}))


async def write(work: Work, actor: UUID, draf_id: UUID, versi: int, isi: str) -> Kept | None:
    """A draft says this from now on; None where it is not there, or no longer at this version."""
    return _kept(await work.one(_WRITE, _values(work, actor, draf_id) | {"isi": isi, "versi": versi}))


async def drafts_of(work: Work, actor: UUID) -> list[Kept]:
    """Somebody's drafts, newest first."""
    rows = await work.all(f"{_OWN} ORDER BY disimpan_at DESC, draf_id", {"tenant": work.tenant, "actor": actor})
    return [Kept(**row._mapping) for row in rows]


async def lock(work: Work, actor: UUID, draf_id: UUID) -> Kept | None:
    """A draft of somebody, locked."""
    return _kept(await work.one(f"{_OWN} AND draf_id = :id FOR UPDATE", _values(work, actor, draf_id)))


async def delete(work: Work, actor: UUID, draf_id: UUID) -> bool:
    """A draft is gone; False where there was none."""
    return bool((await work.run(_DELETE, _values(work, actor, draf_id))).rowcount)


def _values(work: Work, actor: UUID, draf_id: UUID) -> dict[str, Any]:
    return {"tenant": work.tenant, "id": draf_id, "actor": actor, "now": work.now}


def _kept(row: Any) -> Kept | None:
    return Kept(**row._mapping) if row else None
