"""An appraisal, from the day it opens to the day its result stands: each act returns the next state and its event."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from contracts.appraisal import AppraisalFinalized, AppraisalOpened, AppraisalSigned, SegmenSkp
from contracts.identity import Penempatan
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Predikat
from services.appraisal.domain import bkn, judgement, segmen
from services.appraisal.domain.bkn import Ekspektasi, Kuadran
from services.appraisal.domain.judgement import Rating
from services.appraisal.domain.segmen import Segmen
from services.appraisal.policy import AppraisalPolicy

NO_APPRAISAL = rule("appraisal.result.unknown", 404, "Penilaian tidak ditemukan.", source="implicit")
NOT_APPRAISED = rule("appraisal.result.not_appraised", 403, "Hanya pegawai yang dinilai.")
NO_NUMBERS = rule("appraisal.score.no_numbers", 422, "Peraturan ini tidak memuat nilai angka.", "perilaku")


class Dinilai(Struct, frozen=True, kw_only=True):
    """The person who is appraised, as the staffing data has them today. `kosong`: nobody is their penilai."""

    asn_id: UUID
    atasan_id: UUID | None
    kosong: bool
    jenis_jabatan: str
    tmt_jabatan: date
    penempatan: tuple[Penempatan, ...]


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


class Appraisal(Struct, frozen=True, kw_only=True):
    """The appraisal of one person in one year. `capaian_said`: the dimension capaian in words.

    `banding`: each aspect of behaviour against the standard of the jabatan (KON P27(1)).
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
    received_at: datetime | None = None
    late: bool = False
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


def check_signing(
    one: Appraisal, who: Dinilai, actor: UUID, office: Collection[str], today: date, policy: AppraisalPolicy
) -> None:
    """By the penilai, once, from the end of December on (KON P32(1), P34(2), P38(1))."""
    judgement.check_penilai(who.atasan_id, actor, office, vacant=who.kosong)
    judgement.check_state(one.state, "opened")
    judgement.check_window(today, one.tahun, policy.opens_on.value)


def sign(
    one: Appraisal, who: Dinilai, segments: Sequence[Segmen], said: Judged, policy: AppraisalPolicy,
    *, pack: str, actor: UUID, at: datetime, today: date,
) -> tuple[Appraisal, AppraisalSigned]:  # fmt: skip
    """Laid down and signed: what is known now is what it rests on (KON P31, P32(2), P38(1))."""
    scores = score(who, policy, said, segments, today)
    late = judgement.is_late(today, one.tahun, policy.sign_until.value)
    after = replace(
        one, state="signed", version=one.version + 1, scores=scores, perilaku=said.perilaku, hasil=said.hasil,
        banding=banding(who, policy, said), bkn=bkn.quadrant(said.bkn, policy.quadrants.value) if said.bkn else None,
        ide_baru=said.ide_baru,
        manfaat=said.manfaat, keadaan_kahar=said.keadaan_kahar.strip(), signed_by=actor, signed_at=at, late=late,
        pack=pack, segmen=tuple(segmen.told(s, who.atasan_id, signed=True) for s in segments),
        capaian_said=segmen.said(segments, scores.nilai_skp, who.atasan_id),
    )  # fmt: skip
    event = AppraisalSigned(
        appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun, penilai_id=who.atasan_id, signed_on=today,
        late=late,
    )  # fmt: skip
    return after, event


def score(who: Dinilai, policy: AppraisalPolicy, said: Judged, segments: Sequence[Segmen], today: date) -> Scores:
    """Numbers where the law gives them; none where it gives none, and then none are taken."""
    if policy.scoring.value == "none":
        if said.perilaku:
            raise Refusal(NO_NUMBERS)
        return Scores()
    segmen.check_measured(segments)
    segmen.check_closed(segments, who.atasan_id, today, policy.segment_confirm_days.value)
    judgement.check_scores(said.perilaku, aspects_of(who, policy))
    skp = segmen.value(segments, policy.segment_basis.value)
    assert skp is not None  # every segment is measured
    perilaku = judgement.nilai_perilaku(said.perilaku)
    nilai = judgement.nilai_kinerja(skp, perilaku, *policy.weights)
    return Scores(
        nilai_skp=skp,
        nilai_skp_hari=segmen.proportional(segments, "hari"),
        nilai_skp_bulan=segmen.proportional(segments, "bulan"),
        nilai_perilaku=perilaku,
        nilai_kinerja=nilai,
        predikat=judgement.predikat(nilai, said.ide_baru, policy.predicates.value),
    )


def aspects_of(who: Dinilai, policy: AppraisalPolicy) -> list[str]:
    """The aspects of behaviour that are judged on somebody's jabatan (KON P16(1-2))."""
    return judgement.aspects_for(
        who.jenis_jabatan, policy.aspects.value, policy.leadership_aspect.value, policy.leadership_for.value
    )


def banding(who: Dinilai, policy: AppraisalPolicy, said: Judged) -> dict[str, Rating]:
    """Behaviour against the standard of the jabatan (KON P16(4), P27(1)); nothing where the law has no scores."""
    if policy.scoring.value == "none":
        return judgement.compare(said.tingkat, {})
    standard = judgement.standard_of(who.jenis_jabatan, aspects_of(who, policy), policy.behaviour_standard.value)
    return judgement.compare(said.tingkat, standard)


def receive(one: Appraisal, actor: UUID, at: datetime) -> Appraisal:
    """The appraised receives and signs (KON P38(3))."""
    if one.asn_id != actor:
        raise Refusal(NOT_APPRAISED)
    judgement.check_state(one.state, "signed")
    return replace(one, state="received", received_at=at)


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
