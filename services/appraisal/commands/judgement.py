"""What people ask of an appraisal: the penilai lays it down and signs, the appraised receives and signs."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm
from contracts.vocabulary import Uraian
from kernel.kalender import end_of
from services.appraisal import store
from services.appraisal.commands import followup
from services.appraisal.domain import appraisal as domain
from services.appraisal.domain import judgement
from services.appraisal.domain.appraisal import Appraisal, Judged, text_of
from services.appraisal.domain.bkn import Ekspektasi
from services.appraisal.domain.judgement import HIGHEST_LEVEL
from services.appraisal.policy import AppraisalPolicy

Aspek = Annotated[str, Meta(max_length=50)]
Nilai = Annotated[Decimal, Meta(description="0-120, a decimal")]


class SignAppraisal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai's judgement. `perilaku` is empty where the law of the Pemda gives no numbers (KUAN P4).

    `keadaan_kahar`: the document that says there was force majeure, where there was (KON P46(2)). `tingkat`: the level
    of behaviour that was seen, by aspect, for the comparison with the standard of the jabatan (KON P27(1)). `bkn`: the
    two ratings for BKN (PermenPANRB 6/2022).
    """

    perilaku: Annotated[dict[Aspek, Nilai], Meta(max_length=20)]
    hasil: Uraian
    manfaat: Uraian
    keadaan_kahar: Annotated[str, Meta(max_length=200)] = ""
    tingkat: Annotated[dict[Aspek, Annotated[int, Meta(ge=1, le=HIGHEST_LEVEL)]], Meta(max_length=20)] = {}
    bkn: Ekspektasi | None = None


class AppraisalState(Struct, frozen=True):
    """The appraisal as it stands now; scores are decimal texts."""

    appraisal_id: UUID
    state: str
    nilai_kinerja: str | None = None
    predikat: str | None = None
    late: bool = False


async def sign(work: Work, actor: Actor, appraisal_id: UUID, command: SignAppraisal) -> AppraisalState:
    """Lay down and sign (KON P31, P32(2), P38(1))."""
    one, who = await store.lock_appraisal(work, appraisal_id)
    pack, today = work.law_of_today(), work.today
    policy = pack.section("appraisal", AppraisalPolicy)
    domain.check_signing(one, who, actor.id, actor.peran, today, policy)
    segments = await store.segments(work, one.asn_id, one.tahun)
    said = Judged(
        perilaku=command.perilaku, hasil=command.hasil, manfaat=command.manfaat, keadaan_kahar=command.keadaan_kahar,
        tingkat=command.tingkat, bkn=command.bkn, ide_baru=await store.has_idea(work, appraisal_id),
    )  # fmt: skip
    after, event = domain.sign(one, who, segments, said, policy, pack=pack.id, actor=actor.id, at=work.now, today=today)
    await store.keep_appraisal(work, after)
    await work.record(event, after.version)
    return _state(after)


async def receive(work: Work, actor: Actor, appraisal_id: UUID) -> AppraisalState:
    """The appraised receives and signs; fourteen days for an objection begin (KON P38(3), P48(1))."""
    one, _ = await store.lock_appraisal(work, appraisal_id)
    after = domain.receive(one, actor.id, work.now)
    policy = work.packs.law_at(work.tenant, after.signed).section("appraisal", AppraisalPolicy)
    last = judgement.objection_ends(work.today, policy.objection_days.value)
    await store.keep_appraisal(work, after)
    await arm(work, "objection_lapse", str(appraisal_id), end_of(last, work.zone))
    return _state(after)


async def objection_lapse(work: Work, due: Due) -> None:
    """Nobody objected in time: the result stands (reading B36)."""
    one, who = await store.lock_appraisal(work, UUID(due.subject))
    if one.state != "received":
        return
    last = work.day_of(due.due_at - timedelta(microseconds=1))
    found = await followup.follow(work, one, who, last)
    after = domain.finalize(one, last, found.met, found.no_case)
    await store.keep_appraisal(work, after)
    evidence = await store.evidence_of(work, one.asn_id, one.tahun)
    await work.record(domain.finalized(after, evidence), after.version)


def _state(one: Appraisal) -> AppraisalState:
    predikat = one.scores.predikat.value if one.scores.predikat else None
    return AppraisalState(one.appraisal_id, one.state, text_of(one.scores.nilai_kinerja), predikat, one.late)
