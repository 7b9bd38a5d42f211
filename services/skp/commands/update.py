"""Pemutakhiran: data brought up to date in four steps within seven working days (KUAN P1(10-14), P23(2-4))."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm, disarm
from chassis.ids import new_id
from contracts.masa import Sebagai
from contracts.pemutakhiran import HasilDokumen
from contracts.refusal import Refusal, rule
from contracts.skp import PemutakhiranMoved, PemutakhiranOverdue, PemutakhiranRequested
from contracts.vocabulary import Alasan
from kernel.kalender import end_of
from services.skp import store
from services.skp.domain import accuracy, change
from services.skp.domain.accuracy import HasilVerifikasi
from services.skp.domain.skp import Pemutakhiran
from services.skp.policy import SkpPolicy

NOT_SIGNED = rule("skp.update.not_signed", 409, "Dokumen belum ditandatangani atasan langsung.")
NOT_UPDATER = rule("skp.update.not_penilai", 403, "Pemutakhiran dilakukan oleh pejabat penilai.")

OVERDUE = "pemutakhiran_overdue"


class RequestUpdate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What has changed, and the copy of the document that says so; `dokumen`: further ones."""

    uraian: Alasan
    dokumen_id: UUID
    dokumen: Annotated[tuple[UUID, ...], Meta(max_length=20)] = ()


class UpdateState(Struct, frozen=True):
    """The request as it stands; `due_on` is the last of the seven working days."""

    pemutakhiran_id: UUID
    state: str
    due_on: date


async def request(work: Work, actor: Actor, command: RequestUpdate) -> UpdateState:
    """Report with a copy of the document; the penilai has it the same minute (KUAN P23(2))."""
    person = await store.person(work, actor.id)
    ids = list(dict.fromkeys((command.dokumen_id, *command.dokumen)))
    by_id = await store.documents_of(work, [actor.id], ids)
    change.check_documents(by_id, len(ids))
    days = work.packs.resolve(work.tenant, work.today).section("skp", SkpPolicy).update_days.value
    due = (await store.kalender(work, person.hari_kerja)).after(work.today, days)
    made = UpdateState(new_id(), "diminta", due)
    await store.insert_update(work, made.pemutakhiran_id, actor.id, command.uraian, ids, due)
    event = PemutakhiranRequested(
        pemutakhiran_id=made.pemutakhiran_id,
        asn_id=actor.id,
        penilai_id=person.atasan_id,
        dokumen_sha256=by_id[command.dokumen_id],
        lain_sha256=tuple(by_id[one] for one in ids[1:]),
        due_on=due,
    )
    await work.record(event, 1)
    await arm(work, OVERDUE, str(made.pemutakhiran_id), end_of(due, work.zone))
    return made


