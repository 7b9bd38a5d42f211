"""Pembinaan as it is shown: the person and their penilai see all of it, the penilai's superior that it waits."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from kernel.penilai import penilai_on
from services.activity import store
from services.activity.domain import entry
from services.activity.pembinaan.rules import Pembinaan
from services.activity.pembinaan.store import listed
from services.activity.store.reading import keep_days_read

_TEXTS = ("alasan", "kesepakatan", "jawaban", "tanggapan", "hasil")
MEMBINA = "membina sebagai pejabat penilai, atau mengawasinya"


class PembinaanView(Struct, frozen=True):
    """A pembinaan for a missed day `tanggal` (KUAN P31(1)); `lapsed`: the day was filled after all (A24).

    `kesepakatan` and `jawaban` are of the session, `tanggapan` is what the person wrote of it. The superior of the
    penilai sees no text. There is no last day: the law names none.
    """

    pembinaan_id: UUID
    asn_id: UUID
    tanggal: date
    state: str
    penilai_id: UUID
    dibuka_at: datetime
    tanggal_sesi: date | None
    dipimpin_oleh: UUID | None
    ditutup_at: datetime | None
    alasan: str | None
    kesepakatan: str | None
    jawaban: str | None
    tanggapan: str | None
    hasil: str | None


async def pembinaan(work: Work, actor: Actor) -> list[PembinaanView]:
    """One's own, those one gives, and those that wait with penilai below oneself; newest first."""
    rows = await listed(work, actor.id, "bupati" in actor.peran)
    deciders = await store.deciders_of(work, {row.asn_id for row in rows}, work.today)
    terms = {row.pembinaan_id: deciders.of(row.asn_id, row.tanggal, work.today) for row in rows}
    above = await store.deciders_of(work, {t.penilai_id for t in terms.values() if t and t.penilai_id}, work.today)
    found = []
    for row in rows:
        term = terms[row.pembinaan_id]
        if row.asn_id == actor.id or entry.decides(term, actor.id, actor.peran):
            found.append(_view(row, whole=True))
        elif row.now_state not in ("closed", "lapsed") and term and term.penilai_id:
            superior = penilai_on(above.terms(term.penilai_id), work.today)
            found += [_view(row, whole=False)] if entry.decides(superior, actor.id, actor.peran) else []
    await keep_days_read(work, actor, Counter(view.asn_id for view in found), MEMBINA)
    return found


def _view(row: Pembinaan, *, whole: bool) -> PembinaanView:
    fields = {name: getattr(row, name) for name in PembinaanView.__struct_fields__ if name != "state"}
    if not whole:
        fields |= dict.fromkeys(_TEXTS)
    return PembinaanView(**fields, state=row.now_state)
