"""The report of a year: submitted by the penilai, passed on tier by tier to the Tim Penilai and the PyB (KON P40)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.vocabulary import Tahun
from services.appraisal import store
from services.appraisal.domain import clocks
from services.appraisal.domain import laporan as domain
from services.appraisal.policy import AppraisalPolicy

Text = Annotated[str, Meta(max_length=2000)]


class ReportLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the penilai says of one final result: its problem, and what they recommend (KON P40(2)c-d)."""

    appraisal_id: UUID
    permasalahan: Text
    rekomendasi: Text


class SubmitReport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line for every final result that is in no report yet; what is not final is listed as pending by itself."""

    tahun: Tahun
    baris: Annotated[tuple[ReportLine, ...], Meta(max_length=500)]


class ReportState(Struct, frozen=True):
    """The report as it stands. `pemegang_id`: who passes it on; None: it has arrived."""

    laporan_id: UUID
    nomor: int
    late: bool
    final: int
    pending: int
    pemegang_id: UUID | None


async def submit(work: Work, actor: Actor, command: SubmitReport) -> ReportState:
    """Report what is final, the first time or as a supplement (KON P40(1-2), reading B5)."""
    known = await store.to_report(work, actor.id, command.tahun, bupati="bupati" in actor.peran)
    said = {one.appraisal_id: domain.Said(one.permasalahan, one.rekomendasi) for one in command.baris}
    baris = domain.lines(known, said)
    policy = work.law_of_today().section("appraisal", AppraisalPolicy)
    report_by = clocks.terms(command.tahun, policy, await store.kalender(work)).report_by
    nomor = await store.next_number(work, actor.id, command.tahun)
    made, event = domain.submit(
        new_id(), command.tahun, actor.id, nomor, baris, work.now, work.today, report_by, await _above(work, actor.id)
    )
    await store.keep_report(work, made)
    await work.record(event, made.version)
    await work.audit("report.submitted", str(made.laporan_id), {"tahun": made.tahun, "nomor": nomor})
    return _state(made)


async def forward(work: Work, actor: Actor, laporan_id: UUID) -> ReportState:
    """Pass it on to the next superior; from the top of the line it arrives (KON P40(1))."""
    one = await store.find_report(work, laporan_id, lock=True)
    after, event = domain.forward(one, actor.id, work.now, await _above(work, actor.id))
    await store.move_report(work, after)
    await work.record(event, after.version)
    await work.audit("report.forwarded", str(laporan_id))
    return _state(after)


async def _above(work: Work, asn_id: UUID) -> UUID | None:
    line = await store.line_above(work, asn_id)
    return line[0].asn_id if line else None


def _state(one: domain.Laporan) -> ReportState:
    pending = sum(line.pending for line in one.baris)
    return ReportState(one.laporan_id, one.nomor, one.late, len(one.baris) - pending, pending, one.pemegang_id)
