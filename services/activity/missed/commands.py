"""The finding of the penilai on a day that stayed empty, after a hearing."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.activity import store
from services.activity.domain import clock, entry, states
from services.activity.domain.words import Alasan
from services.activity.messages.store import Pesan, send
from services.activity.missed import hearing
from services.activity.missed import rules as missed
from services.activity.missed.rules import Finding
from services.activity.missed.store import keep_judged, lock_missed
from services.activity.pembinaan.store import open_pembinaan

NO_REASON_TO_FIND = entry.no_reason("missed_day")

NO_DUTY = rule(
    "activity.missed_day.no_duty", 409, "Pada hari itu pegawai tidak wajib mengisi (libur, cuti, atau tidak bertugas)."
)
NO_FINDING = rule(
    "activity.missed_day.not_known",
    409,
    "Peraturan Pemda ini tidak mengenal pembinaan atas hari kosong.",
    source="value",
)
NOT_HEARD = rule(
    "activity.missed_day.not_heard", 422, "Dengarkan pegawai lebih dahulu, dan tulislah tanggapannya.", "tanggapan"
)
NONE_MISSED = rule("activity.missed_day.unknown", 404, "Tidak ada hari kosong pada tanggal itu.")


Cara = Literal["tatap_muka", "telepon", "daring", "tertulis"]


class JudgeDay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The finding on a missed day: how the person was heard, what they answered, whether it was deliberate (A13).

    `dinas_luar`: official travel by `surat_tugas`; that is a duty day still, and the finding excuses it.
    """

    asn_id: UUID
    tanggal: date
    sengaja: bool
    tanggapan: Annotated[str, Meta(min_length=1, max_length=2000)]
    cara_didengar: Cara
    didengar_pada: date
    alasan: Alasan
    dinas_luar: bool = False
    surat_tugas: Annotated[str, Meta(max_length=200)] = ""


async def _check_duty(work: Work, command: JudgeDay) -> None:
    """A day off by what is known now is no missed day, whenever it became known."""
    periode = clock.periode_of(command.tanggal)
    duty = await store.duty_days(work, [command.asn_id], await store.kalender(work), periode)
    if command.tanggal not in duty.get(command.asn_id, []):
        raise Refusal(NO_DUTY)


def _check_heard(work: Work, command: JudgeDay) -> None:
    """The finding has a reason; the person was heard before it, on a day that can be; travel rests on an order."""
    entry.check_said(command.alasan, NO_REASON_TO_FIND)
    if not command.tanggapan.strip():
        raise Refusal(NOT_HEARD)
    hearing.check(command.tanggal, command.didengar_pada, work.today)
    hearing.check_travel(command.dinas_luar, command.sengaja, command.surat_tugas)


async def _found(work: Work, actor: Actor, command: JudgeDay) -> Finding:
    """The finding, by the penilai of that day or who acts for them; Refusal to anybody else."""
    deciders = await store.deciders_of(work, [command.asn_id], command.tanggal)
    terms = [deciders.of(command.asn_id, command.tanggal, work.today)]
    entry.check_decider(terms, actor.id, actor.peran)
    return Finding(
        penilai_id=actor.id,
        sebagai=entry.capacity(terms, actor.id, actor.peran),
        sengaja=command.sengaja,
        alasan=command.alasan.strip(),
        cara_didengar=command.cara_didengar,
        didengar_pada=command.didengar_pada,
        dinas_luar=command.dinas_luar,
    )


async def judge_day(work: Work, actor: Actor, command: JudgeDay) -> None:
    """By the penilai of that day, after a hearing, once; a deliberate one opens a pembinaan (KUAN P31(1))."""
    finding = store.policy_of(work, command.tanggal)[0].missing_day_finding
    if not finding.value:
        raise Refusal(NO_FINDING, pasal=finding.pasal)
    _check_heard(work, command)
    found = await _found(work, actor, command)
    day = await lock_missed(work, command.asn_id, command.tanggal)
    if day is None:
        raise Refusal(NONE_MISSED)
    if day.state != "filled":
        await _check_duty(work, command)
    states.check("missed_day", day.state, "judge")
    await keep_judged(work, day, found, command.tanggapan, command.surat_tugas.strip())
    if found.sengaja:
        await open_pembinaan(work, day.asn_id, day.tanggal, actor.id, found.alasan)
    await work.record(missed.judged(day, found), day.version + 1)
    said = f"Hari kosong {day.tanggal.isoformat()}: {hearing.outcome(found.sengaja, found.dinas_luar)}. {found.alasan}"
    told = Pesan(jenis="hari_kosong", isi=said, tentang=day.hari_id, kepada=day.asn_id, dari=actor.id)
    await send(work, [told])
