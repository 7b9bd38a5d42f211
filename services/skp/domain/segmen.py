"""A segment: an SKP that bound and ended within its year, by a move, an exempt status or a new version (KON P26).

What of its targets was due in it, who closes it, and when. Pure.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal
from uuid import UUID

import msgspec

from contracts.masa import MasaPenilai, Sebagai
from contracts.refusal import Refusal, rule
from kernel.penilai import penilai_on
from services.skp.domain.target import Ukuran

NOTHING_TO_MEASURE = rule(
    "skp.segment.nothing_to_measure", 409, "SKP ini berakhir sebelum ditetapkan; tidak ada yang diukur."
)
NOT_LAST_PENILAI = rule(
    "skp.segment.not_penilai", 403, "Segmen SKP ditutup oleh pejabat penilai pada hari terakhirnya."
)
PERIODS_MISSING = rule("skp.segment.periods_missing", 409, "Segmen SKP belum diukur oleh pegawai pada masa {periods}.")
NOT_MEASURED = rule("skp.segment.not_measured", 409, "Segmen SKP belum diukur oleh pegawai.")
CLOSED = rule("skp.segment.closed", 409, "Segmen SKP ini sudah ditutup.")
RESULT_CHANGED = rule(
    "skp.segment.changed",
    409,
    "Capaian sudah berubah sejak Anda membukanya; muat ulang lebih dahulu.",
    source="implicit",
)

Cut = Literal["bagian", "utuh"]


def months_until(mulai: date, day: date) -> Fraction:
    """The months from `mulai`'s month to the end of a day, in the same year; a month that is cut counts by its days."""
    return day.month - mulai.month + Fraction(day.day, calendar.monthrange(day.year, day.month)[1])


def due_by(target: int, mulai: date, day: date, bulanan: Sequence[int] = ()) -> Fraction:
    """What of a target was due by the end of a day: by the owner's own twelve parts, or evenly by months."""
    if bulanan:
        cut = Fraction(day.day, calendar.monthrange(day.year, day.month)[1])
        return sum(bulanan[: day.month - 1]) + bulanan[day.month - 1] * cut
    return target * months_until(mulai, day) / (12 - mulai.month + 1)


def parts(
    ukuran: Mapping[UUID, tuple[Ukuran, Sequence[int]]], mulai: date, selesai: date, cut: Cut
) -> dict[UUID, Ukuran]:
    """What each butir (with the owner's twelve parts) is measured against in an SKP from `mulai` to `selesai`.

    `bagian`: of what adds up, the part that was due until the SKP ended; `utuh`: all. Where by the owner's parts
    nothing at all was due yet, the targets are divided evenly.
    """
    if cut == "utuh" or (selesai.month, selesai.day) == (12, 31):
        return {butir: one for butir, (one, _) in ukuran.items()}
    found = {b: _part(one, mulai, selesai, own) for b, (one, own) in ukuran.items()}
    if any(one.against for one in found.values()):
        return found
    return {b: _part(one, mulai, selesai, ()) for b, (one, _) in ukuran.items()}


def _part(one: Ukuran, mulai: date, selesai: date, own: Sequence[int]) -> Ukuran:
    if not one.adds_up:
        return one
    due = due_by(one.target, mulai, selesai, own)
    return msgspec.structs.replace(one, bagian=Decimal(due.numerator) / due.denominator)


def penilai_at(terms: Sequence[MasaPenilai], day: date, known: UUID | None, sebagai: str) -> tuple[UUID | None, str]:
    """Who was pejabat penilai on the last day of a segment, and as what; without terms, who was known (KON P26)."""
    term = penilai_on(terms, day)
    return (term.penilai_id, term.sebagai.value) if term else (known, sebagai)


def check_measurable(was_set: bool) -> None:
    """Realisation is compared with what was set; a plan that never bound has none (KON P20(2)a)."""
    if not was_set:
        raise Refusal(NOTHING_TO_MEASURE)


def check_closes(penilai: object, sebagai: str, actor: object, office: Collection[str]) -> None:
    """Who was penilai on its last day closes a segment; nobody can where the post stood empty (KON P26)."""
    is_bupati = sebagai == Sebagai.BUPATI.value and "bupati" in office
    if not is_bupati and (penilai is None or penilai != actor):
        raise Refusal(NOT_LAST_PENILAI)


def check_complete(measured: bool, missing: Sequence[str]) -> None:
    """Every masa of it is measured before it is closed (KON P20(1))."""
    if missing:
        raise Refusal(PERIODS_MISSING, periods=", ".join(missing))
    if not measured:
        raise Refusal(NOT_MEASURED)


def check_seen(capaian: Decimal, seen: Decimal, confirmed: bool) -> None:
    """Closed once, and only as the penilai has seen it."""
    if confirmed:
        raise Refusal(CLOSED)
    if seen != capaian:
        raise Refusal(RESULT_CHANGED)
