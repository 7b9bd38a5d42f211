"""The close of a month: for everyone at the end of working day ten, for one person again after it was opened."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from chassis.db import Work, json_of
from chassis.deadlines import Due, arm
from contracts.activity import DayFilled, DayMissed, MonthMeasured
from contracts.event import Event
from services.activity import store
from services.activity.commands import helping
from services.activity.domain import clock

# What somebody else wrote counts when its owner confirms; what he changed of an entry had been submitted before.
# Outputs of a kinerja whose target names no quantity stand beside no target, and make up for none.
_COUNTS = """
SELECT a.asn_id, count(*) AS submitted, count(DISTINCT tanggal) AS hari_terisi,
    count(*) FILTER (WHERE state = 'approved' AND cara = 'penilai') AS by_penilai,
    count(*) FILTER (WHERE state = 'approved' AND cara = 'auto') AS by_auto,
    count(*) FILTER (WHERE state = 'rejected') AS rejected,
    count(*) FILTER (WHERE state IN ('submitted', 'escalated', 'assisted')) AS pending,
    coalesce(sum(kuantitas) FILTER (WHERE state = 'approved' AND b.butir_id IS NULL), 0) AS kuantitas,
    array_agg(DISTINCT tanggal) AS days
FROM activity a LEFT JOIN butir b ON b.tenant = a.tenant AND b.butir_id = a.butir_id AND b.target = 0
WHERE a.tenant = :tenant AND tanggal >= :first AND tanggal < :after AND state <> 'discarded'
  AND (state <> 'assisted' OR isi_versi > 1) AND (CAST(:people AS uuid[]) IS NULL OR a.asn_id = ANY(:people))
GROUP BY a.asn_id
"""
_UNCONFIRMED = """
SELECT activity_id FROM activity WHERE tenant = :tenant AND tanggal >= :first AND tanggal < :after
  AND state = 'assisted' AND isi_versi > 1 AND asn_id = coalesce(CAST(:asn AS uuid), asn_id) ORDER BY activity_id
"""
_TARGETS = """
SELECT asn_id, target, mulai, sampai, bulanan FROM butir WHERE tenant = :tenant AND mulai < :after AND selesai >= :first
  AND (CAST(:people AS uuid[]) IS NULL OR asn_id = ANY(:people))
"""
_CLOSED = "SELECT 1 FROM bulan_tertutup WHERE tenant = :tenant AND periode = :periode"
_CLOSE = """
INSERT INTO bulan_tertutup (tenant, periode, closed_at) VALUES (:tenant, :periode, :now) ON CONFLICT DO NOTHING
"""
_MISSED = """
INSERT INTO hari_kosong AS h (tenant, asn_id, tanggal, version)
SELECT :tenant, * , 1 FROM unnest(CAST(:asn AS uuid[]), CAST(:tanggal AS date[]))
ON CONFLICT (asn_id, tanggal, tenant) DO UPDATE SET version = 1 - h.version, sengaja = NULL, tanggapan = NULL,
    alasan = NULL, penilai_id = NULL WHERE h.version < 0 RETURNING asn_id, tanggal, version
"""
_HOLD = """
UPDATE bulan_dibuka SET sampai = CAST(:sampai AS date)
WHERE tenant = :tenant AND asn_id = :asn AND periode = :periode
"""
_FILLED = """
UPDATE hari_kosong SET version = -version - 1 WHERE tenant = :tenant AND asn_id = :asn AND version > 0
  AND tanggal >= :first AND tanggal < :after AND tanggal <> ALL(:still) RETURNING tanggal, -version AS version
"""
_STILL = """
SELECT asn_id, tanggal FROM hari_kosong
WHERE tenant = :tenant AND version > 0 AND tanggal >= :first AND tanggal < :after
"""
# Each time a person's month is measured is a version of it; what waits is looked at again when something is decided.
_MEASURED = """
INSERT INTO bulan_terukur AS t (tenant, asn_id, periode, version, pending, at, hitungan)
SELECT :tenant, m.asn_id, :periode, 1, m.pending, :now, CAST(m.hitungan AS jsonb)
FROM unnest(CAST(:asn AS uuid[]), CAST(:pending AS int[]), CAST(:hitungan AS text[])) AS m(asn_id, pending, hitungan)
ON CONFLICT (asn_id, periode, tenant) DO UPDATE SET version = t.version + 1, pending = EXCLUDED.pending,
    at = EXCLUDED.at, hitungan = EXCLUDED.hitungan RETURNING asn_id, version
