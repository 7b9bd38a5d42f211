"""What a page needs of a person's own work at one glance: the day, the counts, the month day by day, what is to do.

None of it is a look at an entry that waits for the actor as penilai: a count opens nothing (KUAN P23(7), reading A2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.activity import store
from services.activity.domain import entry
from services.activity.domain.clock import ONE_DAY, Kalender, closes_on, first_of, month_after, periode_of
from services.activity.messages import queries as messages
from services.activity.queries import overview

AHEAD = 30  # working days told in advance: further than any clock of the law runs
MOST_TO_DO = 20
MOST_UNREAD = 100
Keadaan = Literal["disetujui", "sistem", "menunggu", "dikembalikan", "kosong", "hari_ini", "akan", "bebas"]


class Sekilas(Struct, frozen=True, kw_only=True):
    """The day as the Pemda has it, and what waits: for every page.

    `hari_kerja`: today, if it is worked, and the next working days; by these a page counts how many are left.
    `antrean`: entries that wait for the actor as penilai, `terlambat` of them past their last day, the next one on
    `paling_lambat`. `hari_memutus`: working days that a penilai has; None where the law has no clock.
    """

    sekarang: datetime
    hari_ini: date
    hari_kerja: tuple[date, ...]
    pesan_baru: int
    bawahan: int
    antrean: int
    terlambat: int
    paling_lambat: date | None
    hari_memutus: int | None


class Hari(Struct, frozen=True):
    """A day of a month: whether it is a duty day, how many entries it has, how they stand (the worst first)."""

    tanggal: date
    wajib: bool
    catatan: int
    keadaan: Keadaan


class Bulan(Struct, frozen=True, kw_only=True):
    """A month of one's own. `ditutup`: the day at whose end it closes, or has closed (reading A24)."""

    periode: str
    keadaan: Literal["open", "closed", "reopened"]
    ditutup: date
    hari: tuple[Hari, ...]


class Perlu(Struct, frozen=True, kw_only=True):
    """Something that waits for the actor himself: an entry that came back, a draft, what an administrator wrote."""

    jenis: Literal["dikembalikan", "draf", "bantuan"]
    id: UUID
    tanggal: date | None
    uraian: str
    alasan: str
    at: datetime


class Beranda(Struct, frozen=True, kw_only=True):
    """The home page of one person. `tepat_sampai`: an entry of today sent by then is not late (reading A29).

    `menunggu`: own entries that wait for the penilai, the next of them decided by `diputus_sampai`.
    """

    bulan: Bulan
    tepat_sampai: date
    menunggu: int
    diputus_sampai: date | None
    perlu: tuple[Perlu, ...]


_ENTRIES = """
SELECT tanggal, state, cara, count(*) AS n FROM activity WHERE tenant = :tenant AND asn_id = :asn
  AND tanggal >= :first AND tanggal < :after AND state <> 'discarded' GROUP BY tanggal, state, cara
"""
_TO_DO = """
SELECT CASE state WHEN 'rejected' THEN 'dikembalikan' ELSE 'bantuan' END AS jenis, activity_id AS id, tanggal, uraian,
    coalesce(alasan, '') AS alasan, submitted_at AS at FROM activity a WHERE tenant = :tenant AND asn_id = :asn
  AND state IN ('rejected', 'assisted') AND tanggal > :oldest
  AND NOT EXISTS (SELECT FROM bulan_tertutup t WHERE t.tenant = a.tenant AND t.periode = to_char(a.tanggal, 'YYYY-MM')
      AND a.state = 'rejected')
ORDER BY tanggal DESC, activity_id LIMIT :most
"""
_DRAFTS = """
SELECT draf_id AS id, isi::text AS isi, disimpan_at AS at FROM draf WHERE tenant = :tenant AND asn_id = :asn
ORDER BY disimpan_at DESC, draf_id LIMIT :most
"""
_WAITING = """
SELECT count(*) AS n, min(due_on) FILTER (WHERE due_on >= :today) AS due FROM activity
WHERE tenant = :tenant AND asn_id = :asn AND state IN ('submitted', 'escalated')
"""
_OLDEST = 400 * ONE_DAY


class _Isi(Struct):
    tanggal: date | None = None
    uraian: str | None = None


