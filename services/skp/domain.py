"""The rules of an SKP: what it must hold, who moves it on, when it is late, what its realisation comes to. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from contracts.refusal import forbidden, lacking, wrong_state
from contracts.vocabulary import Kategori, Uraian

ORDER = ("draft", "submitted", "reviewed", "agreed", "set")


class Sumber(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the plan rests on: one of the five sources of KUAN P5(2) / KON P6(1), and which document."""

    jenis: Annotated[str, Meta(max_length=50)]
    rujukan: Uraian


class SuratKeputusan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The SK that formalises a tugas tambahan (KUAN P9(2)b, KON P9(2)b)."""

    nomor: Annotated[str, Meta(min_length=1, max_length=100)]
    tanggal: date
    pemberi_id: UUID


class Target(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The four aspects of KUAN P7(3) / KON P7(5); at least one, and a quantity to be measured by."""

    kuantitas: Annotated[int, Meta(ge=1, le=1_000_000)]
    satuan: Annotated[str, Meta(min_length=1, max_length=50)]
    kualitas: Annotated[int, Meta(ge=1, le=100)] | None = None
    waktu_bulan: Annotated[int, Meta(ge=1, le=12)] | None = None
    biaya: Annotated[int, Meta(ge=0, le=10**15)] | None = None


class Butir(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kinerja with its indicator and target."""

    butir_id: UUID | None = None
    kategori: Kategori
    uraian: Uraian
    indikator: Annotated[str, Meta(max_length=2000)]
    target: Target
    sk: SuratKeputusan | None = None


class Content(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the owner plans."""

    sumber: tuple[Sumber, ...]
    butir: tuple[Butir, ...]
    perilaku: Annotated[str, Meta(max_length=4000)] = ""
    benar: bool = False


def check_exempt(status: str, exempt: Collection[str]) -> None:
    """KON P14: no SKP while the status lasts."""
    if status in exempt:
        raise wrong_state("Penyusunan SKP tidak berlaku pada status kepegawaian ini (exempt).", "KON 14")


def check_complete(content: Content, sources: Collection[str]) -> None:
    """What must stand in a plan that is declared complete."""
    if not content.benar:
        raise lacking("Nyatakan bahwa isian ini benar.", "KUAN 23(1)", "benar")
    if not content.sumber or any(s.jenis not in sources for s in content.sumber):
        raise lacking(f"Sebutkan sumber penyusunan: {', '.join(sources)}.", "KUAN 5(2), KON 6(1)", "sumber")
    if not any(b.kategori is Kategori.UTAMA for b in content.butir):
        raise lacking("SKP memuat paling sedikit satu kinerja utama.", "KUAN 6(1), KON 7(1)", "butir")
    for n, butir in enumerate(content.butir):
        if not butir.indikator.strip():
            raise lacking(
                f"Kinerja {butir.uraian!r} belum memiliki indikator.", "KUAN 7(1), KON 7(3)", f"butir[{n}].indikator"
            )
        if butir.kategori is Kategori.TAMBAHAN and butir.sk is None:
            raise lacking("Tugas tambahan harus memiliki SK.", "KUAN 9(2)b, KON 9(2)b", f"butir[{n}].sk")


def check_step(state: str, wanted: str) -> None:
    """A step is taken only from the one before it; skipping and repeating are refused."""
    before = ORDER[ORDER.index(wanted) - 1]
    if state != before:
        raise wrong_state(f"SKP berstatus {state}; langkah ini hanya dari status {before}.", "KUAN 5(4), KON 6(2-4)")


def check_owner(owner: object, actor: object) -> None:
    if owner != actor:
        raise forbidden("Hanya pemilik SKP.", "KUAN 23(1), KON 6(2)")


def check_reviewer(owner: object, actor: object, peran: Collection[str], same_opd: bool) -> None:
    """The pengelola kinerja of the same PD reviews, and nobody his own (KUAN P5(4), KON P6(3))."""
    if "pengelola_kinerja" not in peran or not same_opd:
        raise forbidden("Reviu hanya oleh pengelola kinerja pada PD yang sama.", "KUAN 5(4), KON 6(3)")
    if owner == actor:
        raise forbidden("SKP sendiri tidak dapat direviu sendiri.", "kebijakan")


def check_criteria(met: Mapping[str, bool], criteria: Sequence[str]) -> None:
    """All five criteria of an IKI are confirmed (KUAN P7(2), KON P7(4))."""
    missing = [name for name in criteria if not met.get(name)]
    if missing:
        raise lacking(f"Kriteria indikator belum terpenuhi: {', '.join(missing)}.", "KUAN 7(2), KON 7(4)", "kriteria")


def may_set(atasan: object, actor: object, office: Collection[str]) -> None:
    """The penilai sets; where that is the Bupati, his office's account does (KON P10(3), reading B34)."""
    if atasan is None:
        if "bupati" not in office:
            raise forbidden("SKP ini ditetapkan oleh Bupati.", "KON 10(3)")
    elif atasan != actor:
        raise forbidden("SKP ditetapkan oleh pejabat penilai (atasan langsung).", "KUAN 1(24), KON 6(4)")


def is_late(set_on: date, tahun: int, mulai: date, deadline: str) -> bool:
    """KON P15(2): in January of its year; a plan that begins later has its own window, not this one."""
    month, day = map(int, deadline.split("-"))
    if mulai > date(tahun, 1, 1):
        return False
    return set_on > date(tahun, month, day)


def check_year(set_on: date, tahun: int) -> None:
    """An SKP is not set before its year begins (KON P15(2))."""
    if set_on < date(tahun, 1, 1):
        raise wrong_state(f"SKP {tahun} baru dapat ditetapkan mulai 1 Januari {tahun}.", "KON 15(2)")


def capaian(realisasi: int, target: int, most: int) -> Decimal:
    """Realisation against target in per cent, at most 120 (KON P20(5-6)); unrounded."""
    return min(Decimal(realisasi) * 100 / Decimal(target), Decimal(most))


def mean_capaian(pairs: Sequence[tuple[int, int]], most: int) -> Decimal:
    """The mean capaian of the butir; one without a realisation counts as zero."""
    return sum((capaian(r, t, most) for r, t in pairs), Decimal(0)) / len(pairs)
