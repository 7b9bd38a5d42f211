"""The inbox of a person and of the roles he holds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule

NOT_ADDRESSEE = rule("activity.message.not_yours", 403, "Pesan ini bukan untuk Anda.")


class PesanView(Struct, frozen=True):
    """A message to me, or to a role I hold; `dari` wrote it (none: the system), by the name he bears."""

    pesan_id: UUID
    jenis: str
    isi: str
    tentang: str
    at: datetime
    dibaca: bool
    dari: UUID | None = None
    nama: str | None = None


_MESSAGES = """
SELECT m.pesan_id, m.jenis, m.isi, m.tentang, m.at, d.at IS NOT NULL AS dibaca, m.dari, p.nama FROM pesan m
LEFT JOIN pegawai p ON p.tenant = m.tenant AND p.asn_id = m.dari
LEFT JOIN pesan_dibaca d ON d.tenant = m.tenant AND d.pesan_id = m.pesan_id AND d.oleh = :actor
WHERE m.tenant = :tenant AND (m.kepada = :actor
    OR (m.kepada IS NULL AND m.peran = ANY(:peran) AND (m.opd IS NULL OR m.opd = :opd))
    OR (m.kepada IS NULL AND m.peran || '/' || m.opd = ANY(:elsewhere)))
ORDER BY m.at DESC LIMIT :limit
"""


async def messages(work: Work, actor: Actor, limit: int) -> list[PesanView]:
    """The actor's inbox, newest first."""
    row = await work.one(
        "SELECT opd, peran, peran_pd FROM pegawai WHERE tenant = :tenant AND asn_id = :id",
        {"tenant": work.tenant, "id": actor.id},
    )
    peran = [*(row.peran if row else ()), *actor.peran]
    elsewhere = [f"{held['peran']}/{held['opd']}" for held in (row.peran_pd if row else ())]
    values = {
        "tenant": work.tenant, "actor": actor.id, "peran": peran, "opd": row.opd if row else "", "limit": limit,
        "elsewhere": elsewhere,
    }  # fmt: skip
    return [PesanView(**r._mapping) for r in await work.all(_MESSAGES, values)]


async def mark_read(work: Work, actor: Actor, pesan_id: UUID) -> None:
    """The actor has read a message of his."""
    if pesan_id not in {m.pesan_id for m in await messages(work, actor, 10_000)}:
        raise Refusal(NOT_ADDRESSEE)
    await work.run(
        "INSERT INTO pesan_dibaca (tenant, pesan_id, oleh, at) VALUES (:tenant, :id, :actor, :now)"
        " ON CONFLICT DO NOTHING",
        {"tenant": work.tenant, "id": pesan_id, "actor": actor.id, "now": work.now},
    )
