"""The penilai lays an appraisal down, signs it and releases it (KON P31, P32(2), P38(1-2))."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import arm, disarm
from contracts.vocabulary import Uraian
from kernel.kalender import end_of
from services.appraisal import store
from services.appraisal.commands.finish import AppraisalState, keep, policy_of, state_of
from services.appraisal.domain import clocks, paper, signing, survei
from services.appraisal.domain.appraisal import Appraisal, Dinilai, Judged
from services.appraisal.domain.bkn import Ekspektasi
from services.appraisal.domain.judgement import HIGHEST_LEVEL
from services.appraisal.policy import AppraisalPolicy

Aspek = Annotated[str, Meta(max_length=50)]
Nilai = Annotated[Decimal, Meta(description="0-120, a decimal")]
Perilaku = Annotated[dict[Aspek, Nilai], Meta(max_length=20)]


class SignAppraisal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai's judgement. `perilaku` is empty where the law of the Pemda gives no numbers (KUAN P4).

    `keadaan_kahar`: the document that says there was force majeure, where there was (KON P46(2)). `tingkat`: the level
    of behaviour that was seen, by aspect, for the comparison with the standard of the jabatan (KON P27(1)). `bkn`: the
    two ratings for BKN (PermenPANRB 6/2022). `sampaikan`: whether the paper is released with the signature; a paper
    that is kept back is delivered later (KON P38(2)).
    """

    perilaku: Perilaku
    hasil: Uraian
    manfaat: Uraian
    keadaan_kahar: Annotated[str, Meta(max_length=200)] = ""
    tingkat: Annotated[dict[Aspek, Annotated[int, Meta(ge=1, le=HIGHEST_LEVEL)]], Meta(max_length=20)] = {}
    bkn: Ekspektasi | None = None
    sampaikan: bool = True


async def sign(work: Work, actor: Actor, appraisal_id: UUID, command: SignAppraisal) -> AppraisalState:
    """Lay down, sign and, unless it is kept back, release (KON P31, P32(2), P38(1-2))."""
    one, who = await store.lock_appraisal(work, appraisal_id)
    policy = work.law_of_today().section("appraisal", AppraisalPolicy)
    signing.check_signing(one, who, actor.id, actor.peran, work.today, policy)
    return state_of(await lay_down(work, actor, one, who, command))


async def lay_down(
    work: Work, actor: Actor, one: Appraisal, who: Dinilai, command: SignAppraisal, *, substitute: bool = False
) -> Appraisal:
    """Sign an appraisal as the penilai, or as their superior (`substitute`), by the law of today."""
    pack, today = work.law_of_today(), work.today
    policy = pack.section("appraisal", AppraisalPolicy)
    segments = await store.segments(work, one.asn_id, one.tahun)
    survey = await store.survey_of(work, one.appraisal_id)
    survei.check_closed(survey)
    said = Judged(
        perilaku=command.perilaku, hasil=command.hasil, manfaat=command.manfaat, keadaan_kahar=command.keadaan_kahar,
        tingkat=command.tingkat, bkn=command.bkn, ide_baru=await store.has_idea(work, one.appraisal_id),
    )  # fmt: skip
    after, signed = signing.sign(
        one,
        who,
        segments,
        said,
        policy,
        pack=pack.id,
        actor=actor.id,
        at=work.now,
        today=today,
        peers=survey.hasil.nilai if survey else None,
        substitute=substitute,
    )
    for kind in ("sign_due", "substitute_due"):
        await disarm(work, kind, str(one.appraisal_id))
    if not command.sampaikan:
        await keep(work, one, after, signed)
        due = clocks.last_day(today, policy.deliver_days.value)
        await arm(work, "deliver_due", str(one.appraisal_id), end_of(due, work.zone))
        return after
    act = paper.Act(oleh=actor.id, pada=work.now, today=today)
    after, delivered = paper.deliver(after, act, policy, today)
    await keep(work, one, after, signed, delivered)
    await start_delivery(work, after, policy)
    return after


async def start_delivery(work: Work, one: Appraisal, policy: AppraisalPolicy) -> None:
    """The paper waits for its receipt; after the days of the return the penilai is told that it was not taken (B39)."""
    key = str(one.appraisal_id)
    await disarm(work, "deliver_due", key)
    due = clocks.last_day(work.today, policy.return_days.value)
    await arm(work, "receive_due", key, end_of(due, work.zone))


async def open_term(work: Work, one: Appraisal) -> None:
    """From its opening on an appraisal waits for its signature until the middle of February (B26)."""
    over = clocks.signing_lapses(one.tahun, policy_of(work, one))
    await arm(work, "sign_due", str(one.appraisal_id), end_of(over, work.zone))