"""
_DECIDED = """
SELECT t.asn_id, t.periode, t.pending FROM bulan_terukur t WHERE t.tenant = :tenant AND t.pending > 0
  AND EXISTS (SELECT FROM activity a WHERE a.tenant = t.tenant AND a.asn_id = t.asn_id AND a.decided_at > t.at
      AND a.tanggal >= to_date(t.periode, 'YYYY-MM')
      AND a.tanggal < CAST(to_date(t.periode, 'YYYY-MM') + interval '1 month' AS date))
  AND NOT EXISTS (SELECT FROM bulan_dibuka d WHERE d.tenant = t.tenant AND d.asn_id = t.asn_id
      AND d.periode = t.periode AND d.sampai IS NOT NULL)
ORDER BY t.periode, t.asn_id
"""
# How long a month may be held open by outages before somebody has to look.
_LONGEST_HOLD = timedelta(days=14)


async def month_close(work: Work, due: Due) -> None:
    """Close a month for everyone: measure it, and set the close of the month after (reading A24)."""
    periode = due.subject
    policy, zone, pack = store.policy_of(work, clock.first_of(periode))
    kalender = await store.kalender(work)
    last = work.day_of(due.due_at - timedelta(seconds=1))
    until = await store.last_day(work, last, kalender)
    if last < until <= last + _LONGEST_HOLD:
        return await arm(work, "month_close", periode, clock.end_of(until, zone))
    if await work.one(_CLOSED, {"tenant": work.tenant, "periode": periode}) is None:
        await _release(work, periode)  # while its evidence may still be taken off (KUAN P25(2))
        await work.run(_CLOSE, {"tenant": work.tenant, "periode": periode, "now": work.now})
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
    until = await store.last_day(work, last, kalender)
    values = {"tenant": work.tenant, "asn": asn_id, "periode": periode}
    if last < until <= last + _LONGEST_HOLD:
        await work.run(_HOLD, values | {"sampai": until})
        return await arm(work, "month_reclose", due.subject, clock.end_of(until, zone))
    await _release(work, periode, asn_id)
    await work.run(_HOLD, values | {"sampai": None})
    measured = await _measure(work, periode, kalender, pack, [asn_id])
    facts: list[tuple[Event, int]] = [*await _versions(work, measured), *await _missed(work, measured)]
    still = [day for event in measured for day in event.hari_kosong]
    await work.record_all([*facts, *await _filled(work, periode, asn_id, still)])


async def month_follow(work: Work, due: Due) -> None:
    """A closed month follows what became known of it later: a day off by it is missing no more, by itself.

    Of those alone who have such a day: their month is measured again (docs/decisions/0018).
    """
    periode = due.subject
    rows = await work.all(_STILL, _span(work, periode))
    people = list({row.asn_id for row in rows})
    kalender = await store.kalender(work)
    duty = await store.duty_days(work, people, kalender, periode)
    off = {row.asn_id for row in rows if row.tanggal not in duty.get(row.asn_id, [])}
    if not off:
        return
    measured = await _measure(work, periode, kalender, store.policy_of(work, clock.first_of(periode))[2], list(off))
    facts: list[tuple[Event, int]] = [*await _versions(work, measured)]
    for asn_id in sorted(off):
        facts += await _filled(work, periode, asn_id, duty.get(asn_id, []))
    await work.record_all(facts)


async def _filled(work: Work, periode: str, asn_id: UUID, still: list[date]) -> list[tuple[Event, int]]:
    """Missed days of somebody but those that are `still`: they are missing no more."""
    rows = await work.all(_FILLED, {**_span(work, periode), "asn": asn_id, "still": still})
    return [(DayFilled(hari_id=f"{asn_id}:{r.tanggal}", asn_id=asn_id, tanggal=r.tanggal), r.version) for r in rows]


async def _release(work: Work, periode: str, asn_id: UUID | None = None) -> None:
    """Entries of a month, or of a person's, that were changed for their owners and not confirmed by them."""
    rows = await work.all(_UNCONFIRMED, _span(work, periode) | {"asn": asn_id})
    await helping.release(work, [row.activity_id for row in rows])


