"""Monitorings and bimbingan as those see them whom they concern (KON P18, P22, P24(1))."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from services.appraisal import store

MEMANTAU, MEMBIMBING = "memantau kinerja", "membimbing kinerja"
# Roles that read about the whole Pemda.
ALL = frozenset({"pyb", "kepala_badan", "inspektorat"})


class MonitoringView(Struct, frozen=True, kw_only=True):
    """A monitoring: on_track, deviating (cause and action are missing), handled; or missed, that a semester had none.

    `anda_penilai`: the reader is the penilai of that person; `pembimbing`: another party who is to give bimbingan.
    """

    pemantauan_id: UUID
    asn_id: UUID
    nama: str
    tahun: int
    semester: int
    tanggal: date
    cara: str
    dokumen: str
    rencana: int
    capaian: int
    catatan: str
    state: str
    sebab: str
    tindakan: str
    percepatan: date | None
    pembimbing: UUID | None
    surat_tugas: str
    anda_penilai: bool


class GuidanceView(Struct, frozen=True, kw_only=True):
    """A bimbingan of one person; `hasil` is empty until the penilai has reported it to their superior."""

    bimbingan_id: UUID
    sesi_id: UUID
    asn_id: UUID
    nama: str
    pemantauan_id: UUID
    tanggal: date
    bentuk: str
    surat_tugas: str
    proses: str
    kompetensi: str
    hasil: str
    reported_on: date | None
    anda_penilai: bool


async def monitorings(work: Work, actor: Actor, tahun: int) -> list[MonitoringView]:
    """One's own, one's people's, those of one's PD as its helper, those one gives bimbingan for; of some all."""
    by = await store.holder(work, actor)
    found = await store.monitorings(work, by, tahun, everybody=bool(work.known_as(by.roles) & ALL))
    await keep_reading(work, actor, "monitoring.read", [seen.one.asn_id for seen in found], MEMANTAU, tahun=tahun)
    return [
        msgspec.convert(
            msgspec.structs.asdict(seen.one) | {"nama": seen.nama, "anda_penilai": seen.penilai}, MonitoringView
        )
        for seen in found
    ]


async def guidances(work: Work, actor: Actor, tahun: int) -> list[GuidanceView]:
    """Bimbingan: one's own, one's people's, those one gives, those reported to one as superior; of some all."""
    by = await store.holder(work, actor)
    found = await store.guidances(work, by, tahun, everybody=bool(work.known_as(by.roles) & ALL))
    await keep_reading(work, actor, "guidance.read", [seen.one.asn_id for seen in found], MEMBIMBING, tahun=tahun)
    return [
        msgspec.convert(
            msgspec.structs.asdict(seen.one) | {"nama": seen.nama, "anda_penilai": seen.penilai}, GuidanceView
        )
        for seen in found
    ]
