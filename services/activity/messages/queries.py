"""The inbox of a person and of the roles they hold."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.activity.messages import store

NOT_ADDRESSEE = rule("activity.message.not_yours", 403, "Pesan ini bukan untuk Anda.")


class PesanView(Struct, frozen=True):
    """A message to me, or to a role I hold; `dari` wrote it (none: the system), by name."""

    pesan_id: UUID
    jenis: str
    isi: str
    tentang: str
    at: datetime
    dibaca: bool
    dari: UUID | None = None
    nama: str | None = None


async def messages(work: Work, actor: Actor, limit: int) -> list[PesanView]:
    """The actor's inbox, newest first."""
    held = await store.addresses_of(work, actor)
    return [PesanView(**row._mapping) for row in await store.inbox(work, held, limit)]


async def unread(work: Work, actor: Actor, limit: int) -> int:
    """How many of the newest `limit` messages in the actor's inbox are not read."""
    return await store.count_unread(work, await store.addresses_of(work, actor), limit)


async def mark_read(work: Work, actor: Actor, pesan_id: UUID) -> None:
    """The actor has read a message of theirs."""
    if not await store.is_for(work, await store.addresses_of(work, actor), pesan_id):
        raise Refusal(NOT_ADDRESSEE)
    await store.keep_read(work, actor.id, pesan_id)
