"""The close of a month: for everyone at the end of working day ten, for one person again after it was opened."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from chassis.db import Work
from chassis.deadlines import Due, arm
from contracts.activity import MonthMeasured
from contracts.event import Event
from services.activity import store
from services.activity.commands import helping
from services.activity.domain import clock
from services.activity.missed import rules as missed
from services.activity.missed.store import keep_filled, keep_missed, missed_in
from services.activity.months import store as months
from services.activity.months.store import Counts
from services.activity.outages import store as outages

# How long a month may be held open by outages before somebody has to look.
_LONGEST_HOLD = timedelta(days=14)


async def month_close(work: Work, due: Due) -> None:
    """Close a month for everyone: measure it, and set the close of the month after (reading A24)."""
    periode = due.subject
    policy, zone, pack = store.policy_of(work, clock.first_of(periode))
    kalender = await store.kalender(work)
    last = work.day_of(due.due_at - timedelta(seconds=1))
    until = await outages.last_day(work, last, kalender)
    if last < until <= last + _LONGEST_HOLD:
        return await arm(work, "month_close", periode, clock.end_of(until, zone))
    if await months.closed_at(work, periode) is None:
        await _release(work, periode)  # while its evidence may still be taken off (KUAN P25(2))
        await months.keep_closed(work, periode)
        measured = await _measure(work, periode, kalender, pack)
        await work.record_all([*await _versions(work, measured), *await _missed(work, measured)])
    after = clock.month_after(periode)
    closes = clock.closes_on(after, kalender, policy.close_workday.value)
    await arm(work, "month_close", after, clock.end_of(closes, zone))


async def month_reclose(work: Work, due: Due) -> None:
    """A month that was opened again for one person closes: measured anew, filled days are missing no more."""
    person, _, periode = due.subject.partition("/")
    asn_id = UUID(person)
    zone, pack = store.policy_of(work, clock.first_of(periode))[1:]
    kalender = await store.kalender(work)
    last = work.day_of(due.due_at - timedelta(seconds=1))
    until = await outages.last_day(work, last, kalender)
    if last < until <= last + _LONGEST_HOLD:
        await months.keep_open_until(work, asn_id, periode, until)
        return await arm(work, "month_reclose", due.subject, clock.end_of(until, zone))
    await _release(work, periode, asn_id)
    await months.keep_open_until(work, asn_id, periode, None)
    measured = await _measure(work, periode, kalender, pack, [asn_id])
    facts: list[tuple[Event, int]] = [*await _versions(work, measured), *await _missed(work, measured)]
    still = [day for event in measured for day in event.hari_kosong]
    await work.record_all([*facts, *await _filled(work, periode, asn_id, still)])


async def month_follow(work: Work, due: Due) -> None:
    """A closed month follows what became known of it later: a day off by it is missing no more, by itself.

    Of those alone who have such a day: their month is measured again (docs/decisions/0018).
    """
    periode = due.subject
    days = await missed_in(work, periode)
    people = list({day.asn_id for day in days})
    kalender = await store.kalender(work)
    duty = await store.duty_days(work, people, kalender, periode)
    off = {day.asn_id for day in days if day.tanggal not in duty.get(day.asn_id, [])}
    if not off:
        return
    measured = await _measure(work, periode, kalender, store.policy_of(work, clock.first_of(periode))[2], list(off))
    facts: list[tuple[Event, int]] = [*await _versions(work, measured)]
    for asn_id in sorted(off):
        facts += await _filled(work, periode, asn_id, duty.get(asn_id, []))
    await work.record_all(facts)


async def _filled(work: Work, periode: str, asn_id: UUID, still: list[date]) -> list[tuple[Event, int]]:
    """Missed days of somebody but those that are `still`: they are missing no more."""
    return [(missed.filled(day), day.version) for day in await keep_filled(work, periode, asn_id, still)]


async def _release(work: Work, periode: str, asn_id: UUID | None = None) -> None:
    """Entries of a month, or of a person's, that were changed for their owners and not confirmed by them."""
    await helping.release(work, await months.unconfirmed(work, periode, asn_id))


async def month_settle(work: Work, due: Due) -> None:
    """The end of a day: months that were closed and in which something was decided since are measured again.

    A penilai who takes the time that KUAN P23(5) gives, or all of it and more, costs nobody what they have done.
    """
    waiting = await months.decided_since(work)
    kalender = await store.kalender(work)
    for periode, before in waiting.items():
        pack = store.policy_of(work, clock.first_of(periode))[2]
        measured = await _measure(work, periode, kalender, pack, list(before))
        await work.record_all(await _versions(work, [m for m in measured if m.pending != before[m.asn_id]]))


async def measure_again(work: Work, periode: str, people: list[UUID]) -> list[tuple[Event, int]]:
    """A closed month of some people as it is now, with the next version of it; nothing of who had none."""
    pack = store.policy_of(work, clock.first_of(periode))[2]
    measured = await _measure(work, periode, await store.kalender(work), pack, people)
    return await _versions(work, measured)


async def _versions(work: Work, measured: list[MonthMeasured]) -> list[tuple[Event, int]]:
    """The measurements of a month with their versions, kept."""
    if not measured:
        return []
    version = await months.keep_measured(work, measured)
    return [(m, version[m.asn_id]) for m in measured]


async def _missed(work: Work, measured: list[MonthMeasured]) -> list[tuple[Event, int]]:
    """Days without a submitted entry, told where the law makes something of them (KUAN P31(1)); each day once.

    One that was taken back and is empty after all is missing again, and nobody has judged it yet.
    """
    if not measured or not store.policy_of(work, clock.first_of(measured[0].periode))[0].missing_day_finding.value:
        return []
    days = [(m.asn_id, day) for m in measured for day in m.hari_kosong]
    return [(missed.missed(day), day.version) for day in await keep_missed(work, days)]


async def _measure(
    work: Work, periode: str, kalender: clock.Kalender, pack: str, people: list[UUID] | None = None
) -> list[MonthMeasured]:
    """The month of everyone, or of some."""
    counts = await months.counts_of(work, periode, people)
    targets = await months.targets_of(work, periode, people)
    duty = await store.duty_days(work, people, kalender, periode)
    found = sorted(set(duty) | set(counts))
    return [
        _month(periode, duty.get(p, []), counts.get(p) or Counts(asn_id=p), targets.get(p), pack) for p in found
    ]  # fmt: skip


def _month(periode: str, duty: list[date], own: Counts, target: int | None, pack: str) -> MonthMeasured:
    """Late or withheld approval never makes a day missing: only a day without a submitted entry is (KUAN P31(1))."""
    filled = set(own.days)
    return MonthMeasured(
        month_id=f"{own.asn_id}:{periode}",
        asn_id=own.asn_id,
        periode=periode,
        hari_kerja=len(duty),
        hari_terisi=own.hari_terisi,
        hari_kosong=tuple(day for day in duty if day not in filled),
        submitted=own.submitted,
        approved_by_penilai=own.by_penilai,
        approved_auto=own.by_auto,
        rejected=own.rejected,
        pending=own.pending,
        kuantitas_approved=own.kuantitas,
        kuantitas_target=target or 0,
        pack=pack,
        ada_skp=target is not None,
    )