class TakeStep(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The next of the four steps, with its output: `pesan` explains, `selisih` counts open differences with SIASN.

    What the last reconciliation left open counts as well, whatever is said here. `hasil`: what verifikasi found of each
    document (KUAN P1(11)); `semua_akurat` says so of all of them at once.
    """

    langkah: Literal["diverifikasi", "diklarifikasi", "disinkronkan", "divalidasi"]
    pesan: Annotated[str, Meta(max_length=2000)] = ""
    selisih: Annotated[int, Meta(ge=0, le=1000)] = 0
    hasil: Annotated[tuple[HasilVerifikasi, ...], Meta(max_length=21)] = ()
    semua_akurat: bool = False


async def take_step(work: Work, actor: Actor, pemutakhiran_id: UUID, command: TakeStep) -> UpdateState:
    """By the penilai, for the Sekda the Bupati; sinkronisasi also by the pengelola kepegawaian (section 5)."""
    one = await store.lock_update(work, pemutakhiran_id)
    await _check_may(work, actor, one, command.langkah)
    if command.langkah == "diverifikasi":
        await _check_signed(work, actor, one)
    steps = msgspec.json.decode(one.langkah)
    found = _found(one, command, steps)
    selisih = command.selisih if command.langkah == "disinkronkan" else _left_open(steps)
    change.check_next_step(one.state, command.langkah, command.pesan, selisih if command.langkah == "divalidasi" else 0)
    if command.langkah == "divalidasi":
        accuracy.check_ratifiable(found)
        change.check_reconciled(*await store.differences_of(work, one.asn_id))
    steps.append(
        {
            "langkah": command.langkah, "oleh": str(actor.id), "pada": work.now.isoformat(), "pesan": command.pesan,
            "selisih": selisih,
        }
        | ({"hasil": msgspec.to_builtins(found)} if command.langkah == "diverifikasi" else {})
    )  # fmt: skip
    await store.keep_step(work, pemutakhiran_id, command.langkah, steps)
    event = PemutakhiranMoved(
        pemutakhiran_id=pemutakhiran_id, asn_id=one.asn_id, langkah=command.langkah, oleh=actor.id,
        hasil=tuple(HasilDokumen(dokumen_id=each.dokumen_id, akurat=each.akurat) for each in found)
        if command.langkah == "diverifikasi" else (),
    )  # fmt: skip
    await work.record(event, one.version + 1)
    answered = command.langkah == "diklarifikasi" and any(not each.akurat for each in found)
    if command.langkah == "divalidasi" or answered:
        await disarm(work, OVERDUE, str(pemutakhiran_id))
    return UpdateState(pemutakhiran_id, command.langkah, one.due_on)


def _found(one: Pemutakhiran, command: TakeStep, steps: list[dict[str, Any]]) -> tuple[HasilVerifikasi, ...]:
    """What verifikasi finds of each document now, or has found before."""
    if command.langkah == "diverifikasi" and one.state == "diminta":
        return accuracy.checked(one.dokumen or [one.dokumen_id], command.hasil, all_accurate=command.semua_akurat)
    kept: list[Any] = next((s["hasil"] for s in steps if s.get("hasil")), [])
    return msgspec.convert(kept, tuple[HasilVerifikasi, ...])


async def _check_signed(work: Work, actor: Actor, one: Pemutakhiran) -> None:
    """What is verified rests on a document signed by the direct superior (KUAN P17(a)), or by the Bupati as such."""
    signed = await store.signer_of(work, one.dokumen_id)
    by_bupati = one.sebagai == Sebagai.BUPATI.value and signed.bupati
    if not (by_bupati or signed.oleh == actor.id):
        raise Refusal(NOT_SIGNED)


def _left_open(steps: list[dict[str, Any]]) -> int:
    """The differences that the last sinkronisasi found."""
    return int(next((s["selisih"] for s in reversed(steps) if s["langkah"] == "disinkronkan"), 0))


class Resync(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many differences are open now; `langkah_ke`: how many steps one has seen taken."""

    langkah_ke: Annotated[int, Meta(ge=1, le=100_000)]
    selisih: Annotated[int, Meta(ge=0, le=1000)]


async def resync(work: Work, actor: Actor, pemutakhiran_id: UUID, command: Resync) -> UpdateState:
    """Sinkronisasi again, after the differences were worked on."""
    one = await store.lock_update(work, pemutakhiran_id)
    await _check_may(work, actor, one, "disinkronkan")
    change.check_resync(one.state)
    steps = [*msgspec.json.decode(one.langkah)]
    change.check_seen(len(steps), command.langkah_ke)
    steps.append(
        {"langkah": "disinkronkan", "oleh": str(actor.id), "pada": work.now.isoformat(), "pesan": "",
         "selisih": command.selisih}
    )  # fmt: skip
    await store.keep_steps(work, pemutakhiran_id, steps)
    return UpdateState(pemutakhiran_id, one.state, one.due_on)


async def _check_may(work: Work, actor: Actor, one: Pemutakhiran, langkah: str) -> None:
    if store.is_penilai(one, actor):
        return
    person = await store.find_person(work, actor.id)
    held = set(person.peran) if person else set()
    if not (langkah == "disinkronkan" and "pengelola_kepegawaian" in held):
        raise Refusal(NOT_UPDATER)


async def overdue(work: Work, due: Due) -> None:
    """The next superior who is there is told, and does not do it instead (KUAN P23(4), reading A22)."""
    pemutakhiran_id = UUID(due.subject)
    one = await store.lock_update(work, pemutakhiran_id)
    rule = work.packs.resolve(work.tenant, one.due_on).section("skp", SkpPolicy).update_days
    until = await store.last_day(work, one.due_on, rule, "pemutakhiran", one.hari_kerja)
    if until > one.due_on:
        return await _move_on(work, pemutakhiran_id, until)
    excused = await store.was_down(work, one.due_on, "pemutakhiran")
    told = await store.next_superior(work, one.asn_id, work.today)
    await store.keep_update_overdue(work, pemutakhiran_id, told, excused=excused)
    event = PemutakhiranOverdue(
        pemutakhiran_id=pemutakhiran_id,
        asn_id=one.asn_id,
        penilai_id=one.atasan_id,
        kepada=told.asn_id,
        due_on=one.due_on,
        karena_gangguan=excused,
        kepada_peran=told.peran,
    )
    await work.record(event, one.version + 1)


async def _move_on(work: Work, pemutakhiran_id: UUID, until: date) -> None:
    """An outage of the last day gives another, where the pack has it so (X8)."""
    await store.move_update_on(work, pemutakhiran_id, until)
    await arm(work, OVERDUE, str(pemutakhiran_id), end_of(until, work.zone))
