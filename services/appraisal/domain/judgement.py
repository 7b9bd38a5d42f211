"""The rules of an appraisal: who, when, which aspects, what they come to. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Protocol

from contracts.butir import ButirKinerja
from contracts.refusal import forbidden, lacking, wrong_state
from contracts.vocabulary import Predikat

HIGHEST = Decimal(120)


class Band(Protocol):
    """One predikat of the law: its lowest nilai, and whether it needs a new idea."""

    @property
    def predikat(self) -> str: ...
    @property
    def lowest(self) -> Decimal: ...
    @property
    def idea(self) -> bool: ...


def check_penilai(atasan: object, actor: object, office: Collection[str], *, vacant: bool = False) -> None:
    """The direct superior appraises (KUAN P1(24), KON P34(2)); the Bupati's office where he is the superior.

    `vacant`: there is nobody, neither below the Bupati nor he (KON P34(4), reading A22).
    """
    if vacant:
        raise wrong_state("Pejabat penilai tidak ada; penilaian menunggu penggantinya.", "KUAN 1(24), KON 34(4-5)")
    if atasan is None:
        if "bupati" not in office:
            raise forbidden("Penilaian ini dilakukan oleh Bupati.", "KON 34(2)")
    elif atasan != actor:
        raise forbidden("Penilaian hanya oleh pejabat penilai (atasan langsung).", "KUAN 1(24), KON 34(2)")


def check_state(state: str, wanted: str) -> None:
    if state != wanted:
        raise wrong_state(f"Penilaian berstatus {state}; tindakan ini hanya dari status {wanted}.", "KON 38")


def check_window(today: date, tahun: int, opens_on: str) -> None:
    """Not before the end of December of the year appraised (KON P32(1))."""
    month, day = map(int, opens_on.split("-"))
    if today < date(tahun, month, day):
        raise wrong_state(f"Penilaian {tahun} dibuka pada akhir Desember.", "KON 32(1)")


def is_late(today: date, tahun: int, sign_until: str) -> bool:
    """Signed after the end of January of the next year (KON P32(1)); a flag."""
    month, day = map(int, sign_until.split("-"))
    return today > date(tahun + 1, month, day)


def aspects_for(jenis_jabatan: str, aspects: Sequence[str], leadership: str, leaders: Collection[str]) -> list[str]:
    """Leadership is judged only in offices that lead (KON P16(2))."""
    return [a for a in aspects if a != leadership or jenis_jabatan in leaders]


def check_scores(scores: Mapping[str, Decimal], aspects: Sequence[str]) -> None:
    """Exactly the aspects of the office, each from 0 to 120 (KON P16, reading B37)."""
    for aspect in scores:
        if aspect not in aspects:
            raise lacking(f"Aspek {aspect!r} tidak dinilai pada jabatan ini.", "KON 16(2)", f"perilaku.{aspect}")
    for aspect in aspects:
        if aspect not in scores:
            raise lacking(f"Aspek {aspect!r} belum dinilai.", "KON 16(1)", f"perilaku.{aspect}")
        if not 0 <= scores[aspect] <= HIGHEST:
            raise lacking("Nilai harus 0-120.", "KON 20(6)", f"perilaku.{aspect}")


def nilai_perilaku(scores: Mapping[str, Decimal]) -> Decimal:
    """The mean of the aspects that are judged: four or five, never divided by five when four are."""
    return sum(scores.values(), Decimal(0)) / len(scores)


def nilai_kinerja(skp: Decimal, perilaku: Decimal, weight_skp: Decimal, weight_perilaku: Decimal) -> Decimal:
    """KON P31(2): 70/30 without peers, 60/40 with; unrounded, at most 120."""
    return min(weight_skp * skp + weight_perilaku * perilaku, HIGHEST)


def predikat(nilai: Decimal, ide_baru: bool, bands: Sequence[Band]) -> Predikat:
    """The first band from the top that the unrounded nilai reaches (KON P31(5), reading B1)."""
    for band in sorted(bands, key=lambda b: b.lowest, reverse=True):
        if nilai >= band.lowest and (ide_baru or not band.idea):
            return Predikat(band.predikat)
    raise ValueError(f"no band for {nilai}")


def objection_ends(received: date, days: int) -> date:
    """The last day for an objection: day 0 is the day of receipt (KON P48(1), reading B25)."""
    return received + timedelta(days=days)


def end_of(day: date, zone: tzinfo) -> datetime:
    """The moment a day of the Pemda is over, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(timezone.utc)


def target_of(butir: ButirKinerja) -> str:
    """The aspects that the target names (KUAN P7(3), KON P7(5))."""
    named = [
        f"{butir.target} {butir.satuan}" if butir.target else "",
        f"{butir.kualitas} %" if butir.kualitas else "",
        f"{butir.waktu_bulan} bulan" if butir.waktu_bulan else "",
        f"Rp{butir.biaya}" if butir.biaya else "",
    ]
    return ", ".join(part for part in named if part)
