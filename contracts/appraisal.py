"""What appraisal tells: a judgement, from the moment it is final."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from contracts.dokumen_penilaian import (
    AppraisalDelivered,
    AppraisalLapsed,
    AppraisalReceived,
    AppraisalReturned,
    KeberatanDecided,
    KeberatanFiled,
    LaporanPenilaianForwarded,
    LaporanPenilaianSubmitted,
    PeringkatSet,
)
from contracts.event import Event
from contracts.pemantauan import PemantauanMissed
from contracts.sidang import PertimbanganProposed, SidangConvened
from contracts.survei import UndanganSurveiSent
from contracts.terlambat import KeberatanOverdue, PenempatanSementaraEnded
from contracts.vocabulary import Desimal, Kapasitas, Predikat, Tahun

__all__ = [
    "AppraisalDelivered", "AppraisalLapsed", "AppraisalReceived", "AppraisalReturned", "KeberatanDecided",
    "KeberatanFiled", "LaporanPenilaianForwarded", "LaporanPenilaianSubmitted", "KeberatanOverdue",
    "PemantauanMissed", "PenempatanSementaraEnded",
    "PeringkatSet", "PertimbanganProposed", "SidangConvened",
    "UndanganSurveiSent",
]  # fmt: skip


class AppraisalOpened(Event, frozen=True):
    """The yearly appraisal of a person is open: the SKP it rests on is set (KON P32, KUAN P4)."""

    aggregate = "appraisal_id"
    partition_by = "asn_id"

    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    scoring: str


class AppraisalSigned(Event, frozen=True):
    """The penilai laid the appraisal down and signed it (KON P32(2), P38(1)).

    `sebagai`: as the penilai, or as the superior in their place (KON P39). `kapasitas`: in what capacity somebody is
    penilai on that day (KON P34(4-5)).
    """

    aggregate = "appraisal_id"
    partition_by = "asn_id"

    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    penilai_id: UUID | None
    signed_on: date
    late: bool
    sebagai: Annotated[Literal["penilai", "pengganti"], Meta(title="SebagaiPenandatangan")] = "penilai"
    kapasitas: Kapasitas = ""


class SegmenSkp(Struct, frozen=True, kw_only=True):
    """An SKP of the year, from its first day to its last, with its capaian in per cent (KON P26).

    `ditutup`: closed by its own penilai, or by the signature of the year where that is the same.
    """

    skp_id: UUID
    mulai: date
    selesai: date
    capaian: Desimal | None
    ditutup: bool


PredikatBkn = Annotated[
    Literal["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"], Meta(title="PredikatBkn")
]
RatingEkspektasi = Annotated[Literal["di_atas", "sesuai", "di_bawah"], Meta(title="RatingEkspektasi")]


class KuadranBkn(Struct, frozen=True, kw_only=True):
    """The predikat for BKN (PermenPANRB 6/2022): of two ratings, never of the nilai.

    `*_kode`: as SIASN numbers them (ratings 1 di atas, 2 sesuai, 3 di bawah; kuadran 1 Sangat Baik to 5 Sangat Kurang).
    """

    hasil_kerja: RatingEkspektasi
    perilaku: RatingEkspektasi
    predikat: PredikatBkn
    hasil_kerja_kode: int
    perilaku_kode: int
    kuadran_kode: int


class AppraisalFinalized(Event, frozen=True):
    """The result stands. Scores are decimal texts; None where the law gives no number (KUAN P4).

    `dimensi` are the five dimensions of KUAN P4 / KON P1(17): target, capaian, hasil, manfaat, perilaku.
    `segmen`: the SKPs whose capaian `nilai_skp` is made of; one, unless the person moved or the SKP was changed.
    `target_terpenuhi`: whether the target was met (KON P45(1)); nothing follows from it by itself. `bkn`: the predikat
    for BKN, where the penilai gave its ratings.
    """

    aggregate = "appraisal_id"
    partition_by = "asn_id"

    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    nilai_skp: Desimal | None
    nilai_perilaku: Desimal | None
    nilai_kinerja: Desimal | None
    predikat: Predikat | None
    ide_baru: bool
    dimensi: Annotated[dict[str, str], Meta(title="DimensiKinerja")]
    pack: str
    segmen: tuple[SegmenSkp, ...] = ()
    target_terpenuhi: bool | None = None
    bkn: KuadranBkn | None = None


class IdeRecommended(Event, frozen=True):
    """The direct superior recommends a new idea or way of somebody (KON P31(6)); it waits for the head of the unit."""

    aggregate = "ide_id"
    partition_by = "asn_id"

    ide_id: UUID
    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    oleh: UUID


class IdeDecided(Event, frozen=True):
    """The head of the unit has set (`diterima`) or refused the new idea of somebody (KON P31(6), reading B19)."""

    aggregate = "ide_id"
    partition_by = "asn_id"

    ide_id: UUID
    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    diterima: bool
    oleh: UUID


class TindakLanjutOpened(Event, frozen=True):
    """Time to improve is given by `dasar` (KON 46(1) or 47(1)) until `review_on`, when the penilai reviews."""

    aggregate = "kasus_id"
    partition_by = "asn_id"

    kasus_id: UUID
    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    dasar: str
    predikat: Predikat
    review_on: date


class TindakLanjutMoved(Event, frozen=True):
    """A case went on: reviewed (not improved), tested, placed for a year, closed with `hasil` (KON P46(3-4), P47(2-5)).

    `hasil`: membaik, memenuhi_standar; by decree of the PPK dipindahkan, diturunkan, tetap, and of who was placed and
    found no vacancy diberhentikan_dengan_hormat; empty while it is open.
    """

    aggregate = "kasus_id"
    partition_by = "asn_id"

    kasus_id: UUID
    asn_id: UUID
    state: Annotated[str, Meta(examples=["reviewed", "tested", "closed"])]
    hasil: Annotated[str, Meta(examples=["", "membaik", "memenuhi_standar", "dipindahkan", "diturunkan", "tetap"])]
    oleh: UUID
