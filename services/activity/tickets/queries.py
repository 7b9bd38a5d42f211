"""Reported trouble: one's own, and for the administrator of a PD all of it there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.activity import store


class TicketView(Struct, frozen=True):
    """A report of trouble by `nama`, with the number of the failed request, and what was answered."""

    tiket_id: UUID
    asn_id: UUID
    nama: str
    kategori: str
    isi: str
    trace: str
    opened_at: datetime
    state: str
    jawaban: str
    dijawab_at: datetime | None


_TICKETS = """
SELECT t.tiket_id, t.asn_id, p.nama, t.kategori, t.isi, t.trace, t.opened_at, t.state, t.jawaban, t.dijawab_at
FROM tiket t JOIN pegawai p ON p.tenant = t.tenant AND p.asn_id = t.asn_id
WHERE t.tenant = :tenant AND (t.asn_id = :actor OR (:helps AND t.opd = :opd))
  AND t.state = coalesce(CAST(:state AS text), t.state) ORDER BY t.opened_at DESC, t.tiket_id DESC LIMIT :limit
"""


async def tickets(work: Work, actor: Actor, state: str | None, limit: int) -> list[TicketView]:
    """Newest first; all of a PD for its administrator."""
    person = await store.actor_person(work, actor.id)
    values = {
        "tenant": work.tenant, "actor": actor.id, "helps": "admin_pd" in person.peran, "opd": person.opd,
        "state": state, "limit": limit,
    }  # fmt: skip
    return [TicketView(**row._mapping) for row in await work.all(_TICKETS, values)]
