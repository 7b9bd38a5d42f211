"""The audit trail: appended in the same transaction, chained by hash, 64 chains a tenant."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import telemetry

SHARDS = 64

# The text that is hashed, from the columns themselves, so that a verifier needs nothing but the table.
_LINE = """convert_to(jsonb_build_array(
    to_char({0}at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    {0}actor, {0}act, {0}subject, {0}detail, {0}trace)::text, 'UTF8')"""

# hash(n) = sha256(hash(n-1) || line(n)); the head row is the lock that orders a chain.
_APPEND = text(
    f"""
WITH entry AS (
    SELECT CAST(:at AS timestamptz) AS at, CAST(:actor AS text) AS actor, CAST(:act AS text) AS act,
           CAST(:subject AS text) AS subject, CAST(:detail AS text) AS detail, CAST(:trace AS text) AS trace
), head AS (
    INSERT INTO audit_head AS h (tenant, shard, seq, hash)
    SELECT :tenant, :shard, 1, sha256({_LINE.format("e.")}) FROM entry e
    ON CONFLICT (tenant, shard) DO UPDATE
    SET seq = h.seq + 1, hash = (SELECT sha256(h.hash || {_LINE.format("e.")}) FROM entry e)
    RETURNING seq, hash
)
INSERT INTO audit (tenant, shard, seq, at, actor, act, subject, detail, trace, hash)
SELECT :tenant, :shard, h.seq, e.at, e.actor, e.act, e.subject, e.detail, e.trace, h.hash FROM head h, entry e
"""
)

_BROKEN = text(
    f"""
SELECT a.shard, a.seq FROM audit a
LEFT JOIN audit p ON p.tenant = a.tenant AND p.shard = a.shard AND p.seq = a.seq - 1
WHERE a.tenant = :tenant AND (
    (a.seq > 1 AND p.seq IS NULL)
    OR a.hash <> sha256(coalesce(p.hash, ''::bytea) || {_LINE.format("a.")}))
UNION
SELECT h.shard, h.seq FROM audit_head h
LEFT JOIN audit a ON a.tenant = h.tenant AND a.shard = h.shard AND a.seq = h.seq
WHERE h.tenant = :tenant AND a.hash IS DISTINCT FROM h.hash
ORDER BY 1, 2
"""
)


def shard_of(subject: str) -> int:
    """Which of the 64 chains keeps the record of a subject."""
    return zlib.crc32(subject.encode()) % SHARDS


async def append_audit(
    connection: AsyncConnection,
    tenant: str,
    actor: str,
    at: datetime,
    act: str,
    subject: str,
    detail: Mapping[str, Any],
) -> None:
    """Append one line; `detail` holds references and reasons, never contents."""
    written = msgspec.json.encode(detail).decode()
    trace = (telemetry.current_traceparent() or "")[3:35]
    await connection.execute(
        _APPEND,
        {
            "tenant": tenant, "shard": shard_of(subject), "at": at, "actor": actor,
            "act": act, "subject": subject, "detail": written, "trace": trace,
        },
    )  # fmt: skip


async def broken_links(connection: AsyncConnection, tenant: str) -> list[tuple[int, int]]:
    """Every (shard, seq) whose hash does not follow from its predecessor and its own contents."""
    return [(row.shard, row.seq) for row in (await connection.execute(_BROKEN, {"tenant": tenant})).all()]
