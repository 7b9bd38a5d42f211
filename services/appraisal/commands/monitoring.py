"""Monitoring: by the penilai or their helper, a deviation handled, a semester that passed without (KON P18)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct
from msgspec.structs import replace

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm
from chassis.ids import new_id
from contracts.refusal import Refusal
from contracts.vocabulary import Alasan
from kernel.kalender import end_of
from services.appraisal import store
from services.appraisal.commands.finish import policy_of
from services.appraisal.domain import pemantauan as domain
from services.appraisal.domain.appraisal import Appraisal
from services.appraisal.domain.pemantauan import Cara, Pemantauan
from services.appraisal.policy import AppraisalPolicy

Persen = Annotated[int, Meta(ge=0, le=1000, description="of the targets of the year, in per cent")]
Surat = Annotated[str, Meta(pattern=r"\S", max_length=200)]


class RecordMonitoring(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was planned until that day and what was reached; `dokumen` names the paper of one outside the system.

    `menyimpang`: a deviation that the two figures do not show.
    """

    asn_id: UUID
    tanggal: date
    rencana: Persen
    capaian: Persen
    catatan: Alasan
    menyimpang: bool = False
    cara: Cara = "elektronik"
    dokumen: Annotated[str, Meta(max_length=300)] = ""


class HandleDeviation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why, what is done about it, and until when the delay is made good (KON P18(4))."""

    sebab: Alasan
    tindakan: Alasan
    percepatan: date


class AssignGuidance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another party who is to give bimbingan, and the letter of the unit that says so (KON P22(1))."""

    pembimbing: UUID
    surat_tugas: Surat


class MonitoringState(Struct, frozen=True):
    """A monitoring as it stands: on_track, deviating or handled."""

    pemantauan_id: UUID
    state: str


async def record(work: Work, actor: Actor, command: RecordMonitoring) -> MonitoringState:
    """By the penilai or, helping, the pengelola kinerja of the PD, in the running year (KON P18(1-3, 5))."""
    if not work.law_of_today().section("appraisal", AppraisalPolicy).monitoring_per_semester.value:
        raise Refusal(domain.NOT_HERE)
    who, by = await store.find_person(work, command.asn_id), await store.holder(work, actor)
    domain.check_monitor(who, by)
    domain.check_day(command.tanggal, work.today)
    one = Pemantauan(
        pemantauan_id=new_id(), asn_id=who.asn_id, tahun=command.tanggal.year, oleh=actor.id, cara=command.cara,
        semester=domain.semester_of(command.tanggal), tanggal=command.tanggal, dokumen=command.dokumen.strip(),
        rencana=command.rencana, capaian=command.capaian, catatan=command.catatan,
    )  # fmt: skip
    kept = domain.record(one, deviates=command.menyimpang)
    await store.keep_monitoring(work, kept)
    await work.audit("monitoring.recorded", str(who.asn_id), {"semester": kept.semester, "state": kept.state})
    return MonitoringState(kept.pemantauan_id, kept.state)


async def handle(work: Work, actor: Actor, pemantauan_id: UUID, command: HandleDeviation) -> MonitoringState:
    """By the person or the penilai (KON P18(4))."""
    one = await store.lock_monitoring(work, pemantauan_id)
    who, by = await store.find_person(work, one.asn_id), await store.holder(work, actor)
    after = domain.handle(one, who, by, command.sebab, command.tindakan, command.percepatan)
    await store.move_monitoring(work, after)
    await work.audit("monitoring.handled", str(one.asn_id))
    return MonitoringState(pemantauan_id, after.state)


async def assign(work: Work, actor: Actor, pemantauan_id: UUID, command: AssignGuidance) -> MonitoringState:
    """By the penilai, on the letter of the unit (KON P22(1))."""
    one = await store.lock_monitoring(work, pemantauan_id)
    who, by = await store.find_person(work, one.asn_id), await store.holder(work, actor)
    domain.check_penilai(who, by)
    await store.find_person(work, command.pembimbing)
    after = replace(one, pembimbing=command.pembimbing, surat_tugas=command.surat_tugas)
    await store.move_monitoring(work, after)
    await work.audit("guidance.assigned", str(one.asn_id), {"surat_tugas": command.surat_tugas})
    return MonitoringState(pemantauan_id, after.state)


async def arm_monitoring(work: Work, one: Appraisal, mulai: date) -> None:
    """The semesters of a year that are still to end, from the first day of its SKP on."""
    if policy_of(work, one).monitoring_per_semester.value:
        first = max(mulai, min(work.today, domain.last_day(one.tahun, 2)))
        semester = domain.semester_of(first)
        due = end_of(domain.last_day(one.tahun, semester), work.zone)
        await arm(work, "monitoring_due", str(one.appraisal_id), due, {"semester": semester})


async def monitoring_due(work: Work, due: Due) -> None:
    """Keeps that nobody was monitored in a semester that has ended, and tells the penilai (KON P18(1))."""
    one, who = await store.find_appraisal(work, UUID(due.subject))
    policy = policy_of(work, one)
    semester: domain.Semester = 1 if due.payload["semester"] == 1 else 2
    if not policy.monitoring_per_semester.value or who.status in policy.exempt_statuses.value:
        return
    if not await store.was_monitored(work, one.asn_id, one.tahun, semester):
        missed, event = domain.missed(new_id(), who, one.tahun, semester)
        await store.keep_monitoring(work, missed)
        await work.record(event, 1)
    if semester == 1:
        until = end_of(domain.last_day(one.tahun, 2), work.zone)
        await arm(work, due.kind, due.subject, until, {"semester": 2})


FIRES = {"monitoring_due": monitoring_due}
