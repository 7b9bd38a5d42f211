"""From decrees to terms: who is whose pejabat penilai, when a post is vacant, who may act for whom. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.kalender import ONE_DAY
from contracts.penilai import MasaPenilai, MasaStatus, Sebagai, definitive_on
from contracts.refusal import forbidden, lacking
from contracts.vocabulary import JenisJabatan

TermAbove = Callable[[UUID, date], MasaPenilai | None]
TIERS = 20


class Relation(Struct, frozen=True, kw_only=True):
    """From `mulai` on, until the next relation of the same person begins."""

    mulai: date
    penilai_id: UUID | None
    sebagai: Sebagai


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
    `term_above`: the definitive term of a superior's own superior on a day. `taken_over`: whether he also acts in a
    vacant post.
    """

    spells: Mapping[UUID, Sequence[MasaStatus]]
    vacating: Collection[str]
    standing_in: Collection[str]
    term_above: TermAbove
    taken_over: bool = False


def compose(
    relations: Iterable[Relation], delegations: Iterable[Delegation], absences: Absences
) -> tuple[MasaPenilai, ...]:
    """The terms of one person: definitive ones without overlap, and acting ones on top of them."""
    definitive = [piece for term in _definitive(relations) for piece in _cut_vacancies(term, absences)]
    acting = [*_delegated(_definitive(relations), delegations), *_stood_in(definitive, absences, absences.standing_in)]
    if absences.taken_over:
        acting += _stood_in(_definitive(relations), absences, absences.vacating)
    return tuple(sorted([*definitive, *acting], key=lambda t: (t.mulai, t.sebagai.value)))


def _definitive(relations: Iterable[Relation]) -> list[MasaPenilai]:
    ordered = sorted(relations, key=lambda r: r.mulai)
    ends = [*(r.mulai - ONE_DAY for r in ordered[1:]), None] if ordered else []
    return [
        MasaPenilai(mulai=r.mulai, selesai=end, penilai_id=r.penilai_id, sebagai=r.sebagai)
        for r, end in zip(ordered, ends, strict=True)
        if end is None or end >= r.mulai
    ]


def _spells(term: MasaPenilai, absences: Absences, kinds: Collection[str]) -> list[tuple[date, date | None]]:
    """The spells of a superior within a term, clipped to it, in order."""
    found = []
    for spell in absences.spells.get(term.penilai_id, ()) if term.penilai_id else ():
        first = max(spell.mulai, term.mulai)
        last = _earlier(spell.selesai, term.selesai)
        if spell.status.value in kinds and (last is None or first <= last):
            found.append((first, last))
    return sorted(found, key=lambda s: s[0])


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((d for d in (one, other) if d is not None), default=None)


def _cut_vacancies(term: MasaPenilai, absences: Absences) -> list[MasaPenilai]:
    """A superior who has left his post leaves it vacant; the Bupati's by right where he takes it over (A22)."""
    pieces: list[MasaPenilai] = []
    at: date | None = term.mulai
    for first, last in _spells(term, absences, absences.vacating):
        if at is None or (last is not None and last < at):
            continue
        if at < first:
            pieces.append(replace(term, mulai=at, selesai=first - ONE_DAY))
        above = absences.term_above(term.penilai_id, first) if term.penilai_id and absences.taken_over else None
        left = Sebagai.BUPATI if above and above.sebagai is Sebagai.BUPATI else Sebagai.KOSONG
        pieces.append(MasaPenilai(mulai=max(first, at), selesai=last, penilai_id=None, sebagai=left))
        at = None if last is None else last + ONE_DAY
    if at is not None and (term.selesai is None or at <= term.selesai):
        pieces.append(replace(term, mulai=at))
    return pieces


