"""What the end of day seven does to entries, and what a new pejabat penilai begins with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from chassis.db import Work
from chassis.deadlines import Due, arm
from contracts.activity import ActivityApproved, ActivityEscalated
from contracts.event import Event
from contracts.penilai import ACTING, Sebagai, penilai_on
from services.activity import outages, store
from services.activity.domain import clock
from services.activity.entry.draft import clocks_of
from services.activity.policy import ActivityPolicy
from services.activity.store.messages import Pesan, send

PENILAI_BEGINS = "penilai_begins"
_OLDEST_OPEN = timedelta(days=400)
# Only what was never shown to the penilai is approved; what he saw and left is escalated (KUAN P23(7), reading A2).
# `looked` is whether he saw this entry, or, for the Pemda that reads the law so, any subordinate's in the window.
_LAPSE = """
UPDATE activity a SET version = version + 1, decided_at = :now,
    state = CASE WHEN {looked} THEN 'escalated' ELSE 'approved' END, cara = CASE WHEN {looked} THEN NULL ELSE 'auto' END
WHERE a.tenant = :tenant AND a.state = 'submitted' AND a.tanggal > :from_day AND a.asn_id <> ALL(:vacant)
  AND CASE WHEN {looked} THEN a.due_on <= :day ELSE a.lapse_on <= :day END
RETURNING activity_id, asn_id, tanggal, butir_id, kuantitas, version, state, due_on, lapse_on
"""
_ENTRY_SEEN = "a.viewed_at IS NOT NULL"
_ANY_SEEN = """EXISTS (SELECT FROM kunjungan k JOIN masa_penilai m
    ON m.penilai_id = k.penilai_id AND m.tenant = k.tenant
    WHERE k.tenant = a.tenant AND m.asn_id = a.asn_id AND m.mulai <= k.tanggal
      AND (m.selesai IS NULL OR m.selesai >= k.tanggal)
      AND k.tanggal BETWEEN (a.submitted_at AT TIME ZONE :zone)::date AND a.due_on)"""
_VACANT_NOW = """
SELECT DISTINCT asn_id FROM masa_penilai WHERE tenant = :tenant AND sebagai = 'kosong' AND mulai <= :day
  AND (selesai IS NULL OR selesai >= :day)
