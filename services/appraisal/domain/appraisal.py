"""An appraisal, from the day it opens to the day its result stands: each act returns the next state and its event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from contracts.appraisal import AppraisalFinalized, AppraisalOpened, SegmenSkp
from contracts.identity import Penempatan
from contracts.masa import MasaPenilai
from contracts.refusal import rule
from contracts.vocabulary import Predikat
from services.appraisal.domain import bkn
from services.appraisal.domain.bkn import Ekspektasi, Kuadran
from services.appraisal.domain.judgement import Rating

NO_APPRAISAL = rule("appraisal.result.unknown", 404, "Penilaian tidak ditemukan.", source="implicit")


class Dinilai(Struct, frozen=True, kw_only=True):
    """The person who is appraised, as the staffing data has them today. `kosong`: nobody is their penilai.

    `masa`: who is their penilai from when to when, and in what capacity.
    """

    asn_id: UUID
    atasan_id: UUID | None
    kosong: bool
    jenis_jabatan: str
    tmt_jabatan: date
    penempatan: tuple[Penempatan, ...]
    opd: str
    hari_kerja: int
    status: str = "aktif"
    masa: tuple[MasaPenilai, ...] = ()


class Scores(Struct, frozen=True, kw_only=True):
    """What the year comes to, unrounded; all None where the law has no numbers (KUAN P4).

    `nilai_skp_hari` and `nilai_skp_bulan`: the nilai SKP by either reading of proportional (KON P26, B10).
    """

    nilai_skp: Decimal | None = None
    nilai_skp_hari: Decimal | None = None
    nilai_skp_bulan: Decimal | None = None
    nilai_perilaku: Decimal | None = None
    nilai_kinerja: Decimal | None = None
    predikat: Predikat | None = None


class Judged(Struct, frozen=True, kw_only=True):
    """What the penilai says, and what was decided before it.

    `perilaku`: aspect to score; `tingkat`: aspect to the level that was seen; `bkn`: the ratings for BKN;
    `keadaan_kahar`: the document that says there was force majeure; `ide_baru`: whether a new idea was set
    (KON P31(6)).
    """

    perilaku: Mapping[str, Decimal]
    hasil: str
    manfaat: str
    keadaan_kahar: str = ""
    tingkat: Mapping[str, int] = {}
    bkn: Ekspektasi | None = None
    ide_baru: bool = False


class SerahTerima(Struct, frozen=True, kw_only=True):
    """A handover of the paper to a person who did not take it: the record, and who witnessed it (reading B39)."""

    berita_acara: str
    saksi: str
    oleh: UUID


class Appraisal(Struct, frozen=True, kw_only=True):
    """The appraisal of one person in one year. `capaian_said`: the dimension capaian in words.

    `banding`: each aspect of behaviour against the standard of the jabatan (KON P27(1)).
    Of the paper: `signed_as`, `received_how`, `returned_by` (the appraised or the superior), `lapsed` (the act whose
    term passed last, and whom that concerns), `substitute_until`: see domain/paper.py. `objected`: an objection
    is open.
    `target_met`, `no_case`: see domain/followup.py. `pack`: of the day it opened; once signed, of that day.
    """

    appraisal_id: UUID
    asn_id: UUID
    tahun: int
    state: str
    target: str
    pack: str
    version: int
    scores: Scores = Scores()
    perilaku: Mapping[str, Decimal] = {}
    banding: Mapping[str, Rating] = {}
    bkn: Kuadran | None = None
    ide_baru: bool = False
    hasil: str = ""
    manfaat: str = ""
    keadaan_kahar: str = ""
    segmen: tuple[SegmenSkp, ...] = ()
    capaian_said: str = ""
    signed_by: UUID | None = None
    signed_at: datetime | None = None
    signed_as: Literal["penilai", "pengganti"] = "penilai"
    late: bool = False
    delivered_at: datetime | None = None
    received_at: datetime | None = None
    received_how: str = ""
    serah_terima: SerahTerima | None = None
    objection_until: date | None = None
    returned_at: datetime | None = None
    returned_by: UUID | None = None
    lapsed: str = ""
    lapsed_to: UUID | None = None
    lapsed_to_role: str = ""
    substitute_until: date | None = None
    objected: bool = False
    target_met: bool | None = None
    no_case: str = ""
    final_on: date | None = None

    @property
    def signed(self) -> datetime:
        """When it was signed; only of one that is."""
        assert self.signed_at is not None
        return self.signed_at


class Evidence(Struct, frozen=True):
    """How many activities of the year the penilai verified, and how many only the system approved."""

    by_penilai: int
    by_auto: int


def opened(one: Appraisal, scoring: str) -> AppraisalOpened:
    """What is told of a new one (KON P32, KUAN P4)."""
    return AppraisalOpened(appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun, scoring=scoring)


def finalize(one: Appraisal, final_on: date, met: bool | None, no_case: str) -> Appraisal:
    """The result stands from now on (reading B36)."""
    return replace(one, state="final", version=one.version + 1, final_on=final_on, target_met=met, no_case=no_case)


def finalized(one: Appraisal, evidence: Evidence) -> AppraisalFinalized:
    """What is told of a result that stands; the evidence as it is known now."""
    said = f"{evidence.by_penilai} aktivitas terverifikasi, {evidence.by_auto} disetujui sistem (tidak diverifikasi)"
    scores = one.scores
    return AppraisalFinalized(
        appraisal_id=one.appraisal_id,
        asn_id=one.asn_id,
        tahun=one.tahun,
        nilai_skp=text_of(scores.nilai_skp),
        nilai_perilaku=text_of(scores.nilai_perilaku),
        nilai_kinerja=text_of(scores.nilai_kinerja),
        predikat=scores.predikat,
        ide_baru=one.ide_baru,
        dimensi={
            "target": one.target,
            "capaian": f"{one.capaian_said}; {said}" if one.capaian_said else said,
            "hasil": one.hasil,
            "manfaat": one.manfaat,
            "perilaku": msgspec.json.encode(one.perilaku).decode(),
        },
        pack=one.pack,
        segmen=one.segmen,
        target_terpenuhi=one.target_met,
        bkn=bkn.told(one.bkn) if one.bkn else None,
    )


def text_of(number: Decimal | None) -> str | None:
    """A score as decimal text."""
    return None if number is None else format(number, "f")