async def month_settle(work: Work, due: Due) -> None:
    """The end of a day: months that were closed and in which something was decided since are measured again.

    A penilai who takes the time that KUAN P23(5) gives him, or all of it and more, costs nobody what he has done.
    """
    waiting: dict[str, dict[UUID, int]] = defaultdict(dict)
    for row in await work.all(_DECIDED, {"tenant": work.tenant}):
        waiting[row.periode][row.asn_id] = row.pending
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
    columns = {
        "asn": [m.asn_id for m in measured], "pending": [m.pending for m in measured],
        "hitungan": [json_of(m) for m in measured],
    }  # fmt: skip
    values = {"tenant": work.tenant, "periode": measured[0].periode, "now": work.now, **columns}
    version = {row.asn_id: row.version for row in await work.all(_MEASURED, values)}
    return [(m, version[m.asn_id]) for m in measured]


async def _missed(work: Work, measured: list[MonthMeasured]) -> list[tuple[Event, int]]:
    """Days without a submitted entry, told where the law makes something of them (KUAN P31(1)); each day once.

    One that was taken back and is empty after all is missing again, and nobody has judged it yet.
    """
    if not measured or not store.policy_of(work, clock.first_of(measured[0].periode))[0].missing_day_finding.value:
        return []
    days = [(m.asn_id, day) for m in measured for day in m.hari_kosong]
    columns = {"asn": [asn for asn, _ in days], "tanggal": [day for _, day in days]}
    rows = await work.all(_MISSED, {"tenant": work.tenant, **columns})
    return [(DayMissed(hari_id=f"{r.asn_id}:{r.tanggal}", asn_id=r.asn_id, tanggal=r.tanggal), r.version) for r in rows]


def _span(work: Work, periode: str) -> dict[str, Any]:
    first, after = clock.first_of(periode), clock.first_of(clock.month_after(periode))
    return {"tenant": work.tenant, "first": first, "after": after}


async def _measure(
    work: Work, periode: str, kalender: clock.Kalender, pack: str, people: list[UUID] | None = None
) -> list[MonthMeasured]:
    """The month of everyone, or of some."""
    span = _span(work, periode) | {"people": people}
    counts = {row.asn_id: row for row in await work.all(_COUNTS, span)}
    targets: dict[UUID, int] = defaultdict(int)  # of whoever has an SKP in it, though nothing may be due
    for row in await work.all(_TARGETS, span):
        targets[row.asn_id] += clock.share_of_month(row.target, row.mulai, row.sampai, periode, row.bulanan)
    duty = await store.duty_days(work, people, kalender, periode)
    found = sorted(set(duty) | set(counts))
    return [_month(p, periode, duty.get(p, []), counts.get(p), targets.get(p), pack) for p in found]


def _month(asn_id: UUID, periode: str, duty: list[date], row: Any, target: int | None, pack: str) -> MonthMeasured:
    """Late or withheld approval never makes a day missing: only a day without a submitted entry is (KUAN P31(1))."""
    filled = set(row.days) if row else set()
    return MonthMeasured(
        month_id=f"{asn_id}:{periode}",
        asn_id=asn_id,
        periode=periode,
        hari_kerja=len(duty),
        hari_terisi=row.hari_terisi if row else 0,
        hari_kosong=tuple(day for day in duty if day not in filled),
        submitted=row.submitted if row else 0,
        approved_by_penilai=row.by_penilai if row else 0,
        approved_auto=row.by_auto if row else 0,
        rejected=row.rejected if row else 0,
        pending=row.pending if row else 0,
        kuantitas_approved=row.kuantitas if row else 0,
        kuantitas_target=target or 0,
        pack=pack,
        ada_skp=target is not None,
    )
