"""What activity does when identity or skp report a fact: keep the few columns its rules need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from chassis.db import Work
from contracts.event import Fact
from contracts.identity import CalendarDaySet, PegawaiRecorded
from contracts.masa import MasaPenilai, MasaStatus, Sebagai
from contracts.skp import SkpAmended, SkpClosed, SkpSet
from kernel.penilai import penilai_on
from services.activity import lapse, store
from services.activity.months.store import follow_late
from services.activity.references.store import tupoksi
from services.activity.store import known


async def know_pegawai(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep who they are, the terms of their superiors and their statuses; the last word on each person holds.

    Then what hangs on it: tupoksi, late months, the clocks of new terms, the first close of a month.
    """
    latest = {fact.event.asn_id: fact.event for fact in facts}
    since = _since(work, facts)
    events = [latest[asn_id] for asn_id in sorted(latest)]
    await known.keep_people(work, events, since)
    began = await _new_terms(work, events)
    await known.keep_terms(work, {e.asn_id: _terms(e) for e in events}, {e.asn_id: _spells(e) for e in events})
    await tupoksi.follow(work, list(latest))
    await follow_late(work, list(latest))
    await lapse.arm_new_terms(work, began)
    await store.arm_first_close(work)


def _since(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> dict[UUID, date | None]:
    """The day of the first of these facts that tells of somebody as validated; None for a retold fact."""
    first: dict[UUID, date | None] = dict.fromkeys(fact.event.asn_id for fact in facts)
    for fact in reversed(facts):
        if fact.event.validated:
            first[fact.event.asn_id] = None if fact.retold else work.day_of(fact.occurred_at)
    return first


def _terms(e: PegawaiRecorded) -> tuple[MasaPenilai, ...]:
    """The terms told; an event from before there were any names today's superior."""
    sebagai = Sebagai.DEFINITIF if e.atasan_id else Sebagai.BUPATI
    return e.penilai or (MasaPenilai(mulai=e.tmt_jabatan, selesai=None, penilai_id=e.atasan_id, sebagai=sebagai),)


def _spells(e: PegawaiRecorded) -> tuple[MasaStatus, ...]:
    return e.masa_status or (MasaStatus(mulai=e.tmt_jabatan, selesai=None, status=e.status),)


async def _new_terms(work: Work, events: Sequence[PegawaiRecorded]) -> list[tuple[UUID, date]]:
    """First days of terms that were not known before, of people who were; today where a vacancy is taken back."""
    before = await known.known_terms(work, [e.asn_id for e in events])
    return _filled(work, before, events) + [
        (e.asn_id, t.mulai)
        for e in events
        for t in _terms(e)
        if e.asn_id in before
        and work.packs.covers(work.tenant, t.mulai)  # before any law there is no entry whose clock could begin
        and t.sebagai is not Sebagai.KOSONG
        and (t.mulai, t.sebagai, t.penilai_id)
        not in {(own.mulai, own.sebagai, own.penilai_id) for own in before[e.asn_id]}
    ]


def _filled(
    work: Work, before: Mapping[UUID, Sequence[MasaPenilai]], events: Sequence[PegawaiRecorded]
) -> list[tuple[UUID, date]]:  # fmt: skip
    """Whose penilai's post was vacant until now and, by what is told, is not: a clock that stood still begins anew."""
    was = {asn for asn, terms in before.items() if _is_vacant(terms, work.today)}
    return [(e.asn_id, work.today) for e in events if e.asn_id in was and not _is_vacant(_terms(e), work.today)]


def _is_vacant(terms: Sequence[MasaPenilai], day: date) -> bool:
    if all(t.sebagai is not Sebagai.KOSONG for t in terms):
        return False
    now = penilai_on(terms, day)
    return now is not None and now.sebagai is Sebagai.KOSONG


async def know_calendar(work: Work, facts: Sequence[Fact[CalendarDaySet]]) -> None:
    """Keep which days are free or worked after all; look again at closed months in which one of them was missed."""
    await known.keep_calendar(work, [(fact.event.tanggal, fact.event.libur) for fact in facts])
    await follow_late(work, days=[fact.event.tanggal for fact in facts])


async def know_butir(work: Work, facts: Sequence[Fact[SkpSet]]) -> None:
    """Keep what an activity may refer to, and from when to when."""
    await known.keep_butir(work, [(fact.event, one) for fact in facts for one in fact.event.butir])
    await store.arm_first_close(work)


async def end_butir(work: Work, facts: Sequence[Fact[SkpClosed]]) -> None:
    """What an SKP that ended held may be referred to until its last day."""
    await known.end_butir(work, [fact.event for fact in facts])


async def add_butir(work: Work, facts: Sequence[Fact[SkpAmended]]) -> None:
    """A tugas tambahan that joined later may be referred to from its day."""
    await known.keep_butir(work, [(fact.event, fact.event.butir) for fact in facts])
    await store.arm_first_close(work)
