"""Tickets: trouble with the system, reported to the administrator of the own PD (KUAN P16(d))."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct, structs

from chassis.db import Work
from contracts.refusal import Refusal, rule

NO_TICKET = rule("activity.ticket.unknown", 404, "Laporan gangguan itu tidak ditemukan.", source="implicit")


_LOCK = "SELECT asn_id, opd, state FROM tiket WHERE tenant = :tenant AND tiket_id = :id FOR UPDATE"
_OPEN = """
INSERT INTO tiket (tenant, tiket_id, asn_id, opd, kategori, isi, trace, opened_at)
VALUES (:tenant, :id, :actor, :opd, :kategori, :isi, :trace, :now)
"""
_ANSWER = """
UPDATE tiket SET state = 'answered', jawaban = :jawaban, dijawab_oleh = :actor, dijawab_at = :now
WHERE tenant = :tenant AND tiket_id = :id
"""
_CLOSE = "UPDATE tiket SET state = 'closed', closed_at = :now WHERE tenant = :tenant AND tiket_id = :id"


class Tiket(Struct, frozen=True):
    """Who reported it, from which PD, and how it stands."""

    asn_id: UUID
    opd: str
    state: str


class Said(Struct, frozen=True):
    """What was reported; `trace`: the number of the request that failed, or empty."""

    kategori: str
    isi: str
    trace: str


async def lock_ticket(work: Work, tiket_id: UUID) -> Tiket:
    """A ticket, locked; Refusal 404 when there is none in this Pemda."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "id": tiket_id})
    if row is None:
        raise Refusal(NO_TICKET)
    return Tiket(**row._mapping)


async def insert(work: Work, tiket_id: UUID, actor: UUID, opd: str, said: Said) -> None:
    """It waits for an answer."""
    values = {"tenant": work.tenant, "id": tiket_id, "actor": actor, "opd": opd, "now": work.now}
    await work.run(_OPEN, values | structs.asdict(said))


async def keep_answer(work: Work, tiket_id: UUID, actor: UUID, jawaban: str) -> None:
    """What was said to it; the last answer holds."""
    await work.run(
        _ANSWER, {"tenant": work.tenant, "id": tiket_id, "actor": actor, "jawaban": jawaban, "now": work.now}
    )


async def keep_closed(work: Work, tiket_id: UUID) -> None:
    """The trouble is over."""
    await work.run(_CLOSE, {"tenant": work.tenant, "id": tiket_id, "now": work.now})
