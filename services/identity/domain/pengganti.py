"""Who does the acts of an absent official: the Plt or Plh, the next superior who is there, the Bupati (KON P34(4-5)).

Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.masa import MasaPenilai, MasaStatus, Sebagai
from kernel.kalender import ONE_DAY
from kernel.penilai import earlier, same_until, spells_in, status_on

TermAbove = Callable[[UUID, date], MasaPenilai | None]
TIERS = 20


class Delegation(Struct, frozen=True, kw_only=True):
    """Somebody does all acts of an official's post within the dates (KON P34(5), reading A28)."""

    pejabat_id: UUID
    pelaksana_id: UUID
    sebagai: Sebagai
    mulai: date
    selesai: date


class Absences(Struct, frozen=True):
    """Statuses of the superiors up the line, and what a law makes of them.

    `vacating`: statuses that leave the post empty. `standing_in`: statuses during which the next superior acts.
    `term_above`: the definitive term of a superior's own superior on a day. `taken_over`: whether they also act in a
    vacant post. `delegations`: by the official for whose post they are. `bupati`: the absences of the Bupati.
    """

    spells: Mapping[UUID, Sequence[MasaStatus]]
    vacating: Collection[str]
    standing_in: Collection[str]
    term_above: TermAbove
    taken_over: bool = False
    delegations: Mapping[UUID, Sequence[Delegation]] = {}
    bupati: Sequence[MasaStatus] = ()


class _Found(Struct, frozen=True):
    """Who acts, until the last day (None: until further notice) on which that is sure."""

    penilai_id: UUID | None
    sebagai: Sebagai
    until: date | None


def stand_in(
    absent: UUID, first: date, last: date | None, absences: Absences, subject: UUID | None = None
) -> list[MasaPenilai]:
    """Who appraises while a penilai is absent: terms `atasan` or `bupati`, `kosong` where nobody at all is there.

    The next superior who is there, tiered up to the Bupati (KON P34(4)); for a superior whose post a Plt or Plh holds,
    that one (P34(5)). `subject`: who is appraised, and never by themselves. No term for days on which the line is not
    known.
    """
    terms: list[MasaPenilai] = []
    at: date | None = first
    while at is not None and (last is None or at <= last):
        found = _above(absent, at, absences, subject)
        until = earlier(found.until, last)
        if found.penilai_id is not None or found.sebagai is not Sebagai.ATASAN:
            one = MasaPenilai(mulai=at, selesai=until, penilai_id=found.penilai_id, sebagai=found.sebagai)
            joins = terms and terms[-1] == replace(one, mulai=terms[-1].mulai, selesai=at - ONE_DAY)
            terms = [*terms[:-1], replace(terms[-1], selesai=until)] if joins else [*terms, one]
        at = until + ONE_DAY if until else None
    return terms


def _above(absent: UUID, day: date, absences: Absences, subject: UUID | None, tier: int = 1) -> _Found:
    """Who stands in for somebody on a day; nobody is known: `atasan` without a person."""
    above = absences.term_above(absent, day)
    if above is None or tier > TIERS:
        return _Found(None, Sebagai.ATASAN, None)
    if above.sebagai is Sebagai.BUPATI:
        away = spells_in(absences.bupati, {*absences.standing_in, *absences.vacating}, day, day)
        until = earlier(above.selesai, same_until(absences.bupati, day))
        return _Found(None, Sebagai.KOSONG if away else Sebagai.BUPATI, until)
    if above.penilai_id is None:
        return _Found(None, Sebagai.ATASAN, above.selesai)
    there = _holder(above.penilai_id, day, absences, subject)
    if there.penilai_id is None:
        higher = _above(above.penilai_id, day, absences, subject, tier + 1)
        there = replace(higher, until=earlier(there.until, higher.until))
    return replace(there, until=earlier(there.until, above.selesai))


def _holder(post: UUID, day: date, absences: Absences, subject: UUID | None) -> _Found:
    """Who does the acts of an official's post on a day: Plt or Plh, else the official; None where neither is there."""
    decrees = absences.delegations.get(post, ())
    until = min(
        [d.mulai - ONE_DAY for d in decrees if d.mulai > day] + [d.selesai for d in decrees if d.selesai >= day],
        default=None,
    )
    acting = sorted((d for d in decrees if d.mulai <= day <= d.selesai), key=lambda d: d.mulai, reverse=True)
    for one in [*(d.pelaksana_id for d in acting), post]:
        until = earlier(until, same_until(absences.spells.get(one, ()), day))
        if one != subject and not _is_away(one, day, absences):
            return _Found(one, Sebagai.ATASAN, until)
    return _Found(None, Sebagai.ATASAN, until)


def _is_away(one: UUID, day: date, absences: Absences) -> bool:
    status = status_on(absences.spells.get(one, ()), day)
    return status is not None and status.value in {*absences.standing_in, *absences.vacating}