async def glance(work: Work, actor: Actor) -> Sekilas:
    """For everybody who is signed in; an account without a person has the Pemda's own week."""
    kalender = (await _calendars(work, actor)).own
    below = await overview.subordinates(work, actor)
    policy = store.policy_of(work, work.today)[0]
    return Sekilas(
        sekarang=work.now.astimezone(work.zone),
        hari_ini=work.today,
        hari_kerja=tuple(_working(kalender, work.today)),
        pesan_baru=await messages.unread(work, actor, MOST_UNREAD),
        bawahan=sum(one.penilai_hari_ini for one in below),
        antrean=sum(one.menunggu for one in below),
        terlambat=sum(one.terlambat for one in below),
        paling_lambat=min((one.paling_lambat for one in below if one.paling_lambat), default=None),
        hari_memutus=None if policy.verify_clock.value == "none" else policy.verify_days.value,
    )


class _Calendars(NamedTuple):
    pemda: Kalender
    own: Kalender


async def _calendars(work: Work, actor: Actor) -> _Calendars:
    """The Pemda's, and by the week of the actor's unit; an account without a person has the Pemda's."""
    pemda, person = await store.kalender(work), await store.find_person(work, actor.id)
    return _Calendars(pemda, pemda.of_week(person.hari_kerja) if person else pemda)


def _working(kalender: Kalender, today: date) -> Iterable[date]:
    if kalender.is_working(today):
        yield today
    day = today
    for _ in range(AHEAD):
        yield (day := kalender.after(day, 1))


async def month(work: Work, actor: Actor, periode: str) -> Bulan:
    """One's own month, day by day."""
    return await _month(work, actor, periode, await _calendars(work, actor))


async def _month(work: Work, actor: Actor, periode: str, kalender: _Calendars) -> Bulan:
    policy = store.policy_of(work, first_of(periode))[0]
    span = {"first": first_of(periode), "after": first_of(month_after(periode))}
    rows = await work.all(_ENTRIES, {"tenant": work.tenant, "asn": actor.id, **span})
    found: dict[date, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.tanggal].append(row)
    duty = set((await store.duty_days(work, [actor.id], kalender.pemda, periode)).get(actor.id, ()))
    days = [span["first"] + n * ONE_DAY for n in range((span["after"] - span["first"]).days)]
    state: Any = await store.month_state(work, actor.id, first_of(periode))
    return Bulan(
        periode=periode,
        keadaan=state,
        ditutup=closes_on(periode, kalender.pemda.of_week(5), policy.close_workday.value),
        hari=tuple(_day(day, day in duty, found.get(day, []), work.today) for day in days),
    )


def _day(day: date, duty: bool, rows: list[Any], today: date) -> Hari:
    states = {entry.state_of(row.state, row.cara) for row in rows}
    if not rows:
        said: Keadaan = "bebas" if not duty else "kosong" if day < today else "hari_ini" if day == today else "akan"
    elif "rejected" in states:
        said = "dikembalikan"
    elif states & {"submitted", "escalated", "assisted"}:
        said = "menunggu"
    else:
        said = "sistem" if "auto" in states else "disetujui"
    return Hari(day, duty, sum(row.n for row in rows), said)


async def home(work: Work, actor: Actor) -> Beranda:
    """One's own home page."""
    person, pemda, today = await store.actor_person(work, actor.id), await store.kalender(work), work.today
    kalender = _Calendars(pemda, pemda.of_week(person.hari_kerja))
    values = {"tenant": work.tenant, "asn": actor.id, "today": today, "oldest": today - _OLDEST, "most": MOST_TO_DO}
    waiting = await work.one(_WAITING, values)
    to_do = [Perlu(**row._mapping) for row in await work.all(_TO_DO, values)]
    drafts = [_draft(row) for row in await work.all(_DRAFTS, values)]
    late = store.policy_of(work, today)[0].late_after_workdays.value
    return Beranda(
        bulan=await _month(work, actor, periode_of(today), kalender),
        tepat_sampai=kalender.own.after(today, late),
        menunggu=waiting.n if waiting else 0,
        diputus_sampai=waiting.due if waiting else None,
        perlu=tuple([*to_do, *drafts][:MOST_TO_DO]),
    )


def _draft(row: Any) -> Perlu:
    isi = msgspec.json.decode(row.isi, type=_Isi)
    return Perlu(jenis="draf", id=row.id, tanggal=isi.tanggal, uraian=isi.uraian or "", alasan="", at=row.at)
