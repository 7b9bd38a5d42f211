"""Who decides on whose entries, and on which days somebody is on duty: from the terms that identity tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from chassis.db import Work
from contracts.identity import Penempatan
from contracts.masa import MasaPenilai, MasaStatus, Sebagai
from contracts.vocabulary import StatusPegawai
from kernel.penempatan import penempatan_on
from kernel.penilai import penilai_on, status_on
from services.activity.domain.clock import Kalender, first_of
from services.activity.domain.entry import decider
from services.activity.store.rows import no_duty, policy_of

ESCALATED = "escalated"
OLD_STAYS = "old_penilai_while_in_pd"
_TERMS = """
SELECT asn_id, mulai, selesai, penilai_id, sebagai FROM masa_penilai WHERE tenant = :tenant AND asn_id = ANY(:ids)
"""
_LED = "SELECT 1 FROM masa_penilai WHERE tenant = :tenant AND penilai_id = :id LIMIT 1"
_VACANT = """
SELECT DISTINCT asn_id FROM masa_penilai WHERE tenant = :tenant AND sebagai = 'kosong' AND mulai <= :day
  AND (selesai IS NULL OR selesai >= :day) AND (CAST(:ids AS uuid[]) IS NULL OR asn_id = ANY(:ids))
"""
_PLACES = """
SELECT asn_id, opd, status, penempatan::text AS penempatan FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(:ids)
"""
_posts = msgspec.json.Decoder(tuple[Penempatan, ...]).decode


class Deciders:
    """The terms of some people, asked for the pejabat penilai of an entry."""

    def __init__(self, terms: dict[UUID, list[MasaPenilai]], places: Mapping[UUID, Any], old_stays: bool) -> None:
        self._terms = terms
        self._places = places
        self._old_stays = old_stays

    def of(self, asn_id: UUID, tanggal: date, today: date) -> MasaPenilai | None:
        """Who decides today on an entry of a day."""

        def stays(penilai: UUID) -> bool:
            return self._old_stays and self._stayed(penilai, tanggal, asn_id)

        return decider(self._terms.get(asn_id, ()), tanggal, today, stays)

    def _stayed(self, penilai: UUID, since: date, owner: UUID) -> bool:
        """Whether a penilai serves in the PD in which they were then, wherever the owner is now (reading A21).

        Where no event named the posts of the penilai: whether both are in one PD.
        """
        place = self._places.get(penilai)
        if place is None or place.status != StatusPegawai.AKTIF.value:
            return False
        then = penempatan_on(_posts(place.penempatan), since)
        if then is not None:
            return bool(place.opd == then.opd)
        return owner in self._places and bool(place.opd == self._places[owner].opd)

    def terms(self, asn_id: UUID) -> Sequence[MasaPenilai]:
        return self._terms.get(asn_id, ())


async def deciders_of(work: Work, people: Iterable[UUID], on: date) -> Deciders:
    """The deciders of some people's entries, under the law of a day (reading A21)."""
    old_stays = policy_of(work, on)[0].old_entries_go_to.value == OLD_STAYS
    ids = list(set(people))
    terms = await terms_of_people(work, ids)
    involved = {t.penilai_id for found in terms.values() for t in found if t.penilai_id} | set(ids)
    places = await work.all(_PLACES, {"tenant": work.tenant, "ids": list(involved)})
    return Deciders(terms, {p.asn_id: p for p in places}, old_stays)


async def vacant_of(work: Work, ids: Iterable[UUID] | None, day: date) -> list[UUID]:
    """Those of some people, or of all, whose penilai's post is empty on a day and nobody acts in it (reading A22)."""
    asked = None if ids is None else list(ids)
    if asked == []:
        return []
    values = {"tenant": work.tenant, "day": day, "ids": asked}
    found = [row.asn_id for row in await work.all(_VACANT, values)]
    if not found:
        return []
    return vacant_among(
        [dict(row._mapping) for row in await work.all(_TERMS, {"tenant": work.tenant, "ids": found})], day
    )


def vacant_among(rows: Iterable[Mapping[str, Any]], day: date) -> list[UUID]:
    """Of those whose terms these are, who has nobody on a day."""
    terms = _by_person(rows)
    return [asn for asn, own in terms.items() if (t := penilai_on(own, day)) and t.sebagai is Sebagai.KOSONG]


