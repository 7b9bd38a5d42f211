"""The pembinaan of somebody who left a day empty deliberately: held, answered, closed (KUAN P31(1)).

The law names no time for it, so it has no last day. The cut of P31(2) does not wait for it. It is not the hearing
before the finding (reading A13), nor the training of P30.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.activity import PembinaanClosed, PembinaanHeld
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Kapasitas
from services.activity import store
from services.activity.domain import entry, states
from services.activity.store.messages import Pesan, send
from services.activity.store.pembinaan import lock_pembinaan

NOT_MENTOR = rule("activity.pembinaan.not_penilai", 403, "Pembinaan diberikan oleh pejabat penilai, atau Plt/Plh-nya.")
SESSION_DAY = rule(
    "activity.pembinaan.session_day", 422, "Tanggal sesi: sejak hari temuan sampai hari ini.", "tanggal_sesi"
)
NOT_THE_PERSON = rule("activity.pembinaan.not_the_person", 403, "Hanya pegawai yang dibina.")
NOT_WRITTEN = rule("activity.pembinaan.not_written", 422, "Wajib ditulis.")

Teks = Annotated[str, Meta(min_length=1, max_length=4000)]
_HOLD = """
UPDATE pembinaan SET state = 'held', version = version + 1, tanggal_sesi = :tanggal, kesepakatan = :kesepakatan,
    jawaban = :jawaban, dipimpin_oleh = :actor WHERE tenant = :tenant AND pembinaan_id = :id
"""
_ANSWER = """
UPDATE pembinaan SET state = 'answered', tanggapan = :tanggapan WHERE tenant = :tenant AND pembinaan_id = :id
"""
_CLOSE = """
UPDATE pembinaan SET state = 'closed', version = version + 1, hasil = :hasil, ditutup_oleh = :actor, ditutup_at = :now
WHERE tenant = :tenant AND pembinaan_id = :id
"""


class HoldPembinaan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A session that took place: when, what was agreed, and what the person answered."""

    tanggal_sesi: date
    kesepakatan: Teks
    jawaban: Teks


class AnswerPembinaan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the person himself says of it, once he has read it."""

    tanggapan: Teks


class ClosePembinaan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of it."""

    hasil: Teks


class Stepped(Struct, frozen=True):
    """The pembinaan as it stands now."""

    pembinaan_id: UUID
    state: str


async def hold(work: Work, actor: Actor, pembinaan_id: UUID, command: HoldPembinaan) -> Stepped:
    """By the penilai of that day, or who acts for him; from the day of the finding on, not ahead of time."""
    row, sebagai = await _of_penilai(work, actor, pembinaan_id, "hold")
    for name in ("kesepakatan", "jawaban"):
        _check_said(getattr(command, name), name)
    if not work.day_of(row.dibuka_at) <= command.tanggal_sesi <= work.today:
        raise Refusal(SESSION_DAY)
    values = {"tanggal": command.tanggal_sesi, "kesepakatan": command.kesepakatan, "jawaban": command.jawaban}
    await work.run(_HOLD, _values(work, actor, row) | values)
    event = PembinaanHeld(
        pembinaan_id=pembinaan_id, asn_id=row.asn_id, tanggal_sesi=command.tanggal_sesi, penilai_id=actor.id,
        sebagai=sebagai,
    )  # fmt: skip
    await work.record(event, row.version + 1)
    await _tell(work, actor, row, row.asn_id, "dilaksanakan; bacalah catatannya dan tanggapi bila perlu")
    return Stepped(pembinaan_id, "held")


async def answer(work: Work, actor: Actor, pembinaan_id: UUID, command: AnswerPembinaan) -> Stepped:
    """By the person, once, between the session and the close."""
    row = await lock_pembinaan(work, pembinaan_id)
    if row.asn_id != actor.id:
        raise Refusal(NOT_THE_PERSON)
    states.check("pembinaan", row.now_state, "answer")
    _check_said(command.tanggapan, "tanggapan")
    await work.run(_ANSWER, _values(work, actor, row) | {"tanggapan": command.tanggapan})
    await _tell(work, actor, row, row.dipimpin_oleh, "ditanggapi oleh pegawai")
    return Stepped(pembinaan_id, "answered")


async def close(work: Work, actor: Actor, pembinaan_id: UUID, command: ClosePembinaan) -> Stepped:
    """By the penilai of that day, or who acts for him, with its result."""
    row, sebagai = await _of_penilai(work, actor, pembinaan_id, "close")
    _check_said(command.hasil, "hasil")
    await work.run(_CLOSE, _values(work, actor, row) | {"hasil": command.hasil, "now": work.now})
    event = PembinaanClosed(pembinaan_id=pembinaan_id, asn_id=row.asn_id, penilai_id=actor.id, sebagai=sebagai)
    await work.record(event, row.version + 1)
    await _tell(work, actor, row, row.asn_id, "selesai")
    return Stepped(pembinaan_id, "closed")


async def _of_penilai(work: Work, actor: Actor, pembinaan_id: UUID, act: str) -> tuple[Any, Kapasitas]:
    """The pembinaan, locked, of whom the actor is penilai; and as what he acts."""
    row = await lock_pembinaan(work, pembinaan_id)
    deciders = await store.deciders_of(work, [row.asn_id], row.tanggal)
    term = deciders.of(row.asn_id, row.tanggal, work.today)
    if not entry.decides(term, actor.id, actor.peran):
        raise Refusal(NOT_MENTOR)
    states.check("pembinaan", row.now_state, act)
    return row, entry.capacity([term], actor.id, actor.peran)


def _check_said(text: str, field: str) -> None:
    if not text.strip():
        raise Refusal(NOT_WRITTEN, field=field)


def _values(work: Work, actor: Actor, row: Any) -> dict[str, Any]:
    return {"tenant": work.tenant, "id": row.pembinaan_id, "actor": actor.id}


async def _tell(work: Work, actor: Actor, row: Any, kepada: UUID, what: str) -> None:
    said = f"Pembinaan atas hari kosong {row.tanggal.isoformat()} {what}."
    await send(work, [Pesan(jenis="pembinaan", isi=said, tentang=str(row.pembinaan_id), kepada=kepada, dari=actor.id)])
