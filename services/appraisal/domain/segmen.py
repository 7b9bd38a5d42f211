"""Segments of a year: the SKPs somebody had in it, each with its capaian, and what they come to (KON P26). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from contracts.appraisal import SegmenSkp
from contracts.refusal import Refusal, rule
from kernel.kalender import ONE_DAY

NOTHING_MEASURED = rule("appraisal.segment.nothing_measured", 409, "Realisasi SKP belum diukur oleh pegawai.")
NO_NEW_SKP = rule(
    "appraisal.segment.no_new_skp", 409, "Segmen SKP sejak {since} belum ada: SKP pada jabatan baru belum ditetapkan."
)
PERIODS_MISSING = rule(
    "appraisal.segment.periods_missing", 409, "Segmen SKP {segment} belum diukur oleh pegawai pada masa {periods}."
)
NOT_MEASURED = rule("appraisal.segment.not_measured", 409, "Segmen SKP {segment} belum diukur oleh pegawai.")
NOT_CLOSED = rule(
    "appraisal.segment.not_closed",
    409,
    "Segmen SKP {segment} menunggu ditutup oleh pejabat penilai lama, paling lama {until}.",
)

Basis = Literal["hari", "bulan", "none"]


class Segmen(Struct, frozen=True, kw_only=True):
    """One SKP of a year. `sebab`: why it ended, empty while it goes on; `penilai_id`: of its last day (none: Bupati).

    `capaian` in per cent; `belum`: masa still to be measured; `confirmed`: closed by that penilai. `is_kept`: what was
    kept of a year before its SKPs were told apart; it holds where no SKP is known.
    """

    skp_id: UUID
    mulai: date
    selesai: date
    sebab: str = ""
    penilai_id: UUID | None = None
    capaian: Decimal | None = None
    belum: tuple[str, ...] = ()
    measured_on: date | None = None
    confirmed: bool = False
    is_kept: bool = False


def laid_out(segments: Iterable[Segmen]) -> list[Segmen]:
    """The segments in their order, each until the day before the next begins; one that has no day left is none."""
    ordered = sorted(segments, key=lambda s: (s.mulai, not s.is_kept, s.selesai))
    found = []
    for n, one in enumerate(ordered):
        after = ordered[n + 1].mulai - ONE_DAY if n + 1 < len(ordered) else one.selesai
        if one.mulai <= min(one.selesai, after):
            found.append(msgspec.structs.replace(one, selesai=min(one.selesai, after)))
    return found


def proportional(segments: Sequence[Segmen], basis: Literal["hari", "bulan"]) -> Decimal:
    """The nilai SKP of a year, unrounded: each segment by its days, or by its months (reading B10).

    Of days, those under an SKP; a month belongs to the post held on its 15th (reading B38). Every segment is measured.
    """
    weigh: Callable[[Segmen], int] = _months if basis == "bulan" and any(map(_months, segments)) else _days
    total = sum((weigh(s) * (s.capaian or Decimal(0)) for s in segments), Decimal(0))
    return total / sum(map(weigh, segments))


def _days(one: Segmen) -> int:
    return (one.selesai - one.mulai).days + 1


def _months(one: Segmen) -> int:
    return sum(one.mulai <= date(one.mulai.year, m, 15) <= one.selesai for m in range(1, 13))


def value(segments: Sequence[Segmen], basis: Basis) -> Decimal | None:
    """What a year's segments come to; None while one is not measured, or where the law has no formula for it."""
    if not segments or any(not is_measured(s) for s in segments):
        return None
    if len(segments) == 1:
        return segments[0].capaian
    return None if basis == "none" else proportional(segments, basis)


def is_measured(one: Segmen) -> bool:
    return one.capaian is not None and not one.belum


def check_measured(segments: Sequence[Segmen]) -> None:
    """Every segment of the year is measured, and there is one for the post held last (KON P15(3), P20(1), P26)."""
    for one in segments:
        if one.belum:
            raise Refusal(PERIODS_MISSING, segment=_time(one), periods=", ".join(one.belum))
        if one.capaian is None and len(segments) > 1:
            raise Refusal(NOT_MEASURED, segment=_time(one))
    if not segments or not is_measured(segments[-1]):
        raise Refusal(NOTHING_MEASURED)
    if segments[-1].sebab == "mutasi":
        since = (segments[-1].selesai + ONE_DAY).isoformat()
        raise Refusal(NO_NEW_SKP, since=since)


def check_closed(segments: Sequence[Segmen], penilai: UUID | None, today: date, days: int) -> None:
    """The old penilai closes the segment; after so many days of silence what was measured stands (KON P26).

    A segment whose penilai also signs the year, or that only became a new version, is closed by that signature.
    """
    for one in segments:
        if waits(one, penilai) and one.measured_on and today <= (until := one.measured_on + timedelta(days=days)):
            raise Refusal(NOT_CLOSED, segment=_time(one), until=until.isoformat())


def waits(one: Segmen, penilai: UUID | None) -> bool:
    """Whether a segment is still to be closed by somebody else than the penilai of the year's end."""
    return one.sebab in {"mutasi", "bebas_skp"} and not one.confirmed and one.penilai_id != penilai


def told(one: Segmen, penilai: UUID | None, *, signed: bool) -> SegmenSkp:
    """A segment as it is published; the signature closes also the one that goes on."""
    return SegmenSkp(
        skp_id=one.skp_id,
        mulai=one.mulai,
        selesai=one.selesai,
        capaian=None if one.capaian is None else format(one.capaian, "f"),
        ditutup=(signed or bool(one.sebab)) and not waits(one, penilai),
    )


def said(segments: Sequence[Segmen], nilai: Decimal | None, penilai: UUID | None) -> str:
    """The dimension capaian in words: each segment by itself, and what they come to."""
    if len(segments) == 1 and not waits(segments[0], penilai):
        return f"capaian SKP {segments[0].capaian} %" if segments[0].capaian is not None else ""
    each = [_said(one, penilai) for one in segments if one.capaian is not None]
    whole = f"capaian SKP {nilai} %, proporsional: " if nilai is not None and each else "capaian SKP " if each else ""
    return whole + ", ".join(each)


def _said(one: Segmen, penilai: UUID | None) -> str:
    unconfirmed = "; tidak ditutup oleh pejabat penilai lama" if waits(one, penilai) else ""
    return f"{one.capaian} % ({_time(one)}{unconfirmed})"


def _time(one: Segmen) -> str:
    return f"{one.mulai.isoformat()} s.d. {one.selesai.isoformat()}"
