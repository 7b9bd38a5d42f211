"""From decrees to terms: who is whose pejabat penilai, when a post is vacant, who may act for whom. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.masa import MasaPenilai, Sebagai
from contracts.refusal import Refusal, rule
from contracts.vocabulary import JenisJabatan
from kernel.kalender import ONE_DAY
from kernel.penilai import definitive_on, earlier, spells_in
from services.identity.domain.pengganti import Absences, Delegation, stand_in

TOO_LOW = rule(
    "identity.superior.rank", 422,
    "Pejabat penilai serendah-rendahnya pengawas; selain itu sertakan surat penunjukan.",
    "surat_penunjukan",
)  # fmt: skip
DELEGATION_ENDS_FIRST = rule(
    "identity.delegation.ends_first", 422, "Tanggal selesai mendahului tanggal mulai.", "selesai"
)
NOT_ABOVE = rule("identity.delegation.not_above", 403, "Plt/Plh hanya ditunjuk oleh atasan pejabat yang berhalangan.")


class Relation(Struct, frozen=True, kw_only=True):
    """From `mulai` on, until the next relation of the same person begins."""

    mulai: date
    penilai_id: UUID | None
    sebagai: Sebagai


def compose(
    relations: Iterable[Relation],
    delegations: Iterable[Delegation],
    absences: Absences,
    subject: UUID | None = None,
) -> tuple[MasaPenilai, ...]:
    """The terms of one person (`subject`): definitive ones without overlap, and acting ones on top of them.

    Days on which the Bupati steps in for everybody below, or nobody is there, are definitive terms of their own.
    """
    held = terms_held(relations)
    definitive = [piece for term in held for piece in _cut_vacancies(term, absences)]
    acting = _delegated(held, delegations)
    aside = [one for one in acting if one.penilai_id == subject]
    stands = _stood_in(definitive, absences, absences.standing_in, subject)
    if absences.taken_over:
        stands += _stood_in(held, absences, absences.vacating, subject)
    stands += [piece for term in held for piece in _not_by_himself(term, aside, absences, subject)]
    for one in stands:
        if one.penilai_id is None:
            definitive = _lay_over(definitive, one)
    acting = [one for one in [*acting, *stands] if one.penilai_id not in (None, subject)]
    return tuple(sorted([*definitive, *acting], key=lambda t: (t.mulai, t.sebagai.value)))


def terms_held(relations: Iterable[Relation]) -> list[MasaPenilai]:
    """The terms that decrees give, each until the next one begins."""
    ordered = sorted(relations, key=lambda r: r.mulai)
    ends = [*(r.mulai - ONE_DAY for r in ordered[1:]), None] if ordered else []
    return [
        MasaPenilai(mulai=r.mulai, selesai=end, penilai_id=r.penilai_id, sebagai=r.sebagai)
        for r, end in zip(ordered, ends, strict=True)
        if end is None or end >= r.mulai
    ]


def _spells(term: MasaPenilai, absences: Absences, kinds: Collection[str]) -> list[tuple[date, date | None]]:
    """The spells of a superior within a term, clipped to it, in order."""
    spells = absences.spells.get(term.penilai_id, ()) if term.penilai_id else ()
    return spells_in(spells, kinds, term.mulai, term.selesai)


def _cut_vacancies(term: MasaPenilai, absences: Absences) -> list[MasaPenilai]:
    """A superior who has left a post leaves it vacant (reading A22)."""
    pieces = [term]
    for first, last in _spells(term, absences, absences.vacating):
        gone = MasaPenilai(mulai=first, selesai=last, penilai_id=None, sebagai=Sebagai.KOSONG)
        pieces = _lay_over(pieces, gone)
    return pieces


def _lay_over(terms: Iterable[MasaPenilai], one: MasaPenilai) -> list[MasaPenilai]:
    """Terms without overlap, where one takes the place of what they said of its days."""
    rest = []
    for term in terms:
        if term.mulai < one.mulai and (term.selesai is None or term.selesai >= one.mulai):
            rest.append(replace(term, selesai=one.mulai - ONE_DAY))
        elif term.mulai < one.mulai:
            rest.append(term)
        if one.selesai is not None and (term.selesai is None or term.selesai > one.selesai):
            rest.append(replace(term, mulai=max(term.mulai, one.selesai + ONE_DAY)))
    return sorted([*rest, one], key=lambda t: t.mulai)


def _delegated(terms: list[MasaPenilai], delegations: Iterable[Delegation]) -> list[MasaPenilai]:
    acting = []
    for delegation in delegations:
        for term in terms:
            first, last = max(delegation.mulai, term.mulai), earlier(delegation.selesai, term.selesai)
            if term.penilai_id == delegation.pejabat_id and last is not None and first <= last:
                acting.append(
                    MasaPenilai(
                        mulai=first, selesai=last, penilai_id=delegation.pelaksana_id, sebagai=delegation.sebagai
                    )
                )
    return acting


def _stood_in(
    terms: list[MasaPenilai], absences: Absences, kinds: Collection[str], subject: UUID | None
) -> list[MasaPenilai]:
    """While the penilai is absent the next superior who is there appraises, tiered up to the Bupati (KON P34(4))."""
    return [
        one
        for term in terms
        if term.penilai_id
        for first, last in _spells(term, absences, kinds)
        for one in stand_in(term.penilai_id, first, last, absences, subject)
    ]


def _not_by_himself(
    term: MasaPenilai, aside: list[MasaPenilai], absences: Absences, subject: UUID | None
) -> list[MasaPenilai]:
    """Who is Plt or Plh of the own superior is appraised by the next one: nobody appraises themselves."""
    found = []
    for one in aside:
        first, last = max(one.mulai, term.mulai), earlier(one.selesai, term.selesai)
        if term.penilai_id and last is not None and first <= last:
            found += stand_in(term.penilai_id, first, last, absences, subject)
    return found


def term_above(relations: Mapping[UUID, Sequence[Relation]], penilai: UUID, day: date) -> MasaPenilai | None:
    """The definitive term of a superior's own superior on a day."""
    return definitive_on(terms_held(relations.get(penilai, ())), day)


def next_superior(relations: Mapping[UUID, Sequence[Relation]], penilai: UUID, day: date) -> UUID | None:
    """The definitive superior of a superior on a day; None: the Bupati, or nobody."""
    found = term_above(relations, penilai, day)
    return found.penilai_id if found else None


def check_rank(jenis: JenisJabatan, surat: str) -> None:
    """The lowest penilai is a Pengawas; another official needs a letter of designation (KON P1(26))."""
    if jenis in {JenisJabatan.PELAKSANA, JenisJabatan.FUNGSIONAL} and not surat.strip():
        raise Refusal(TOO_LOW)


def check_delegation(pejabat: UUID, pemberi: UUID | None, superior: UUID | None, mulai: date, selesai: date) -> None:
    """Only the superior of the absent official delegates, within dates (KON P34(5), reading A28)."""
    if selesai < mulai:
        raise Refusal(DELEGATION_ENDS_FIRST)
    if pemberi == pejabat or pemberi != superior:
        raise Refusal(NOT_ABOVE)
