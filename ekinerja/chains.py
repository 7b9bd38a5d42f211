"""Whether the audit trail is as it was written: its chains, beside heads kept elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import text

from chassis.audit import broken_links
from chassis.db import Database, Who

_HEADS = text("SELECT shard, seq, encode(hash, 'hex') AS hash FROM audit_head WHERE tenant = :tenant ORDER BY shard")
_LINE = text(
    "SELECT encode(hash, 'hex') FROM audit WHERE tenant = :tenant AND shard = :shard AND seq = CAST(:seq AS bigint)"
)
_COUNT = text("SELECT count(*) FROM audit WHERE tenant = :tenant")


class Head(Struct, frozen=True):
    """The end of a chain: its last line, by its number and SHA-256 in hex."""

    shard: int
    seq: int
    hash: str


class Trail(Struct, frozen=True):
    """What was found of one Pemda in one service.

    `broken`: (chain, line) that does not follow from what is before it. `lost`: kept heads that the trail no longer
    has, as after a whole chain was taken away or written anew.
    """

    lines: int
    heads: tuple[Head, ...]
    broken: tuple[tuple[int, int], ...]
    lost: tuple[Head, ...]

    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.broken and not self.lost


async def walk(database: Database, tenant: str, kept: tuple[Head, ...] = ()) -> Trail:
    """Walk the chains of a Pemda in the database of one service; it only reads."""
    async with database.work(Who(tenant=tenant, actor="system:audit"), read_only=True) as work:
        found = (await work.connection.execute(_HEADS, {"tenant": tenant})).all()
        broken = await broken_links(work.connection, tenant)
        lines = (await work.connection.execute(_COUNT, {"tenant": tenant})).scalar_one()
        lost = [head for head in kept if await _hash_of(work.connection, tenant, head) != head.hash]
    return Trail(lines, tuple(Head(h.shard, h.seq, h.hash) for h in found), tuple(broken), tuple(lost))


async def _hash_of(connection: Any, tenant: str, head: Head) -> str | None:
    row: Mapping[str, Any] = {"tenant": tenant, "shard": head.shard, "seq": head.seq}
    found: str | None = (await connection.execute(_LINE, row)).scalar()
    return found
