"""What a sweep leaves: entries that the penilai saw and left are escalated; what no batch found is approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from chassis.db import Work
from chassis.deadlines import Due
from contracts.event import Event
from kernel.garis import Kepada
from services.activity import store
from services.activity.domain import facts
from services.activity.lapse.rules import end_of_day
from services.activity.messages.store import Pesan, names, send
from services.activity.outages import store as outages
from services.activity.store.lapsing import Over, lapse_left


async def settle_rest(work: Work, due: Due) -> None:
    """Behind the batches of a day: approve or escalate every entry whose clock ran out and that still waits."""
    found = end_of_day(work, due, [UUID(asn) for asn in due.payload["vacant"]])
    if found is None:
        return
    work.who = msgspec.structs.replace(work.who, correlation=due.payload["correlation"])
    over = await lapse_left(work, found)
    told: list[tuple[Event, int]] = [
        (facts.lapsed(one, one.lapse_on, found.zone), one.version) for one in over if one.state == "approved"
    ]
    told += await _escalate(work, [one for one in over if one.state == "escalated"], found.day)
    await work.record_all(told)


async def _escalate(work: Work, over: Sequence[Over], day: date) -> list[tuple[Event, int]]:
    """A notice to the superior of a penilai who looked and stayed silent; one message a penilai (reading A22)."""
    if not over:
        return []
    deciders = await store.deciders_of(work, {one.asn_id for one in over}, day)
    terms = {one.activity_id: deciders.of(one.asn_id, one.tanggal, day) for one in over}
    penilai = {t.penilai_id for t in terms.values() if t and t.penilai_id}
    told = await store.told_of(work, penilai, day)
    excused = await outages.was_down(work, day, "persetujuan")
    events: list[tuple[Event, int]] = []
    counted: Counter[tuple[Kepada, UUID | None]] = Counter()
    for one in over:
        term = terms[one.activity_id]
        silent = term.penilai_id if term else None
        kepada = told[silent] if silent else store.BUPATI
        counted[kepada, silent] += 1
        event = facts.escalated(one.activity_id, one.asn_id, one.due_on, silent, kepada, excused=excused)
        events.append((event, one.version))
    known = await names(work, penilai)
    if excused:
        await outages.mark_touched(work, [one.activity_id for one in over if one.due_on == day], day)
    await send(work, [_notice(kepada, who, known, n, day, excused) for (kepada, who), n in counted.items()])
    return events


def _notice(kepada: Kepada, who: UUID | None, names: dict[UUID, str], n: int, day: date, excused: bool) -> Pesan:
    by = f"pejabat penilai {names[who]}" if who in names else "pejabat penilai"
    said = f"{n} aktivitas dibuka oleh {by} tetapi tidak diputus sampai {day.isoformat()}."
    said += " Pada hari itu tercatat gangguan sistem." if excused else ""
    return Pesan(
        jenis="penilai_diam", isi=said, tentang=str(who or ""), kepada=kepada.asn_id, peran=kepada.peran or None
    )
