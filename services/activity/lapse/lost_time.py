"""What an outage that is confirmed later makes of the time to enter: late flags, and a month that closed on its day.

As a confirmed one moves the day on which only the system ends that time (X8, reading A29), so does one that is
confirmed afterwards, by itself and in favour of the person alone (docs/decisions/0018, 0028).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.db import Work
from chassis.deadlines import arm
from services.activity import store
from services.activity.domain import clock
from services.activity.messages.store import Pesan, send
from services.activity.months import store as months
from services.activity.months.store import Opening
from services.activity.outages import store as outages
from services.activity.store.passing import keep_in_time

_OLDEST = 31 * clock.ONE_DAY  # no flag is set by a day further away


async def follow(work: Work, day: date) -> None:
    """An outage of a day is known only now: what was in time by it is late no more, and lost time is given back."""
    if not await outages.was_down(work, day, "isian"):
        return
    await _in_time(work, day)
    await _give_back(work, day)


async def _in_time(work: Work, day: date) -> None:
    kalender = await store.kalender(work)
    for week in (5, 6):
        own = kalender.of_week(week)
        tanggal = day - _OLDEST
        while tanggal <= day:
            if work.packs.covers(work.tenant, tanggal):
                await _unflag(work, tanggal, own, day, week)
            tanggal += clock.ONE_DAY


async def _unflag(work: Work, tanggal: date, kalender: clock.Kalender, day: date, week: int) -> None:
    policy, zone, _ = store.policy_of(work, tanggal)
    until = clock.on_time_until(tanggal, kalender, policy.late_after_workdays.value)
    if until > day:
        return
    moved = await outages.last_day(work, until, kalender)
    if until <= day < moved:
        await keep_in_time(work, tanggal, clock.end_of(moved, zone), week)


async def _give_back(work: Work, day: date) -> None:
    """The month that closed at the end of such a day is open again for people with an empty day in it (A24)."""
    periode = clock.periode_of(day.replace(day=1) - clock.ONE_DAY)
    closed = await months.closed_at(work, periode)
    if closed is None:
        return
    policy, zone, _ = store.policy_of(work, clock.first_of(periode))
    kalender = await store.kalender(work)
    closes = clock.closes_on(periode, kalender, policy.close_workday.value)
    ends = await outages.last_day(work, closes, kalender)
    if not closes <= day < ends or clock.end_of(ends, zone) <= closed:
        return
    until = kalender.after(work.today, 1)
    said = f"Gangguan sistem pada {day.isoformat()}, hari terakhir pengisian bulan itu."
    opening = Opening(periode, until, said, f"gangguan {day.isoformat()}")
    opened = await months.give_back(work, await months.with_empty_days(work, periode), opening)
    for asn_id in opened:
        await arm(work, "month_reclose", f"{asn_id}/{periode}", clock.end_of(until, zone))
    await _tell(work, opened, periode, said, until)


async def _tell(work: Work, people: Sequence[UUID], periode: str, said: str, until: date) -> None:
    text = f"Bulan {periode} dibuka kembali bagi Anda sampai {until.isoformat()}. {said}"
    await send(work, [Pesan(jenis="bulan_dibuka", isi=text, tentang=periode, kepada=one) for one in people])
