"""Single rows and small sets: the calendar, a person, the month of a day; and which deadlines follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import arm
from chassis.reading import EVERYBODY, Belongs
from contracts.identity import Penempatan
from contracts.refusal import Refusal, rule
from kernel.penempatan import pd_spans
from kernel.peran import roles_of
from services.activity.domain.activity import Activity, Pegawai
from services.activity.domain.clock import Kalender, closes_on, end_of, first_of, month_after
from services.activity.domain.isian import Ditolak, Tolakan
from services.activity.policy import ActivityPolicy

CLOCK_ENDED = rule(
    "activity.clock.ended", 409,
    "Waktunya berakhir pada {day}; sistem sedang mencatat hasilnya, muat ulang sebentar lagi.",
)  # fmt: skip
NO_PERSON = rule("activity.person.unknown", 404, "Pegawai tidak ditemukan.", source="implicit")
NO_PEGAWAI = rule("activity.person.not_pegawai", 403, "Akun ini tidak terhubung dengan pegawai.")

CLOSE = "month_close"
SETTLE = "month_settle"  # fires after the sweep and the close of the same moment


def policy_of(work: Work, day: date) -> tuple[ActivityPolicy, ZoneInfo, str]:
    """The law of a day: its rules, the Pemda's zone, the pack's id."""
    pack = work.packs.resolve(work.tenant, day)
    return pack.section("activity", ActivityPolicy), work.zone, pack.id


def cited(work: Work, refused: Sequence[Ditolak]) -> list[Tolakan]:
    """Lines of a file that are not taken, in the words of the law that is in force today."""
    citations = work.law_of_today().citations()
    return [ditolak.by(citations) for ditolak in refused]


def no_duty(work: Work, day: date) -> tuple[str, ...]:
    """The statuses in which nobody is on duty under the law of a day (reading A30)."""
    return policy_of(work, day)[0].no_duty_statuses.value


async def kalender(work: Work, asn_id: UUID | None = None) -> Kalender:
    """The working calendar of the Pemda, or of a person's unit."""
    found = await _calendar(work)
    return found if asn_id is None else found.of_week((await person(work, asn_id)).hari_kerja)


async def _calendar(work: Work) -> Kalender:
    rows = await work.all("SELECT tanggal, libur FROM hari_libur WHERE tenant = :tenant", {"tenant": work.tenant})
    return Kalender({row.tanggal: row.libur for row in rows})


_PEGAWAI = """
SELECT asn_id, nip, nama, jabatan, opd, unit, peran, peran_pd, penempatan, hari_kerja FROM pegawai
WHERE tenant = :tenant AND asn_id = :id
"""


async def find_person(work: Work, asn_id: UUID) -> Pegawai | None:
    """Somebody of the staffing data; None for an account without a person."""
    row = await work.one(_PEGAWAI, {"tenant": work.tenant, "id": asn_id})
    if row is None:
        return None
    return Pegawai(**{**row._mapping, "penempatan": msgspec.convert(row.penempatan, list[Penempatan])})


async def person(work: Work, asn_id: UUID) -> Pegawai:
    """Somebody this service knows; Refusal 404 when there is none in this Pemda."""
    row = await find_person(work, asn_id)
    if row is None:
        raise Refusal(NO_PERSON)
    return row


async def actor_person(work: Work, asn_id: UUID) -> Pegawai:
    """The person behind an account; Refusal 403 for an account without one."""
    row = await find_person(work, asn_id)
    if row is None:
        raise Refusal(NO_PEGAWAI)
    return row


def span_of(work: Work, periode: str) -> dict[str, Any]:
    """The days of a month, for a statement."""
    first, after = first_of(periode), first_of(month_after(periode))
    return {"tenant": work.tenant, "first": first, "after": after}


async def month_state(work: Work, asn_id: UUID, day: date) -> str:
    """The month of a day for a person: open, closed for all, or reopened for them (reading A24)."""
    row = await work.one(
        "SELECT EXISTS (SELECT FROM bulan_dibuka d WHERE d.tenant = t.tenant AND d.periode = t.periode"
        " AND d.asn_id = :asn AND d.sampai IS NOT NULL) AS reopened"
        " FROM bulan_tertutup t WHERE t.tenant = :tenant AND t.periode = :periode",
        {"tenant": work.tenant, "periode": day.strftime("%Y-%m"), "asn": asn_id},
    )
    return "open" if row is None else "reopened" if row.reopened else "closed"


_FIRST_MONTH = """
SELECT first.periode FROM (SELECT to_char(greatest(min(mulai), CAST(:today AS date)), 'YYYY-MM') AS periode
    FROM butir WHERE tenant = :tenant AND mulai <= selesai AND selesai >= :today
      AND NOT EXISTS (SELECT FROM bulan_tertutup WHERE tenant = :tenant) HAVING count(*) > 0) first
WHERE NOT EXISTS (SELECT FROM deadline WHERE tenant = :tenant AND kind = :close AND subject <= first.periode)
"""


async def arm_first_close(work: Work) -> None:
    """A Pemda's first month, in which somebody may refer to a kinerja for the first time, closes as the others do.

    Whether anybody enters anything or not (KUAN P31(1), reading A24); later months follow by themselves.
    """
    row = await work.one(_FIRST_MONTH, {"tenant": work.tenant, "today": work.today, "close": CLOSE})
    if row is None or not work.packs.covers(work.tenant, first_of(row.periode)):
        return
    policy, zone, _ = policy_of(work, first_of(row.periode))
    closes = closes_on(row.periode, await _calendar(work), policy.close_workday.value)
    await arm(work, CLOSE, row.periode, end_of(closes, zone))


async def arm_clocks(work: Work, due: date | None, lapse: date | None, zone: ZoneInfo) -> None:
    """At the end of each of these days somebody's clock may run out (KUAN P23(5), (7))."""
    for day in {d for d in (due, lapse) if d}:
        await arm(work, "approval_lapse", day.isoformat(), end_of(day, zone))


def check_clock(work: Work, one: Activity) -> None:
    """Refusal 409 after the end of day seven, as long as the system has not yet written down what it made of the entry.

    The law's day ends with the clock, not when the sweep comes by (KUAN P23(5), (7)); it comes within seconds.
    """
    day = one.ends_on
    if day is not None and work.today > day and policy_of(work, day)[0].auto_approve.value == "on":
        raise Refusal(CLOCK_ENDED, day=day.isoformat())


async def arm_settling(work: Work, day: date, at: datetime) -> None:
    """By then entries of closed months may have been decided on that day: their months are measured again (A24)."""
    await arm(work, SETTLE, day.isoformat(), at)


async def roles(work: Work, actor: Actor) -> frozenset[str]:
    """What somebody is here: `pegawai`, and the roles that identity tells."""
    row = await find_person(work, actor.id)
    if row is None:
        return frozenset()
    return roles_of(row, row.penempatan, work.today)


async def belongs(work: Work, actor: Actor) -> list[Belongs]:
    """The PD of somebody, each from when to when, and everybody: readings about a PD are about its people."""
    row = await find_person(work, actor.id)
    if row is None:
        return []
    known = pd_spans(row.penempatan)
    return [Belongs(EVERYBODY), *([Belongs(*one) for one in known] or [Belongs(row.opd)])]
