"""What reporting does when others issue papers: keep each as a stranger may check it, by the code printed on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chassis.db import Work
from contracts.appraisal import AppraisalFinalized
from contracts.event import Fact
from contracts.skp import SkpClosed, SkpSet
from contracts.tpp import TppDaftarFinalized, TppSlipIssued
from kernel.kode import code_of
from services.reporting.store import keeping, papers, people

_SIGNS = {
    "bupati": "Bupati", "plt": "Plt. pejabat penilai", "plh": "Plh. pejabat penilai",
    "atasan": "atasan pejabat penilai",
}  # fmt: skip


async def keep_plan(work: Work, facts: Sequence[Fact[SkpSet]]) -> None:
    """A set SKP: its PD, its year, and in what capacity it was signed."""
    pds = await people.pds_of(work, [fact.event.asn_id for fact in facts])
    rows = [
        {
            "kode": code_of("skp", str(e.skp_id), 1), "jenis": "skp", "objek": e.skp_id, "versi": 1,
            "periode": str(e.tahun), "opd": pds.get(e.asn_id, ""), "jumlah": 0, "contoh": False, "pada": e.set_at,
            "penandatangan": [_SIGNS.get(e.sebagai, "Pejabat penilai") if e.penilai_id else "Bupati"],
        }
        for e in (fact.event for fact in facts)
    ]  # fmt: skip
    await papers.keep(work, rows)


async def replace_plan(work: Work, facts: Sequence[Fact[SkpClosed]]) -> None:
    """An SKP that a new version ended is replaced; one that a move ended stays valid for its time."""
    await papers.replace(work, [f.event.skp_id for f in facts if f.event.sebab == "versi_baru"])


async def keep_sheet(work: Work, facts: Sequence[Fact[AppraisalFinalized]]) -> None:
    """The evaluation sheet of a final result, with year and PD; the code stays when a decision replaces the result."""
    pds = await people.pds_of(work, [fact.event.asn_id for fact in facts])
    rows = [
        {
            "kode": code_of("evaluasi", str(e.appraisal_id), 1), "jenis": "evaluasi", "objek": e.appraisal_id,
            "versi": 1, "periode": str(e.tahun), "opd": pds.get(e.asn_id, ""), "jumlah": 0, "contoh": False,
            "pada": fact.occurred_at, "penandatangan": ["Pejabat penilai"],
        }
        for fact in facts
        for e in (fact.event,)
    ]  # fmt: skip
    await papers.keep(work, rows)


async def keep_slip(work: Work, facts: Sequence[Fact[TppSlipIssued]]) -> None:
    """What a slip comes to, and the slip as a paper."""
    events = [fact.event for fact in facts]
    await keeping.keep_slips(
        work, [{"asn_id": e.asn_id, "periode": e.periode, "status": e.status, "total": e.total} for e in events]
    )
    await papers.keep(work, [_slip(fact) for fact in facts])


def _slip(fact: Fact[TppSlipIssued]) -> dict[str, Any]:
    e = fact.event
    return {
        "kode": code_of("slip", str(e.slip_id), e.versi), "jenis": "slip", "objek": e.slip_id, "versi": e.versi,
        "periode": e.periode, "opd": e.opd, "jumlah": e.total, "contoh": e.contoh, "pada": fact.occurred_at,
        "penandatangan": [],
    }  # fmt: skip


async def keep_list(work: Work, facts: Sequence[Fact[TppDaftarFinalized]]) -> None:
    """A final list; one from before it had a number bears no code."""
    rows = [
        {
            "kode": code_of("daftar", str(e.nomor), 1), "jenis": "daftar", "objek": e.nomor, "versi": 1,
            "periode": e.periode, "opd": "", "jumlah": e.jumlah, "contoh": e.contoh, "pada": fact.occurred_at,
            "penandatangan": [e.jabatan] if e.jabatan else [],
        }
        for fact in facts
        for e in (fact.event,)
        if e.nomor is not None
    ]  # fmt: skip
    await papers.keep(work, rows)
