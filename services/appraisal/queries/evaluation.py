"""The evaluation sheet of a year, for the paper: who, what was found, what was objected and decided (KON P38, P48)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from chassis import paper
from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from contracts.refusal import Refusal, rule
from services.appraisal import store
from services.appraisal.domain.appraisal import Appraisal, Dinilai
from services.appraisal.domain.bkn import Kuadran
from services.appraisal.domain.judgement import NOT_NOW
from services.appraisal.domain.paper import Kepada
from services.appraisal.domain.signing import weights
from services.appraisal.policy import AppraisalPolicy
from services.appraisal.store.identities import BUPATI, Identity, identities

NOT_READER = rule(
    "appraisal.result.not_reader", 403, "Dokumen ini untuk pegawai yang dinilai, pejabat penilai dan atasannya."
)
MENCETAK = "mencetak dokumen evaluasi kinerja"
RELEASED = ("delivered", "received", "returned", "final")


class Part(Struct, frozen=True):
    """A score with its share of the nilai kinerja; texts with a comma."""

    nilai: str
    bobot: str
    hasil: str


class Objection(Struct, frozen=True):
    """An objection with both explanations and what the superior decided; empty parts are not there yet."""

    alasan: str
    penilai: str
    pegawai: str
    hasil: str
    pertimbangan: str


class Evaluation(Struct, frozen=True, kw_only=True):
    """The sheet. Scores are shown to two places; a law without numbers leaves `angka` empty (KUAN P4)."""

    appraisal_id: UUID
    pemda: str
    aturan: str
    tahun: int
    state: str
    pegawai: Identity
    penilai: Identity
    atasan: Identity
    target: str
    capaian: str
    hasil: str
    manfaat: str
    perilaku: tuple[tuple[str, str], ...]
    angka: tuple[tuple[str, Part], ...]
    nilai_kinerja: str
    predikat: str
    bkn: Kuadran | None
    keberatan: Objection | None
    pengganti: bool
    ditandatangani: str
    dikembalikan: str


async def evaluation(work: Work, actor: Actor, appraisal_id: UUID) -> Evaluation:
    """For the appraised once it was released, for the penilai who signed or judges, and for their superior."""
    one, who = await store.find_appraisal(work, appraisal_id)
    above = await store.superior_of_penilai(work, one, who)
    _check_reader(one, who, above, actor)
    if one.state not in RELEASED:
        raise Refusal(NOT_NOW, state=one.state, wanted="delivered")
    await keep_reading(work, actor, "evaluation.printed", [one.asn_id], MENCETAK)
    return await _sheet(work, one, who, above)


def _check_reader(one: Appraisal, who: Dinilai, above: Kepada, actor: Actor) -> None:
    judges = one.signed_by or who.atasan_id
    is_penilai = actor.id == judges or (judges is None and "bupati" in actor.peran)
    if actor.id != one.asn_id and not is_penilai and not above.is_held_by(actor.id, actor.peran):
        raise Refusal(NOT_READER)


async def _sheet(work: Work, one: Appraisal, who: Dinilai, above: Kepada) -> Evaluation:
    pack = next(pack for pack in work.packs.of_kind() if pack.id == one.pack)
    penilai = one.signed_by or who.atasan_id
    known = await identities(work, [id for id in (one.asn_id, penilai, above.asn_id) if id is not None])
    nobody = Identity() if above.beyond else BUPATI
    scores = one.scores
    return Evaluation(
        appraisal_id=one.appraisal_id, pemda=pack.head.pemda, aturan=pack.head.law, tahun=one.tahun, state=one.state,
        pegawai=known[one.asn_id], penilai=known.get(penilai, BUPATI) if penilai else BUPATI,
        atasan=known.get(above.asn_id, BUPATI) if above.asn_id else nobody,
        target=one.target, capaian=one.capaian_said, hasil=one.hasil, manfaat=one.manfaat,
        perilaku=tuple((name.replace("_", " "), _shown(value)) for name, value in one.perilaku.items()),
        angka=_parts(one, pack.section("appraisal", AppraisalPolicy)), nilai_kinerja=_shown(scores.nilai_kinerja),
        predikat=scores.predikat.value if scores.predikat else "", bkn=one.bkn,
        keberatan=await _objection(work, one.appraisal_id), pengganti=one.signed_as == "pengganti",
        ditandatangani=_moment(work, one.signed_at), dikembalikan=_moment(work, one.returned_at),
    )  # fmt: skip


def _parts(one: Appraisal, policy: AppraisalPolicy) -> tuple[tuple[str, Part], ...]:
    """Nilai SKP and nilai perilaku with their weights and products (KON P31(2))."""
    scores = (one.scores.nilai_skp, one.scores.nilai_perilaku)
    named = zip(("Nilai SKP", "Nilai perilaku kerja"), scores, weights(policy), strict=True)
    return tuple(
        (name, Part(_shown(score), f"{(weight * 100).normalize():f}", _shown(score * weight)))
        for name, score, weight in named
        if score is not None
    )


async def _objection(work: Work, appraisal_id: UUID) -> Objection | None:
    found = await store.objection_of(work, appraisal_id)
    if found is None:
        return None
    one = await store.find_objection(work, found)
    said = one.penjelasan
    return Objection(one.alasan, said.get("penilai", ""), said.get("pegawai", ""), one.hasil, one.pertimbangan)


def _shown(value: Decimal | None) -> str:
    return "" if value is None else paper.score(value)


def _moment(work: Work, at: datetime | None) -> str:
    return f"{work.day_of(at):%d-%m-%Y}" if at else ""
