"""Days that stayed empty: *belum diisi* as long as their month is open, *kosong* once it has closed (reading A24)."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct, structs

from chassis.auth import Actor
from chassis.db import Work
from services.activity import store
from services.activity.domain import entry
from services.activity.domain.clock import first_of, month_after
from services.activity.store.reading import MEMUTUS, keep_days_read

# What counts as filled is what counts at the close.
_FILLED = """
SELECT DISTINCT asn_id, tanggal FROM activity WHERE tenant = :tenant AND asn_id = ANY(:ids) AND tanggal >= :first
  AND tanggal < :after AND state <> 'discarded' AND (state <> 'assisted' OR isi_versi > 1)
"""
_KEPT = """
SELECT h.asn_id, h.tanggal, h.sengaja, h.dinas_luar, h.didengar_pada, h.cara_didengar, b.pembinaan_id
FROM hari_kosong h LEFT JOIN LATERAL (
    SELECT pembinaan_id FROM pembinaan b WHERE b.tenant = h.tenant AND b.asn_id = h.asn_id AND b.tanggal = h.tanggal
    ORDER BY dibuka_at DESC LIMIT 1) b ON h.sengaja
WHERE h.tenant = :tenant AND h.version > 0 AND h.asn_id = ANY(:ids) AND h.tanggal >= :first AND h.tanggal < :after
"""
_THEIRS = """
SELECT DISTINCT asn_id FROM masa_penilai WHERE tenant = :tenant
  AND (penilai_id = :actor OR (:bupati AND sebagai = 'bupati'))
"""


class MissedDay(Struct, frozen=True):
    """A duty day without a submitted entry, and the penilai's finding if there is one.

    `pembinaan_id`: the pembinaan that the finding opened, where it was deliberate (KUAN P31(1)).
    `dinas_luar`: official travel excuses it; `didengar_pada`, `cara_didengar`: when and how the person was heard.
    """

    asn_id: UUID
    tanggal: date
    sengaja: bool | None
    keadaan: Literal["belum_diisi", "kosong"]
    pembinaan_id: UUID | None = None
    nama: str = ""
    dinas_luar: bool = False
    didengar_pada: date | None = None
    cara_didengar: str = ""


async def missed_days(work: Work, actor: Actor, periode: str) -> list[MissedDay]:
    """Empty days of the actor, and of others those on which the actor decides now, up to today."""
    who = {"tenant": work.tenant, "actor": actor.id, "bupati": "bupati" in actor.peran}
    ids = [actor.id, *(row.asn_id for row in await work.all(_THEIRS, who) if row.asn_id != actor.id)]
    span = {"tenant": work.tenant, "ids": ids, "first": first_of(periode), "after": first_of(month_after(periode))}
    is_open = await store.month_state(work, actor.id, first_of(periode)) == "open"
    if is_open or not store.policy_of(work, first_of(periode))[0].missing_day_finding.value:
        found = await _empty(work, periode, span, "belum_diisi" if is_open else "kosong")
    else:
        found = [MissedDay(**row._mapping, keadaan="kosong") for row in await work.all(_KEPT, span)]
    deciders = await store.deciders_of(work, ids, work.today)

    def theirs(day: MissedDay) -> bool:
        term = deciders.of(day.asn_id, day.tanggal, work.today)
        return day.asn_id == actor.id or entry.decides(term, actor.id, actor.peran)

    names = await _names(work, ids)
    shown = sorted((day for day in found if theirs(day)), key=lambda day: (day.tanggal, day.asn_id))
    await keep_days_read(work, actor, Counter(day.asn_id for day in shown), MEMUTUS)
    return [structs.replace(day, nama=names[day.asn_id]) for day in shown]


async def _names(work: Work, ids: list[UUID]) -> defaultdict[UUID, str]:
    statement = "SELECT asn_id, nama FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(:ids)"
    rows = await work.all(statement, {"tenant": work.tenant, "ids": ids})
    return defaultdict(str, {row.asn_id: row.nama for row in rows})


async def _empty(
    work: Work, periode: str, span: dict[str, Any], keadaan: Literal["belum_diisi", "kosong"]
) -> list[MissedDay]:
    duty = await store.duty_days(work, span["ids"], await store.kalender(work), periode)
    filled = {(row.asn_id, row.tanggal) for row in await work.all(_FILLED, span)}
    return [
        MissedDay(asn_id, day, None, keadaan)
        for asn_id, days in duty.items()
        for day in days
        if day <= work.today and (asn_id, day) not in filled
    ]
