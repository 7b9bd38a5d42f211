"""What reporting does when others issue papers: keep each as a stranger may check it, by the code printed on it."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.db import Work
from contracts.appraisal import AppraisalFinalized
from contracts.event import Fact
from contracts.skp import SkpClosed, SkpSet
from contracts.tpp import TppDaftarFinalized, TppSlipIssued
from services.reporting.store import keeping, papers, people
from services.reporting.store.papers import Terbit

PENILAI = "Pejabat penilai"
_SIGNS = {
    "bupati": "Bupati", "plt": "Plt. pejabat penilai", "plh": "Plh. pejabat penilai",
    "atasan": "atasan pejabat penilai",
}  # fmt: skip


async def keep_plan(work: Work, facts: Sequence[Fact[SkpSet]]) -> None:
    """A set SKP: its PD, its year, and in what capacity it was signed."""
    events = [fact.event for fact in facts]
    pds = await people.pds_of(work, [e.asn_id for e in events])
    await papers.keep(work, [
        Terbit(
            jenis="skp", objek=e.skp_id, periode=str(e.tahun), opd=pds.get(e.asn_id, ""), pada=e.set_at,
            penandatangan=(_SIGNS.get(e.sebagai, PENILAI) if e.penilai_id else _SIGNS["bupati"],),
        )
        for e in events
    ])  # fmt: skip


async def replace_plan(work: Work, facts: Sequence[Fact[SkpClosed]]) -> None:
    """An SKP that a new version ended is replaced; one that a move ended stays valid for its time."""
    await papers.replace(work, [f.event.skp_id for f in facts if f.event.sebab == "versi_baru"])


async def keep_sheet(work: Work, facts: Sequence[Fact[AppraisalFinalized]]) -> None:
    """The evaluation sheet of a final result, with year and PD; the code stays when a decision replaces the result."""
    pds = await people.pds_of(work, [fact.event.asn_id for fact in facts])
    await papers.keep(work, [
        Terbit(
            jenis="evaluasi", objek=e.appraisal_id, periode=str(e.tahun), opd=pds.get(e.asn_id, ""),
            pada=fact.occurred_at, penandatangan=(PENILAI,),
        )
        for fact in facts
        for e in (fact.event,)
    ])  # fmt: skip


async def keep_slip(work: Work, facts: Sequence[Fact[TppSlipIssued]]) -> None:
    """What a slip comes to, and the slip as a paper."""
    events = [fact.event for fact in facts]
    await keeping.keep_slips(
        work, [{"asn_id": e.asn_id, "periode": e.periode, "status": e.status, "total": e.total} for e in events]
    )
    await papers.keep(work, [
        Terbit(
            jenis="slip", objek=e.slip_id, versi=e.versi, periode=e.periode, opd=e.opd, jumlah=e.total,
            contoh=e.contoh, pada=fact.occurred_at,
        )
        for fact in facts
        for e in (fact.event,)
    ])  # fmt: skip


async def keep_list(work: Work, facts: Sequence[Fact[TppDaftarFinalized]]) -> None:
    """A final list; one from before it had a number bears no code."""
    await papers.keep(work, [
        Terbit(
            jenis="daftar", objek=e.nomor, periode=e.periode, opd="", jumlah=e.jumlah, contoh=e.contoh,
            pada=fact.occurred_at, penandatangan=(e.jabatan,) if e.jabatan else (),
        )
        for fact in facts
        for e in (fact.event,)
        if e.nomor is not None
    ])  # fmt: skip
