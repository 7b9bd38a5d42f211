"""The pembinaan of somebody who left a day empty deliberately: held, answered, closed (KUAN P31(1)).

The law names no time for it, so it has no last day. The cut of P31(2) does not wait for it. It is not the hearing
before the finding (reading A13), nor the training of P30.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Kapasitas
from services.activity import store
from services.activity.domain import entry, states
from services.activity.messages.store import Pesan, send
from services.activity.pembinaan import rules
from services.activity.pembinaan import store as keeping
from services.activity.pembinaan.rules import Pembinaan

NOT_MENTOR = rule("activity.pembinaan.not_penilai", 403, "Pembinaan diberikan oleh pejabat penilai, atau Plt/Plh-nya.")
SESSION_DAY = rule(
    "activity.pembinaan.session_day", 422, "Tanggal sesi: sejak hari temuan sampai hari ini.", "tanggal_sesi"
)
NOT_THE_PERSON = rule("activity.pembinaan.not_the_person", 403, "Hanya pegawai yang dibina.")
NOT_WRITTEN = rule("activity.pembinaan.not_written", 422, "Wajib ditulis.")

Teks = Annotated[str, Meta(min_length=1, max_length=4000)]


class HoldPembinaan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A session that took place: when, what was agreed, and what the person answered."""

    tanggal_sesi: date
    kesepakatan: Teks
    jawaban: Teks


class AnswerPembinaan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the person says of it, after reading it."""

    tanggapan: Teks


class ClosePembinaan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of it."""

    hasil: Teks


class Stepped(Struct, frozen=True):
    """The pembinaan as it stands now."""

    pembinaan_id: UUID
    state: str


async def hold(work: Work, actor: Actor, pembinaan_id: UUID, command: HoldPembinaan) -> Stepped:
    """By the penilai of that day, or who acts for them; from the day of the finding on, not ahead of time."""
    one, sebagai = await _of_penilai(work, actor, pembinaan_id, "hold")
    for name in ("kesepakatan", "jawaban"):
        _check_said(getattr(command, name), name)
    if not work.day_of(one.dibuka_at) <= command.tanggal_sesi <= work.today:
        raise Refusal(SESSION_DAY)
    said = command.kesepakatan, command.jawaban
    await keeping.keep_held(work, pembinaan_id, actor.id, command.tanggal_sesi, *said)
    await work.record(rules.held(one, command.tanggal_sesi, actor.id, sebagai), one.version + 1)
    await _tell(work, actor, one, one.asn_id, "dilaksanakan; bacalah catatannya dan tanggapi bila perlu")
    return Stepped(pembinaan_id, "held")


async def answer(work: Work, actor: Actor, pembinaan_id: UUID, command: AnswerPembinaan) -> Stepped:
    """By the person, once, between the session and the close."""
    one = await keeping.lock_pembinaan(work, pembinaan_id)
    if one.asn_id != actor.id:
        raise Refusal(NOT_THE_PERSON)
    states.check("pembinaan", one.now_state, "answer")
    _check_said(command.tanggapan, "tanggapan")
    await keeping.keep_answered(work, pembinaan_id, command.tanggapan)
    await _tell(work, actor, one, one.dipimpin_oleh, "ditanggapi oleh pegawai")
    return Stepped(pembinaan_id, "answered")


async def close(work: Work, actor: Actor, pembinaan_id: UUID, command: ClosePembinaan) -> Stepped:
    """By the penilai of that day, or who acts for them, with its result."""
    one, sebagai = await _of_penilai(work, actor, pembinaan_id, "close")
    _check_said(command.hasil, "hasil")
    await keeping.keep_closed(work, pembinaan_id, actor.id, command.hasil)
    await work.record(rules.closed(one, actor.id, sebagai), one.version + 1)
    await _tell(work, actor, one, one.asn_id, "selesai")
    return Stepped(pembinaan_id, "closed")


async def _of_penilai(work: Work, actor: Actor, pembinaan_id: UUID, act: str) -> tuple[Pembinaan, Kapasitas]:
    """A pembinaan that the actor gives, locked; and as what they act."""
    one = await keeping.lock_pembinaan(work, pembinaan_id)
    deciders = await store.deciders_of(work, [one.asn_id], one.tanggal)
    term = deciders.of(one.asn_id, one.tanggal, work.today)
    if not entry.decides(term, actor.id, actor.peran):
        raise Refusal(NOT_MENTOR)
    states.check("pembinaan", one.now_state, act)
    return one, entry.capacity([term], actor.id, actor.peran)


def _check_said(text: str, field: str) -> None:
    if not text.strip():
        raise Refusal(NOT_WRITTEN, field=field)


async def _tell(work: Work, actor: Actor, one: Pembinaan, kepada: UUID | None, what: str) -> None:
    said = f"Pembinaan atas hari kosong {one.tanggal.isoformat()} {what}."
    await send(work, [Pesan(jenis="pembinaan", isi=said, tentang=str(one.pembinaan_id), kepada=kepada, dari=actor.id)])
