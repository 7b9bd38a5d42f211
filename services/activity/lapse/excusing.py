"""What an outage that is confirmed later makes of the clocks that ended on its days (X8; docs/decisions/0009).

A breach of the penilai is excused. An approval by the system stands: it is marked, and the penilai may undo it on the
one ground that the law gives (KUAN P23(8), reading A2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from chassis.db import Work
from chassis.deadlines import Due, arm
from kernel.garis import Kepada
from services.activity import store
from services.activity.domain import clock, facts
from services.activity.lapse import lost_time
from services.activity.messages.store import Pesan, send
from services.activity.outages import store as outages
from services.activity.store import lapsing
from services.activity.store.lapsing import EndOfDay, Excusable

AT_ONCE = 5000  # entries of a transaction
Perkara = Literal["breach", "auto"]


async def excuse(work: Work, due: Due) -> None:
    """Mark and tell what ended on a day of outage, some thousand entries at a time; each once for that day."""
    day = date.fromisoformat(due.subject)
    await lost_time.follow(work, day)
    if not await outages.was_down(work, day, "persetujuan"):
        return
    policy, zone, _ = store.policy_of(work, day)
    over = EndOfDay(day, zone, by_entry=True, vacant=())
    extends = policy.extend_statutory.value
    found = await lapsing.lock_excusable(work, over, clock.end_of(day, zone), extends=extends, most=AT_ONCE)
    await outages.mark_touched(work, [one.activity_id for one in found], day)
    await lapsing.keep_next_version(work, found)
    told = [
        (facts.excused(one.activity_id, one.asn_id, one.tanggal, day, by_system=one.by_system), one.version + 1)
        for one in found
    ]
    await work.record_all([*told])
    await _say(work, found, day)
    if len(found) == AT_ONCE:
        await arm(work, outages.EXCUSE, due.subject, due.due_at)


async def _say(work: Work, found: Sequence[Excusable], day: date) -> None:
    """To each penilai what was approved without them; to their superior, who knows of a breach, that it is excused."""
    deciders = await store.deciders_of(work, {one.asn_id for one in found}, work.today)
    counted: Counter[tuple[UUID | None, Perkara]] = Counter()
    for one in found:
        term = deciders.of(one.asn_id, one.tanggal, work.today)
        who = one.penilai_id or (term.penilai_id if term else None)
        counted[who, "auto" if one.by_system else "breach"] += 1
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
