"""Bimbingan: recorded by the penilai or who was assigned to it, its result reported upwards (KON P21, P22, P24(1))."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.vocabulary import Alasan
from services.appraisal import store
from services.appraisal.domain import bimbingan as domain
from services.appraisal.domain.bimbingan import Bimbingan


class Peserta(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person of a session: the monitoring it rests on, and how competent they are (KON P21(3), P22(3))."""

    asn_id: UUID
    pemantauan_id: UUID
    kompetensi: Alasan


class RecordGuidance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A session of one person or of a group: its day, what was done, and each person."""

    tanggal: date
    proses: Alasan
    peserta: Annotated[tuple[Peserta, ...], Meta(min_length=1, max_length=50)]


class ReportGuidance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The result, for the superior of the penilai (KON P24(1))."""

    hasil: Alasan


class GuidanceRecords(Struct, frozen=True):
    """The records that a session left, one a person."""

    sesi_id: UUID
    bimbingan_id: tuple[UUID, ...]


async def record(work: Work, actor: Actor, command: RecordGuidance) -> GuidanceRecords:
    """By the penilai of each, or by who holds a letter of assignment for each (KON P22)."""
    by, sesi_id = await store.holder(work, actor), new_id()
    ordered = sorted(command.peserta, key=lambda one: one.pemantauan_id)  # two sessions lock in one order
    locked = {one.pemantauan_id: await store.lock_monitoring(work, one.pemantauan_id) for one in ordered}
    monitored = [locked[one.pemantauan_id] for one in command.peserta]
    records = []
    for one, seen in zip(command.peserta, monitored, strict=True):
        letter = domain.letter_of(seen, await store.find_person(work, seen.asn_id), by)
        records.append(
            Bimbingan(
                bimbingan_id=new_id(), sesi_id=sesi_id, asn_id=one.asn_id, pemantauan_id=one.pemantauan_id,
                tahun=seen.tahun, tanggal=command.tanggal, oleh=actor.id, surat_tugas=letter, proses=command.proses,
                bentuk="individual" if len(command.peserta) == 1 else "kelompok", kompetensi=one.kompetensi,
            )
        )  # fmt: skip
    domain.check_session([one.asn_id for one in command.peserta], command.tanggal, monitored, work.today)
    await store.keep_guidance(work, records)
    for each in records:
        await work.audit("guidance.recorded", str(each.asn_id), {"bentuk": each.bentuk})
    return GuidanceRecords(sesi_id, tuple(each.bimbingan_id for each in records))


async def report(work: Work, actor: Actor, bimbingan_id: UUID, command: ReportGuidance) -> None:
    """By the penilai, to the next superior (KON P24(1))."""
    one = await store.lock_guidance(work, bimbingan_id)
    who, by = await store.find_person(work, one.asn_id), await store.holder(work, actor)
    above = await store.superior_of(work, actor.id)
    after = domain.report(one, who, by, command.hasil, work.today, above.asn_id)
    await store.move_guidance(work, after)
    await work.audit("guidance.reported", str(one.asn_id))
