"""What time does to activities: approval by the system after day seven, and the close of a month."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from chassis.db import Work
from chassis.deadlines import Due, arm
from contracts.activity import ActivityApproved, ActivityEscalated, MonthMeasured
from contracts.event import Event
from services.activity import domain, store
from services.activity.policy import ActivityPolicy

# Only what was never shown to the penilai is approved; what he saw and left is escalated (KUAN P23(7), reading A2).
_LAPSE = """
UPDATE activity SET version = version + 1, decided_at = :now,
    state = CASE WHEN viewed_at IS NULL THEN 'approved' ELSE 'escalated' END,
    cara = CASE WHEN viewed_at IS NULL THEN 'auto' END
WHERE tenant = :tenant AND state = 'submitted' AND due_on <= :due_on AND tanggal > :from_day
RETURNING activity_id, asn_id, tanggal, butir_id, kuantitas, version, viewed_at, due_on
"""
_PENILAI = "SELECT asn_id, atasan_id FROM pegawai WHERE tenant = :tenant AND atasan_id IS NOT NULL"
_COUNTS = """
SELECT asn_id, count(*) AS submitted, count(DISTINCT tanggal) AS hari_terisi,
    count(*) FILTER (WHERE cara = 'penilai') AS by_penilai, count(*) FILTER (WHERE cara = 'auto') AS by_auto,
    count(*) FILTER (WHERE state = 'rejected') AS rejected,
    count(*) FILTER (WHERE state IN ('submitted', 'escalated')) AS pending,
    coalesce(sum(kuantitas) FILTER (WHERE state = 'approved'), 0) AS kuantitas,
    array_agg(DISTINCT tanggal) AS days
FROM activity WHERE tenant = :tenant AND tanggal >= :first AND tanggal < :after GROUP BY asn_id
"""
_TARGETS = (
    "SELECT asn_id, target, mulai, selesai FROM butir WHERE tenant = :tenant AND mulai < :after AND selesai >= :first"
)
_CLOSE = """
INSERT INTO bulan_tertutup (tenant, periode, closed_at) VALUES (:tenant, :periode, :now) ON CONFLICT DO NOTHING
"""
_OLDEST_OPEN = timedelta(days=400)


def _policy(work: Work, day: date) -> tuple[ActivityPolicy, ZoneInfo, str]:
    pack = work.packs.resolve(work.tenant, day)
    return pack.section("activity", ActivityPolicy), ZoneInfo(pack.head.zone), pack.id


async def approval_lapse(work: Work, due: Due) -> None:
    """At the end of a day: approve or escalate every entry whose clock ran out by then."""
    day = date.fromisoformat(due.subject)
    policy, zone, _ = _policy(work, day)
    if policy.auto_approve.value != "on":
        return
    superiors = {r.asn_id: r.atasan_id for r in await work.all(_PENILAI, {"tenant": work.tenant})}
    rows = await work.all(
        _LAPSE, {"tenant": work.tenant, "now": work.now, "due_on": day, "from_day": day - _OLDEST_OPEN}
    )
    facts = [(_lapsed(row, superiors.get(row.asn_id), zone), row.version) for row in rows]
    await work.record_all([fact for fact in facts if fact[0] is not None])  # type: ignore[misc]


async def month_close(work: Work, due: Due) -> None:
    """Close a month for everyone: measure it, and set the close of the month after (reading A24)."""
    periode = due.subject
    policy, zone, pack = _policy(work, domain.first_of(periode))
    kalender = await store.kalender(work)
    after = domain.month_after(periode)
    if (await work.run(_CLOSE, {"tenant": work.tenant, "periode": periode, "now": work.now})).rowcount:
        measured = await _measure(work, periode, kalender, pack)
        await work.record_all([(event, 1) for event in measured])
    closes = domain.closes_on(after, kalender, policy.close_workday.value)
    await arm(work, "month_close", after, domain.end_of(closes, zone))


def _lapsed(row: Any, penilai: UUID | None, zone: ZoneInfo) -> Event | None:
    if row.viewed_at is not None:
        if penilai is None:
            return None
        return ActivityEscalated(activity_id=row.activity_id, asn_id=row.asn_id, penilai_id=penilai, due_on=row.due_on)
    return ActivityApproved(
        activity_id=row.activity_id,
        asn_id=row.asn_id,
        tanggal=row.tanggal,
        butir_id=row.butir_id,
        kuantitas=row.kuantitas,
        cara="auto",
        verified=False,
        penilai_id=None,
        effective_at=domain.end_of(row.due_on, zone),
    )


async def _measure(work: Work, periode: str, kalender: domain.Kalender, pack: str) -> list[MonthMeasured]:
    first = domain.first_of(periode)
    span = {"tenant": work.tenant, "first": first, "after": domain.first_of(domain.month_after(periode))}
    counts = {row.asn_id: row for row in await work.all(_COUNTS, span)}
    targets: dict[UUID, int] = defaultdict(int)
    for row in await work.all(_TARGETS, span):
        targets[row.asn_id] += domain.share_of_month(row.target, row.mulai, row.selesai, periode)
    duty = kalender.of_month(periode)
    people = await work.all(
        "SELECT asn_id, tmt_jabatan FROM pegawai WHERE tenant = :tenant AND validated AND status = 'aktif'"
        " AND tmt_jabatan < :after",
        {"tenant": work.tenant, "after": span["after"]},
    )
    return [_month(p.asn_id, periode, duty, counts.get(p.asn_id), targets[p.asn_id], pack) for p in people]


def _month(asn_id: UUID, periode: str, duty: list[date], row: Any, target: int, pack: str) -> MonthMeasured:
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
        kuantitas_target=target,
        pack=pack,
    )
