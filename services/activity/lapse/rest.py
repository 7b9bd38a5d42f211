"""What a sweep leaves: entries that the penilai saw and left are escalated; what no batch found is approved."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from chassis.db import Work
from chassis.deadlines import Due
from contracts.activity import ActivityEscalated
from contracts.event import Event
from kernel.garis import Kepada
from services.activity import store
from services.activity.lapse.rules import approved, end_of_day
from services.activity.store.messages import Pesan, send

# Every page is looked at once more, by two processes where there is much to look at.
_SIDE_BY_SIDE = """
SELECT set_config('max_parallel_workers_per_gather', '2', true), set_config('parallel_setup_cost', '0', true),
    set_config('parallel_tuple_cost', '0', true)
"""
_LEFT = """
SELECT a.activity_id, a.tanggal FROM activity a WHERE {pending} AND (a.due_on <= :day OR a.lapse_on <= :day)
"""
# Only what was never shown to the penilai is approved; what he saw and left is escalated (KUAN P23(7), reading A2).
_LAPSE = """
UPDATE activity a SET version = version + 1, decided_at = :now,
    state = CASE WHEN {looked} THEN 'escalated' ELSE 'approved' END, cara = CASE WHEN {looked} THEN NULL ELSE 'auto' END
FROM unnest(CAST(:ids AS uuid[]), CAST(:days AS date[])) AS l(activity_id, tanggal)
WHERE a.activity_id = l.activity_id AND a.tanggal = l.tanggal AND {pending}
  AND CASE WHEN {looked} THEN a.due_on <= :day ELSE a.lapse_on <= :day END
RETURNING a.activity_id, asn_id, a.tanggal, butir_id, kuantitas, version, state, due_on, lapse_on
"""


async def settle_rest(work: Work, due: Due) -> None:
    """Behind the batches of a day: approve or escalate every entry whose clock ran out and that still waits."""
    found = end_of_day(work, due, [UUID(asn) for asn in due.payload["vacant"]])
    if found is None:
        return
    work.who = msgspec.structs.replace(work.who, correlation=due.payload["correlation"])
    await work.run(_SIDE_BY_SIDE)
    shared = {k: v for k, v in found.values.items() if k != "zone"}
    left = await work.all(_LEFT.format(pending=found.pending), shared)
    if not left:
        return
    keys = {"ids": [row.activity_id for row in left], "days": [row.tanggal for row in left], "now": work.now}
    rows = await work.all(_LAPSE.format(looked=found.looked, pending=found.pending), {**found.values, **keys})
    facts: list[tuple[Event, int]] = [(approved(r, found.zone), r.version) for r in rows if r.state == "approved"]
    facts += await _escalate(work, [r for r in rows if r.state == "escalated"], found.day)
    await work.record_all(facts)


async def _escalate(work: Work, rows: list[Any], day: date) -> list[tuple[Event, int]]:
    """A notice to the superior of a penilai who looked and stayed silent; one message a penilai (reading A22)."""
    deciders = await store.deciders_of(work, {r.asn_id for r in rows}, day)
    silent = {r.activity_id: deciders.of(r.asn_id, r.tanggal, day) for r in rows}
    penilai = {t.penilai_id for t in silent.values() if t and t.penilai_id}
    told = await store.told_of(work, penilai, day)
    excused = await store.was_down(work, day, "persetujuan")
    facts: list[tuple[Event, int]] = []
    counted: Counter[tuple[Kepada, UUID | None]] = Counter()
    for row in rows:
        term = silent[row.activity_id]
        who = term.penilai_id if term else None
        kepada = told[who] if who else store.BUPATI
        counted[kepada, who] += 1
        event = ActivityEscalated(
            activity_id=row.activity_id,
            asn_id=row.asn_id,
            penilai_id=who,
            due_on=row.due_on,
            kepada=kepada.asn_id,
            karena_gangguan=excused,
            kepada_peran=kepada.peran,
        )
        facts.append((event, row.version))
    named = await work.all(
        "SELECT asn_id, nama FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(:ids)",
        {"tenant": work.tenant, "ids": list(penilai)},
    )
    names = {row.asn_id: row.nama for row in named}
    if excused:
        await store.mark_touched(work, [row.activity_id for row in rows if row.due_on == day], day)
    await send(work, [_notice(kepada, who, names, n, day, excused) for (kepada, who), n in counted.items()])
    return facts


def _notice(kepada: Kepada, who: UUID | None, names: dict[UUID, str], n: int, day: date, excused: bool) -> Pesan:
    by = f"pejabat penilai {names[who]}" if who in names else "pejabat penilai"
    said = f"{n} aktivitas dibuka oleh {by} tetapi tidak diputus sampai {day.isoformat()}."
    said += " Pada hari itu tercatat gangguan sistem." if excused else ""
    return Pesan(
        jenis="penilai_diam", isi=said, tentang=str(who or ""), kepada=kepada.asn_id, peran=kepada.peran or None
    )
