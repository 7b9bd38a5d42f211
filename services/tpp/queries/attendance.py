"""Reads of attendance: one's own month with what each day cuts, and what waits for an answer."""

from __future__ import annotations

import calendar
from datetime import date

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_group_readings
from kernel.kalender import first_of
from services.tpp.domain.kehadiran import share_of
from services.tpp.domain.masukan import Hari
from services.tpp.domain.rupiah import percent
from services.tpp.store import attendance, policies
from services.tpp.store.attendance import Day, Objection


class DayView(Struct, frozen=True):
    """A day, and what it cuts of the part for discipline (`potongan`: `0,5%`; empty: nothing)."""

    hari: Day
    potongan: str


class MonthView(Struct, frozen=True):
    """One's own attendance of a month. `aturan`: the pasal of what it cuts; empty where the policy cuts nothing."""

    periode: str
    aturan: str
    hari: tuple[DayView, ...]


async def mine(work: Work, actor: Actor, periode: str) -> MonthView:
    """The actor's own month; Refusal 409 where no policy is in force."""
    first = first_of(periode)
    last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    rules = (await policies.in_force(work, periode, last)).policy.attendance
    days = []
    for day in await attendance.days_of(work, actor.id, first, last):
        share = share_of(_plain(day), rules.value) if rules else None
        days.append(DayView(day, percent(share) if share else ""))
    return MonthView(periode, rules.pasal if rules else "", tuple(days))


def _plain(day: Day) -> Hari:
    return Hari(tanggal=day.tanggal, masuk=day.masuk, pulang=day.pulang, keterangan=day.keterangan)


async def waiting(work: Work, tujuan: str) -> list[Objection]:
    """What waits for an answer; the reading is kept with its purpose (KUAN P26(1))."""
    found = await attendance.objections(work)
    await keep_group_readings(work, "tpp.attendance_read", None, tujuan)
    return found
