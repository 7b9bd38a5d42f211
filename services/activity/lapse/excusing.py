"""What an outage that is confirmed later makes of the clocks that ended on its days (X8; docs/decisions/0009).

A breach of the penilai is excused. An approval by the system stands: it is marked, and the penilai may undo it on the
one ground that he has (KUAN P23(8), reading A2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

from chassis.db import Work
from chassis.deadlines import Due, arm
from contracts.activity import ActivityExcused
from kernel.garis import Kepada
from services.activity import store
from services.activity.domain import clock
from services.activity.lapse import lost_time
from services.activity.lapse.rules import OLDEST_OPEN
from services.activity.store.messages import Pesan, send

AT_ONCE = 5000  # entries of a transaction
# What was decided after the day had ended was decided too late, whatever became of it.
_FOUND = """
SELECT a.activity_id, a.asn_id, a.tanggal, a.version, a.cara, a.penilai_id FROM activity a
WHERE a.tenant = :tenant AND a.tanggal > :from_day AND ((a.due_on = :day AND (a.state = 'escalated'
        OR (a.state IN ('approved', 'rejected') AND a.cara IS DISTINCT FROM 'auto' AND a.decided_at >= :ended)))
    OR (:extends AND a.lapse_on = :day AND a.state = 'approved' AND a.cara = 'auto'))
  AND NOT EXISTS (SELECT FROM tenggat_terganggu t
      WHERE t.tenant = a.tenant AND t.activity_id = a.activity_id AND t.hari = :day)
ORDER BY a.asn_id, a.activity_id LIMIT :most FOR UPDATE OF a
"""
_NEXT = "UPDATE activity SET version = version + 1 WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal"
Perkara = Literal["breach", "auto"]


async def excuse(work: Work, due: Due) -> None:
    """Mark and tell what ended on a day of outage, some thousand entries at a time; each once for that day."""
    day = date.fromisoformat(due.subject)
    await lost_time.follow(work, day)
    if not await store.was_down(work, day, "persetujuan"):
        return
    policy, zone, _ = store.policy_of(work, day)
    values = {
        "tenant": work.tenant, "day": day, "from_day": day - OLDEST_OPEN, "ended": clock.end_of(day, zone),
        "extends": policy.extend_statutory.value, "most": AT_ONCE,
    }  # fmt: skip
    rows = await work.all(_FOUND, values)
    await store.mark_touched(work, [row.activity_id for row in rows], day)
    keys = [{"tenant": work.tenant, "id": row.activity_id, "tanggal": row.tanggal} for row in rows]
    await work.many(_NEXT, keys)
    await work.record_all([(_excused(row, day), row.version + 1) for row in rows])
    await _say(work, rows, day)
    if len(rows) == AT_ONCE:
        await arm(work, store.EXCUSE, due.subject, due.due_at)


def _excused(row: Any, day: date) -> ActivityExcused:
    return ActivityExcused(
        activity_id=row.activity_id, asn_id=row.asn_id, tanggal=row.tanggal, due_on=day, perkara=_perkara(row)
    )


def _perkara(row: Any) -> Perkara:
    return "auto" if row.cara == "auto" else "breach"


async def _say(work: Work, rows: Sequence[Any], day: date) -> None:
    """To each penilai what was approved without him; to his superior, who was told of a breach, that it is excused."""
    deciders = await store.deciders_of(work, {row.asn_id for row in rows}, work.today)
    counted: Counter[tuple[UUID | None, Perkara]] = Counter()
    for row in rows:
        term = deciders.of(row.asn_id, row.tanggal, work.today)
        who = row.penilai_id or (term.penilai_id if term else None)
        counted[who, _perkara(row)] += 1
    told = await store.told_of(work, {who for who, _ in counted if who}, work.today)
    await send(work, list(_messages(counted, told, day)))


def _messages(counted: Counter[tuple[UUID | None, Perkara]], told: Mapping[UUID, Kepada], day: date) -> Iterable[Pesan]:
    for (who, perkara), n in counted.items():
        if perkara == "auto" and who:
            said = (
                f"{n} aktivitas disetujui sistem pada akhir {day.isoformat()}, hari gangguan sistem. Persetujuan itu"
                " tetap berlaku; yang tidak sesuai data yang sebenarnya dapat ditolak sebelum bulannya ditutup."
            )
            yield Pesan(jenis="disetujui_saat_gangguan", isi=said, tentang=day.isoformat(), kepada=who)
        elif perkara == "breach":
            kepada = told[who] if who else store.BUPATI
            said = f"{n} aktivitas yang tidak diputus sampai {day.isoformat()}: pada hari itu tercatat gangguan sistem."
            yield Pesan(
                jenis="dimaafkan", isi=said, tentang=str(who or ""), kepada=kepada.asn_id, peran=kepada.peran or None
            )
