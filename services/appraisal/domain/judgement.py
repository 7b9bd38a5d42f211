"""The rules of an appraisal: who, when, which aspects, what they come to. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from contracts.butir import ButirKinerja
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Arah, Predikat

NO_PENILAI = rule("appraisal.result.no_penilai", 409, "Pejabat penilai tidak ada; penilaian menunggu penggantinya.")
NOT_NOW = rule("appraisal.result.not_now", 409, "Penilaian berstatus {state}; tindakan ini hanya dari status {wanted}.")
TOO_EARLY = rule("appraisal.result.too_early", 409, "Penilaian {year} dibuka pada akhir Desember.")
ONLY_BUPATI = rule("appraisal.result.only_bupati", 403, "Penilaian ini dilakukan oleh Bupati.")
ONLY_PENILAI = rule("appraisal.result.only_penilai", 403, "Penilaian hanya oleh pejabat penilai (atasan langsung).")
STRANGE_ASPECT = rule("appraisal.score.strange_aspect", 422, "Aspek {aspect} tidak dinilai pada jabatan ini.")
ASPECT_MISSING = rule("appraisal.score.aspect_missing", 422, "Aspek {aspect} belum dinilai.")
BEYOND = rule("appraisal.score.beyond", 422, "Nilai harus 0-120.")

NO_STANDARD = rule("appraisal.score.no_standard", 409, "Standar perilaku kerja jabatan {jabatan} belum ditetapkan.")
NO_LEVEL = rule("appraisal.score.no_level", 422, "Tingkat perilaku harus ada untuk setiap aspek, dari 1 sampai {most}.")

HIGHEST = Decimal(120)
Rating = Literal["di_atas", "sesuai", "di_bawah"]
HIGHEST_LEVEL = 7


class Band(Protocol):
    """One predikat of the law: its lowest nilai, and whether it needs a new idea."""

    @property
    def predikat(self) -> str: ...
    @property
    def lowest(self) -> Decimal: ...
    @property
    def idea(self) -> bool: ...


def check_penilai(atasan: object, actor: object, office: Collection[str], *, vacant: bool = False) -> None:
    """The direct superior appraises (KUAN P1(24), KON P34(2)); the Bupati's office where the Bupati is the superior.

    `vacant`: there is nobody, neither below the Bupati nor the Bupati (KON P34(4), reading A22).
    """
    if vacant:
        raise Refusal(NO_PENILAI)
    if atasan is None:
        if "bupati" not in office:
            raise Refusal(ONLY_BUPATI)
    elif atasan != actor:
        raise Refusal(ONLY_PENILAI)


def check_state(state: str, wanted: str) -> None:
    if state != wanted:
        raise Refusal(NOT_NOW, state=state, wanted=wanted)


def check_window(today: date, tahun: int, opens_on: str) -> None:
    """Not before the end of December of the year appraised (KON P32(1))."""
    month, day = map(int, opens_on.split("-"))
    if today < date(tahun, month, day):
        raise Refusal(TOO_EARLY, year=tahun)


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
            raise Refusal(STRANGE_ASPECT, aspect=repr(aspect), field=f"perilaku.{aspect}")
    for aspect in aspects:
        if aspect not in scores:
            raise Refusal(ASPECT_MISSING, aspect=repr(aspect), field=f"perilaku.{aspect}")
        if not 0 <= scores[aspect] <= HIGHEST:
            raise Refusal(BEYOND, field=f"perilaku.{aspect}")


def standard_of(
    jenis_jabatan: str, aspects: Sequence[str], standards: Mapping[str, Mapping[str, int]]
) -> dict[str, int]:
    """The level that a jabatan asks for, aspect by aspect; Refusal 409 where the Pemda has set none (KON P16(4))."""
    known = standards.get(jenis_jabatan, {})
    if any(aspect not in known for aspect in aspects):
        raise Refusal(NO_STANDARD, jabatan=jenis_jabatan)
    return {aspect: known[aspect] for aspect in aspects}


def compare(levels: Mapping[str, int], standard: Mapping[str, int]) -> dict[str, Rating]:
    """What was seen against the standard of the jabatan (KON P27(1)); nothing where no level was given."""
    if levels and (set(levels) != set(standard) or any(not 1 <= n <= HIGHEST_LEVEL for n in levels.values())):
        raise Refusal(NO_LEVEL, field="tingkat", most=HIGHEST_LEVEL)
    return {aspect: _rated(levels[aspect], standard[aspect]) for aspect in standard if aspect in levels}


def _rated(level: int, standard: int) -> Rating:
    return "di_bawah" if level < standard else "sesuai" if level == standard else "di_atas"


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


def target_of(butir: ButirKinerja) -> str:
    """The aspects that the target names (KUAN P7(3), KON P7(5))."""
    amount = {
        Arah.KURANG: f"paling banyak {butir.target}", Arah.RENTANG: f"{butir.target} sampai {butir.sampai}",
        Arah.YA: "ya:",
    }.get(butir.arah, str(butir.target))  # fmt: skip
    named = [
        f"{amount} {butir.satuan}" if butir.target else "",
        f"{butir.kualitas} %" if butir.kualitas else "",
        f"{butir.waktu_bulan} bulan" if butir.waktu_bulan else "",
        f"Rp{butir.biaya}" if butir.biaya else "",
    ]
    return ", ".join(part for part in named if part)