def _delegated(terms: list[MasaPenilai], delegations: Iterable[Delegation]) -> list[MasaPenilai]:
    acting = []
    for delegation in delegations:
        for term in terms:
            first, last = max(delegation.mulai, term.mulai), _earlier(delegation.selesai, term.selesai)
            if term.penilai_id == delegation.pejabat_id and last is not None and first <= last:
                acting.append(
                    MasaPenilai(
                        mulai=first, selesai=last, penilai_id=delegation.pelaksana_id, sebagai=delegation.sebagai
                    )
                )
    return acting


def _stood_in(terms: list[MasaPenilai], absences: Absences, kinds: Collection[str]) -> list[MasaPenilai]:
    """While the penilai is absent the next superior who is there appraises, tiered (KON P34(4))."""
    acting: list[MasaPenilai] = []
    for term in terms:
        for first, last in _spells(term, absences, kinds):
            if term.penilai_id:
                acting += _next_there(term.penilai_id, first, last, absences)
    return acting


def _next_there(absent: UUID, first: date, last: date | None, absences: Absences, tier: int = 1) -> list[MasaPenilai]:
    """From the first to the last day of an absence: the superior of who is absent; where he is away too, his own."""
    above = absences.term_above(absent, first)
    if above is None or above.penilai_id is None or tier > TIERS:
        return []
    until = _earlier(last, above.selesai)
    window = MasaPenilai(mulai=first, selesai=until, penilai_id=above.penilai_id, sebagai=Sebagai.ATASAN)
    there: list[MasaPenilai] = []
    at: date | None = first
    for away, back in _spells(window, absences, {*absences.standing_in, *absences.vacating}):
        if at is None or (back is not None and back < at):
            continue
        if at < away:
            there.append(replace(window, mulai=at, selesai=away - ONE_DAY))
        there += _next_there(above.penilai_id, max(away, at), back, absences, tier + 1)
        at = None if back is None or back == until else back + ONE_DAY
    if at is not None:
        there.append(replace(window, mulai=at))
    if until is not None and until != last:
        there += _next_there(absent, until + ONE_DAY, last, absences, tier)
    return there


def term_above(relations: Mapping[UUID, Sequence[Relation]], penilai: UUID, day: date) -> MasaPenilai | None:
    """The definitive term of a superior's own superior on a day."""
    return definitive_on(_definitive(relations.get(penilai, ())), day)


def next_superior(relations: Mapping[UUID, Sequence[Relation]], penilai: UUID, day: date) -> UUID | None:
    """The definitive superior of a superior on a day; None: the Bupati, or nobody."""
    found = term_above(relations, penilai, day)
    return found.penilai_id if found else None


def check_rank(jenis: JenisJabatan, surat: str) -> None:
    """The lowest penilai is a Pengawas; another official needs a letter that designates him (KON P1(26))."""
    if jenis in {JenisJabatan.PELAKSANA, JenisJabatan.FUNGSIONAL} and not surat.strip():
        raise lacking(
            "Pejabat penilai serendah-rendahnya pengawas; selain itu sertakan surat penunjukan.",
            "KUAN 1(24), KON 1(26)",
            "surat_penunjukan",
        )


def check_tree(asn_id: UUID, penilai_id: UUID | None, above: Callable[[UUID], UUID | None]) -> None:
    """Nobody is his own superior, over any number of steps."""
    at, steps = penilai_id, 0
    while at is not None and steps < TIERS:
        if at == asn_id:
            raise lacking("Atasan tidak boleh diri sendiri atau bawahannya sendiri.", "KUAN 1(24)", "nip_penilai")
        at, steps = above(at), steps + 1


def check_delegation(pejabat: UUID, pemberi: UUID | None, superior: UUID | None, mulai: date, selesai: date) -> None:
    """Only the superior of the absent official delegates, within dates (KON P34(5), reading A28)."""
    if selesai < mulai:
        raise lacking("Tanggal selesai mendahului tanggal mulai.", "KON 34(5)", "selesai")
    if pemberi == pejabat or pemberi != superior:
        raise forbidden("Plt/Plh hanya ditunjuk oleh atasan pejabat yang berhalangan.", "KON 34(5)")