"""
_PENDING = """
SELECT activity_id, asn_id, tanggal, submitted_at, due_on FROM activity
WHERE tenant = :tenant AND asn_id = ANY(:ids) AND state = 'submitted' AND tanggal > :from_day
"""
_CLOCK = """
UPDATE activity SET due_on = :due, lapse_on = :lapse, viewed_at = NULL, viewed_by = NULL
WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal
"""


async def approval_lapse(work: Work, due: Due) -> None:
    """At the end of a day: approve or escalate every entry whose clock ran out by then."""
    day = date.fromisoformat(due.subject)
    policy, zone, _ = store.policy_of(work, day)
    if policy.auto_approve.value != "on":
        return
    vacant = await _suspend_vacant(work, day)
    looked = _ENTRY_SEEN if policy.view_scope.value == "entry" else _ANY_SEEN
    rows = await work.all(
        _LAPSE.format(looked=looked),
        {
            "tenant": work.tenant, "now": work.now, "day": day, "from_day": day - _OLDEST_OPEN, "vacant": vacant,
            **({} if looked is _ENTRY_SEEN else {"zone": zone.key}),
        },
    )  # fmt: skip
    facts: list[tuple[Event, int]] = [(_approved(r, zone), r.version) for r in rows if r.state == "approved"]
    facts += await _escalate(work, [r for r in rows if r.state == "escalated"], day)
    await work.record_all(facts)


async def _suspend_vacant(work: Work, day: date) -> list[UUID]:
    """A vacant post stops the clock (reading A22); gives everyone whose entries wait for somebody to be appointed."""
    vacant = [r.asn_id for r in await work.all(_VACANT_NOW, {"tenant": work.tenant, "day": day})]
    deciders = await store.deciders_of(work, vacant, day)
    vacant = [asn for asn in vacant if (t := penilai_on(deciders.terms(asn), day)) and t.sebagai is Sebagai.KOSONG]
    await work.run(
        "UPDATE activity SET due_on = NULL, lapse_on = NULL WHERE tenant = :tenant AND state = 'submitted'"
        " AND asn_id = ANY(:vacant) AND due_on <= :day",
        {"tenant": work.tenant, "vacant": vacant, "day": day},
    )
    return vacant


async def _escalate(work: Work, rows: list[Any], day: date) -> list[tuple[Event, int]]:
    """A notice to the superior of a penilai who looked and stayed silent; one message a penilai (reading A22)."""
    deciders = await store.deciders_of(work, {r.asn_id for r in rows}, day)
    silent = {r.activity_id: deciders.of(r.asn_id, r.tanggal, day) for r in rows}
    penilai = {t.penilai_id for t in silent.values() if t and t.penilai_id}
    above = await store.deciders_of(work, penilai, day)
    excused = await outages.was_down(work, day)
    facts: list[tuple[Event, int]] = []
    counted: Counter[tuple[UUID | None, UUID | None]] = Counter()
    for row in rows:
        term = silent[row.activity_id]
        who = term.penilai_id if term else None
        superior = penilai_on(above.terms(who), day) if who else None
        kepada = superior.penilai_id if superior else None
        counted[kepada, who] += 1
        event = ActivityEscalated(
            activity_id=row.activity_id,
            asn_id=row.asn_id,
            penilai_id=who,
            due_on=row.due_on,
            kepada=kepada,
            karena_gangguan=excused,
        )
        facts.append((event, row.version))
    await send(work, [_notice(kepada, who, n, day) for (kepada, who), n in counted.items()])
    return facts


def _notice(kepada: UUID | None, who: UUID | None, n: int, day: date) -> Pesan:
    said = f"{n} aktivitas dibuka oleh pejabat penilai tetapi tidak diputus sampai {day.isoformat()}."
    peran = None if kepada else "bupati"
    return Pesan(jenis="penilai_diam", isi=said, tentang=str(who or ""), kepada=kepada, peran=peran)


def _approved(row: Any, zone: ZoneInfo) -> ActivityApproved:
    return ActivityApproved(
        activity_id=row.activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        butir_id=row.butir_id,
        kuantitas=row.kuantitas,
        cara="auto",
        verified=False,
        penilai_id=None,
        effective_at=clock.end_of(row.lapse_on, zone),
    )


async def arm_new_terms(work: Work, began: Iterable[tuple[UUID, date]]) -> None:
    """Somebody becomes penilai on a day: his clock begins with that day, also when it is recorded later."""
    for asn_id, day in began:
        zone = store.policy_of(work, day)[1]
        begins = clock.end_of(day - clock.ONE_DAY, zone)
        await arm(work, PENILAI_BEGINS, f"{asn_id}/{day.isoformat()}", begins)


async def penilai_begins(work: Work, due: Due) -> None:
    """Pending entries that pass to a new penilai get a fresh clock from his first day (readings A22, A27)."""
    person, _, text = due.subject.partition("/")
    asn_id, first = UUID(person), date.fromisoformat(text)
    policy, zone, _ = store.policy_of(work, first)
    deciders = await store.deciders_of(work, [asn_id], first)
    kalender = await store.kalender(work, asn_id)
    values = {"tenant": work.tenant, "ids": [asn_id], "from_day": first - _OLDEST_OPEN}
    for row in await work.all(_PENDING, values):
        if _passes(deciders, row, first):
            submitted = row.submitted_at.astimezone(zone).date()
            await _restart(work, row, policy, kalender, max(first, submitted), zone)


def _passes(deciders: store.Deciders, row: Any, first: date) -> bool:
    """Whether an entry is decided by another person from a day on. A Plh over a present official changes no clock."""
    before = deciders.of(row.asn_id, row.tanggal, first - clock.ONE_DAY)
    after = deciders.of(row.asn_id, row.tanggal, first)
    if after is None or after.sebagai is Sebagai.KOSONG:
        return False
    was_vacant = before is None or before.sebagai is Sebagai.KOSONG or row.due_on is None
    handed_over = before is not None and before.penilai_id != after.penilai_id and after.sebagai not in ACTING
    return was_vacant or (handed_over and before is not None and before.sebagai not in ACTING)


async def _restart(
    work: Work, row: Any, policy: ActivityPolicy, kalender: clock.Kalender, since: date, zone: ZoneInfo
) -> None:
    due, lapse = clocks_of(policy, kalender, since)
    values = {"tenant": work.tenant, "id": row.activity_id, "tanggal": row.tanggal, "due": due, "lapse": lapse}
    await work.run(_CLOCK, values)
    await store.arm_clocks(work, due, lapse, zone)
