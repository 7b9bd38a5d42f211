"""Trouble with the system: reported, answered by the administrator of the own PD, closed by either (KUAN P16(d))."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.refusal import Refusal, rule
from services.activity import store
from services.activity.domain import states
from services.activity.domain.words import Uraian
from services.activity.messages.store import Pesan, send
from services.activity.tickets import store as tickets

NOT_HANDLER = rule("activity.ticket.not_handler", 403, "Laporan gangguan ini ditangani administrator PD pelapornya.")

HELPS = "admin_pd"


class OpenTicket(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Trouble with the system, for the administrator of the own PD; `trace` is the number of the failed request."""

    kategori: Literal["teknis", "lainnya"]
    isi: Uraian
    trace: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$", max_length=32)] | None = None


class AnswerTicket(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was done, or is to be done."""

    jawaban: Uraian


class Opened(Struct, frozen=True):
    """The ticket, and the role that helps."""

    tiket_id: UUID
    kepada: str


async def open_ticket(work: Work, actor: Actor, command: OpenTicket) -> Opened:
    """Keep the ticket and put a message into the inbox of the `admin_pd` of the reporter's PD."""
    person, tiket_id = await store.actor_person(work, actor.id), new_id()
    said = tickets.Said(command.kategori, command.isi, command.trace or "")
    await tickets.insert(work, tiket_id, actor.id, person.opd, said)
    told = Pesan(
        jenis=f"gangguan_{command.kategori}", isi=command.isi, tentang=command.trace or str(tiket_id), peran=HELPS,
        opd=person.opd, dari=actor.id,
    )  # fmt: skip
    await send(work, [told])
    return Opened(tiket_id, HELPS)


async def answer(work: Work, actor: Actor, tiket_id: UUID, command: AnswerTicket) -> None:
    """Answer it, also once more; the person who reported it finds the answer in their inbox."""
    row = await _theirs(work, actor, tiket_id, own=False)
    states.check("ticket", row.state, "answer")
    await tickets.keep_answer(work, tiket_id, actor.id, command.jawaban)
    told = Pesan(jenis="jawaban_gangguan", isi=command.jawaban, tentang=str(tiket_id), kepada=row.asn_id, dari=actor.id)
    await send(work, [told])


async def close(work: Work, actor: Actor, tiket_id: UUID) -> None:
    """The trouble is over: the reporter says so, or the administrator."""
    row = await _theirs(work, actor, tiket_id, own=True)
    states.check("ticket", row.state, "close")
    await tickets.keep_closed(work, tiket_id)


async def _theirs(work: Work, actor: Actor, tiket_id: UUID, own: bool) -> tickets.Tiket:
    row = await tickets.lock_ticket(work, tiket_id)
    person = await store.actor_person(work, actor.id)
    if not (own and row.asn_id == actor.id) and not (HELPS in person.peran and person.opd == row.opd):
        raise Refusal(NOT_HANDLER)
    return row
