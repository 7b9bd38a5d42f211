"""Reports of a year, and who has not reported (KON P40)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from contracts.refusal import Refusal
from services.appraisal import store
from services.appraisal.domain import laporan as domain
from services.appraisal.domain.laporan import Baris
from services.appraisal.queries.followups import ALL

MELAPORKAN = "pelaporan kinerja"


class ReportView(Struct, frozen=True):
    """A report on its way or arrived, without its lines. `pemegang_id`: who passes it on."""

    laporan_id: UUID
    tahun: int
    penilai_id: UUID
    nama_penilai: str
    nomor: int
    submitted_at: datetime
    late: bool
    final: int
    pending: int
    pemegang_id: UUID | None
    arrived_at: datetime | None


class ReportLines(Struct, frozen=True):
    """The lines of a report: nilai, predikat, permasalahan, rekomendasi; or pending."""

    laporan_id: UUID
    tahun: int
    nomor: int
    baris: tuple[Baris, ...]


class MissingReport(Struct, frozen=True):
    """A penilai with results in no report; `penilai_id` None: the Bupati."""

    penilai_id: UUID | None
    nama: str
    final: int
    pending: int


async def reports(work: Work, actor: Actor, tahun: int) -> list[ReportView]:
    """One's own, those that wait for one, and for Tim Penilai, PyB and overseers all that have arrived."""
    seen = await store.reports_seen(work, actor.id, tahun, everybody=await _oversees(work, actor))
    return [_view(one, nama) for one, nama in seen]


def _view(one: domain.Laporan, nama: str) -> ReportView:
    pending = sum(line.pending for line in one.baris)
    return ReportView(
        one.laporan_id, one.tahun, one.penilai_id, nama, one.nomor, one.submitted_at, one.late,
        len(one.baris) - pending, pending, one.pemegang_id, one.arrived_at,
    )  # fmt: skip


async def report(work: Work, actor: Actor, laporan_id: UUID) -> ReportLines:
    """The lines of a report: for its penilai, the superiors above, and who oversees once it has arrived."""
    one = await store.find_report(work, laporan_id)
    if one.penilai_id != actor.id and not (one.arrived_at and await _oversees(work, actor)):
        above = {step.asn_id for step in await store.line_above(work, one.penilai_id)}
        if actor.id not in above | {one.pemegang_id}:
            raise Refusal(domain.NOT_HOLDER)
    await keep_reading(work, actor, "report.read", [line.asn_id for line in one.baris], MELAPORKAN, tahun=one.tahun)
    return ReportLines(one.laporan_id, one.tahun, one.nomor, one.baris)


async def missing_reports(work: Work, tahun: int) -> list[MissingReport]:
    """Every penilai with results of a year that are in no report."""
    return [MissingReport(**msgspec.structs.asdict(one)) for one in await store.not_reported(work, tahun)]


async def _oversees(work: Work, actor: Actor) -> bool:
    return bool(work.known_as(await store.roles(work, actor) | frozenset(actor.peran)) & ALL)
