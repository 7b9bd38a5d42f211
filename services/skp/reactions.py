"""What skp does when identity reports a fact: know people and days, end the plans of who moves or may have none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chassis.db import Work
from contracts.event import Fact
from contracts.identity import CalendarDaySet, PegawaiRecorded, SelisihRecorded
from kernel.kalender import ONE_DAY
from kernel.penempatan import penempatan_on
from kernel.penilai import spells_in
from services.skp import store
from services.skp.commands import copies
from services.skp.commands.setting import Ends, close
from services.skp.domain import segmen
from services.skp.policy import SkpPolicy


async def know_pegawai(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep who plans, under whom, in which PD; a move or an exempt status ends the plan of the former post.

    Copies that the person owes are opened and readdressed (KUAN P23(3)).
    """
    latest = {fact.event.asn_id: fact.event for fact in facts}
    people = [latest[asn_id] for asn_id in sorted(latest)]
    before = await store.known(work, latest)
    await store.keep_people(work, people)
    await store.keep_line(work, people)
    for asn_id in sorted(before):
        await _end_exempt(work, before[asn_id], latest[asn_id])
        if latest[asn_id].tmt_jabatan > before[asn_id].tmt_jabatan:
            await _end_former_post(work, before[asn_id], latest[asn_id])
    since = {asn_id: one.tmt_jabatan for asn_id, one in before.items()}
    await copies.follow(work, people, since)


async def _end_exempt(work: Work, before: store.Known, event: PegawaiRecorded) -> None:
    """No plan holds a day of an exempt status, also of one that is recorded when it is over (KON P14)."""
    for first, last in _exempt(work, before, event):
        ends = _ends(before, event, first, "bebas_skp")
        for skp_id in await store.plans_within(work, event.asn_id, first, last):
            one = await store.lock_skp(work, skp_id)
            if one.state != "closed" or one.selesai > max(ends.selesai, one.mulai):
                await close(work, one, ends)


def _exempt(work: Work, before: store.Known, event: PegawaiRecorded) -> list[tuple[date, date]]:
    """The spells without a plan that have begun; an event from before there were spells says today's alone."""
    policy = work.packs.resolve(work.tenant, work.today).section("skp", SkpPolicy)
    exempt = policy.exempt_statuses.value
    if not event.masa_status:
        is_new = event.status.value in exempt and before.status not in exempt
        return [(work.today, work.today)] if is_new else []
    known = spells_in(event.masa_status, exempt, min(s.mulai for s in event.masa_status), work.today)
    return [(first, last or work.today) for first, last in known]


async def _end_former_post(work: Work, before: store.Known, event: PegawaiRecorded) -> None:
    """A move ends the plans that are open on the first day in the new post (KON P15(3))."""
    first = event.tmt_jabatan
    for skp_id in await store.open_plans(work, event.asn_id, first):
        await close(work, await store.lock_skp(work, skp_id), _ends(before, event, first, "mutasi"))


def _ends(before: store.Known, event: PegawaiRecorded, first: date, sebab: str) -> Ends:
    """The end of a plan on the day before `first`, under the penilai of then, in the PD of then (KON P26)."""
    last = first - ONE_DAY
    penilai, sebagai = segmen.penilai_at(event.penilai, last, before.atasan_id, before.sebagai)
    held = penempatan_on(event.penempatan, last)
    return Ends(last, sebab, penilai, sebagai, held.opd if held else before.opd)


async def know_calendar(work: Work, facts: Sequence[Fact[CalendarDaySet]]) -> None:
    """Keep which days of the Pemda are free, and which are worked although they were holidays."""
    await store.keep_days(work, [fact.event for fact in facts])


async def know_differences(work: Work, facts: Sequence[Fact[SelisihRecorded]]) -> None:
    """Keep how many differences with SIASN each person has open: data is not ratified over them (KUAN P1(14))."""
    await store.keep_differences(work, [fact.event for fact in facts])