async def terms_of_people(work: Work, ids: list[UUID]) -> dict[UUID, list[MasaPenilai]]:
    """The terms of the penilai of some people, by person."""
    return _by_person([dict(row._mapping) for row in await work.all(_TERMS, {"tenant": work.tenant, "ids": ids})])


def _by_person(rows: Iterable[Mapping[str, Any]]) -> dict[UUID, list[MasaPenilai]]:
    terms: dict[UUID, list[MasaPenilai]] = defaultdict(list)
    for row in rows:
        terms[row["asn_id"]].append(
            MasaPenilai(
                mulai=row["mulai"], selesai=row["selesai"], penilai_id=row["penilai_id"],
                sebagai=Sebagai(row["sebagai"]),
            )
        )  # fmt: skip
    return terms


async def who_appraises(work: Work, rows: Sequence[Any]) -> list[tuple[MasaPenilai | None, ...]]:
    """The present pejabat penilai of the owner of each of some entries: they take an approval back (reading A26)."""
    deciders = await deciders_of(work, {row.asn_id for row in rows}, work.today)
    return [(penilai_on(deciders.terms(row.asn_id), work.today),) for row in rows]


async def who_decides(work: Work, rows: Sequence[Any]) -> list[tuple[MasaPenilai | None, ...]]:
    """Whose it is today to decide on each of some entries: its pejabat penilai's.

    Where the pack says so, their superior decides as well once they stayed silent (reading A22).
    """
    today = work.today
    deciders = await deciders_of(work, {row.asn_id for row in rows}, today)
    found = [deciders.of(row.asn_id, row.tanggal, today) for row in rows]
    if not passes_up(work):
        return [(term,) for term in found]
    silent = {t.penilai_id for row, t in zip(rows, found, strict=True) if t and t.penilai_id and row.state == ESCALATED}
    above = await deciders_of(work, silent, today)
    return [
        (term, penilai_on(above.terms(term.penilai_id), today))
        if term and term.penilai_id and row.state == ESCALATED
        else (term,)
        for row, term in zip(rows, found, strict=True)
    ]


def passes_up(work: Work) -> bool:
    """Whether the superior of a penilai who stayed silent may decide in their place (reading A22)."""
    return policy_of(work, work.today)[0].escalation.value == "next_superior"


async def duty_days(work: Work, ids: list[UUID] | None, kalender: Kalender, periode: str) -> dict[UUID, list[date]]:
    """The working days of a month on which everyone, or some, are on duty: validated, in a post, at work (A30).

    Of somebody who became a user later, those from that day on (KUAN P11(5)).
    """
    weeks = {n: kalender.of_week(n).of_month(periode) for n in (5, 6)}
    people = await work.all(
        "SELECT asn_id, tmt_jabatan, status, hari_kerja, pengguna_sejak FROM pegawai"
        " WHERE tenant = :tenant AND validated AND (CAST(:ids AS uuid[]) IS NULL OR asn_id = ANY(:ids))",
        {"tenant": work.tenant, "ids": ids},
    )
    spells = await _spells(work, ids)
    off = no_duty(work, first_of(periode))
    found = {}
    for p in people:
        own = spells.get(p.asn_id, [])
        first = max(min([p.tmt_jabatan, *(s.mulai for s in own)]), p.pengguna_sejak or date.min)
        days = [d for d in weeks[p.hari_kerja] if d >= first]
        on = [d for d in days if (status_on(own, d) or StatusPegawai(p.status)).value not in off]
        if on:
            found[p.asn_id] = on
    return found


async def _spells(work: Work, ids: list[UUID] | None) -> dict[UUID, list[MasaStatus]]:
    found: dict[UUID, list[MasaStatus]] = defaultdict(list)
    rows = await work.all(
        "SELECT asn_id, mulai, selesai, status FROM masa_status WHERE tenant = :tenant"
        " AND (CAST(:ids AS uuid[]) IS NULL OR asn_id = ANY(:ids))",
        {"tenant": work.tenant, "ids": ids},
    )
    for row in rows:
        spell = MasaStatus(mulai=row.mulai, selesai=row.selesai, status=StatusPegawai(row.status))
        found[row.asn_id].append(spell)
    return found


async def ever_led(work: Work, asn_id: UUID) -> bool:
    """Whether somebody is, was or will be pejabat penilai of anybody."""
    return await work.one(_LED, {"tenant": work.tenant, "id": asn_id}) is not None
