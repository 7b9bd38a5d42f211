"""What appraisal does when others report facts: know people, open the year, keep its segments."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.db import Work
from chassis.ids import new_id
from contracts.activity import MonthMeasured
from contracts.event import Fact
from contracts.identity import CalendarDaySet, PegawaiRecorded
from contracts.skp import RealisasiConfirmed, RealisasiMeasured, SkpClosed, SkpSet
from services.appraisal import store
from services.appraisal.commands.judgement import open_term
from services.appraisal.commands.monitoring import arm_monitoring
from services.appraisal.commands.surveying import arm_opening
from services.appraisal.domain.appraisal import Appraisal, opened
from services.appraisal.domain.judgement import target_of
from services.appraisal.policy import AppraisalPolicy


async def know_pegawai(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep who appraises whom, in which post since when, and who holds which role."""
    await store.know(work, [fact.event for fact in facts])


async def know_calendar(work: Work, facts: Sequence[Fact[CalendarDaySet]]) -> None:
    """Keep which days are free and which holidays are worked: the superior's term is of working days (KON P39)."""
    await store.know_days(work, [fact.event for fact in facts])


async def open_appraisal(work: Work, fact: Fact[SkpSet]) -> None:
    """Open the yearly appraisal once the first SKP of the year is set; each SKP is a segment of it (KON P26)."""
    event = fact.event
    pack = work.packs.resolve_plan(work.tenant, event.mulai)
    target = "; ".join(f"{b.uraian}: {target_of(b)}" for b in event.butir)
    one = Appraisal(
        appraisal_id=new_id(), asn_id=event.asn_id, tahun=event.tahun, state="opened", target=target, pack=pack.id,
        version=1,
    )  # fmt: skip
    if await store.open_appraisal(work, one):
        await work.record(opened(one, pack.section("appraisal", AppraisalPolicy).scoring.value), one.version)
        await open_term(work, one)
        await arm_opening(work, one)
        await arm_monitoring(work, one, event.mulai)
    await store.begin_segment(work, event, target)
    await store.refresh(work, event.asn_id, event.tahun)


async def end_segment(work: Work, fact: Fact[SkpClosed]) -> None:
    """A segment ends; from now on it waits for its own penilai, where that is another person (KON P26)."""
    tahun = await store.end_segment(work, fact.event)
    if tahun is not None:
        await store.refresh(work, fact.event.asn_id, tahun)


async def take_measurement(work: Work, fact: Fact[RealisasiMeasured]) -> None:
    """What the owner measured is of one segment, and what the penilai starts from (KON P25(1), P26)."""
    await store.measure_segment(work, fact.event, retold=fact.retold)
    await store.refresh(work, fact.event.asn_id, fact.event.tahun)


async def close_segment(work: Work, fact: Fact[RealisasiConfirmed]) -> None:
    """Its own penilai has closed a segment (KON P26)."""
    await store.confirm_segment(work, fact.event.skp_id)


async def know_month(work: Work, facts: Sequence[Fact[MonthMeasured]]) -> None:
    """Keep how much of the evidence was verified and how much only approved by the system."""
    await store.know_months(work, [fact.event for fact in facts])
