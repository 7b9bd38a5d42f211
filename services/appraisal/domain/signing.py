"""Laying an appraisal down: what it comes to, who signs it and when (KON P25-32, P38(1), P39). Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from msgspec.structs import replace

from contracts.appraisal import AppraisalSigned
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Predikat
from kernel.penilai import kapasitas, penilai_on
from services.appraisal.domain import bkn, judgement, segmen, survei
from services.appraisal.domain.appraisal import Appraisal, Dinilai, Judged, Scores
from services.appraisal.domain.judgement import HIGHEST, Rating
from services.appraisal.domain.segmen import Segmen
from services.appraisal.policy import AppraisalPolicy

NO_NUMBERS = rule("appraisal.score.no_numbers", 422, "Peraturan ini tidak memuat nilai angka.", "perilaku")


class Combined(TypedDict):
    """What both nilai come to together."""

    nilai_perilaku: Decimal
    nilai_kinerja: Decimal
    predikat: Predikat


def check_signing(
    one: Appraisal, who: Dinilai, actor: UUID, office: Collection[str], today: date, policy: AppraisalPolicy
) -> None:
    """Refuse unless the penilai signs, once, from the end of December on (KON P32(1), P34(2), P38(1))."""
    judgement.check_penilai(who.atasan_id, actor, office, vacant=who.kosong)
    judgement.check_state(one.state, "opened")
    judgement.check_window(today, one.tahun, policy.opens_on.value)


def sign(
    one: Appraisal, who: Dinilai, segments: Sequence[Segmen], said: Judged, policy: AppraisalPolicy,
    *, pack: str, actor: UUID, at: datetime, today: date, peers: Decimal | None, substitute: bool = False,
) -> tuple[Appraisal, AppraisalSigned]:  # fmt: skip
    """Lay down and sign; the result rests on what is known now (KON P31, P32(2), P38(1)).

    `peers`: what the survey came to. `substitute`: the superior of the penilai sets and signs instead (KON P39).
    """
    scores = score(who, policy, said, segments, today, peers)
    late = judgement.is_late(today, one.tahun, policy.sign_until.value)
    after = replace(
        one, state="signed", version=one.version + 1, scores=scores, perilaku=said.perilaku, hasil=said.hasil,
        banding=banding(who, policy, said), bkn=bkn.quadrant(said.bkn, policy.quadrants.value) if said.bkn else None,
        ide_baru=said.ide_baru, manfaat=said.manfaat, keadaan_kahar=said.keadaan_kahar.strip(), signed_by=actor,
        signed_at=at, signed_as="pengganti" if substitute else "penilai", late=late, pack=pack,
        segmen=tuple(segmen.told(s, who.atasan_id, signed=True) for s in segments),
        capaian_said=segmen.said(segments, scores.nilai_skp, who.atasan_id), lapsed="", substitute_until=None,
    )  # fmt: skip
    term = None if substitute else penilai_on(who.masa, today)
    event = AppraisalSigned(
        appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun,
        penilai_id=actor if substitute else who.atasan_id, signed_on=today, late=late, sebagai=after.signed_as,
        kapasitas=kapasitas(term.sebagai if term and term.penilai_id == actor else ""),
    )  # fmt: skip
    return after, event


def score(
    who: Dinilai, policy: AppraisalPolicy, said: Judged, segments: Sequence[Segmen], today: date, peers: Decimal | None
) -> Scores:  # fmt: skip
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
    return Scores(
        nilai_skp=skp,
        nilai_skp_hari=segmen.proportional(segments, "hari"),
        nilai_skp_bulan=segmen.proportional(segments, "bulan"),
        **_combined(skp, said.perilaku, said.ide_baru, policy, peers),
    )


def _combined(
    skp: Decimal, perilaku: Mapping[str, Decimal], ide_baru: bool, policy: AppraisalPolicy, peers: Decimal | None
) -> Combined:  # fmt: skip
    """The nilai perilaku with what the survey came to, both nilai weighed, and the predikat (KON P29(4-5), P31)."""
    own = judgement.nilai_perilaku(perilaku)
    behaviour = survei.combine(own, peers, policy.weight_penilai.value, policy.weight_peers.value)
    nilai = judgement.nilai_kinerja(skp, behaviour, *weights(policy))
    predikat = judgement.predikat(nilai, ide_baru, policy.predicates.value)
    return {"nilai_perilaku": behaviour, "nilai_kinerja": nilai, "predikat": predikat}


def weights(policy: AppraisalPolicy) -> tuple[Decimal, Decimal]:
    """Of the nilai SKP and the nilai perilaku: the Pemda's choice, not the person's (KON P31(3-4), reading B16)."""
    if policy.peer_input.value:
        return policy.weight_skp_with_peers.value, policy.weight_perilaku_with_peers.value
    return policy.weight_skp.value, policy.weight_perilaku.value


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


def revise(
    one: Appraisal, who: Dinilai, policy: AppraisalPolicy, said: Judged, nilai_skp: Decimal | None,
    peers: Decimal | None = None,
) -> Appraisal:  # fmt: skip
    """The result as the superior sets it upon an objection (KON P48(4)); what is not changed stays.

    `nilai_skp`: where the superior finds another one than what was measured; at most 120 (reading B37). `peers`: what
    the survey came to; an objection changes no answer.
    """
    after = replace(one, hasil=said.hasil or one.hasil, manfaat=said.manfaat or one.manfaat, ide_baru=said.ide_baru)
    if policy.scoring.value == "none":
        if said.perilaku or nilai_skp is not None:
            raise Refusal(NO_NUMBERS)
        return after
    perilaku = said.perilaku or one.perilaku
    judgement.check_scores(perilaku, aspects_of(who, policy))
    skp = one.scores.nilai_skp if nilai_skp is None else nilai_skp
    assert skp is not None
    if not 0 <= skp <= HIGHEST:
        raise Refusal(judgement.BEYOND, field="nilai_skp")
    scores = replace(one.scores, nilai_skp=skp, **_combined(skp, perilaku, said.ide_baru, policy, peers))
    return replace(after, perilaku=perilaku, scores=scores)
