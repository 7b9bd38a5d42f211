"""When a result stands: after the days for an objection and both signatures, or by the decision (B36)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import disarm
from contracts.event import Event
from services.appraisal import store
from services.appraisal.commands import followup
from services.appraisal.domain import appraisal as domain
from services.appraisal.domain.appraisal import Appraisal, Dinilai, text_of
from services.appraisal.domain.paper import Act, is_finished
from services.appraisal.policy import AppraisalPolicy

# The deadlines of a paper, by the kinds that app.py names.
TERMS = ("sign_due", "deliver_due", "receive_due", "return_due", "substitute_due", "objection_lapse")


class AppraisalState(Struct, frozen=True):
    """The appraisal as it stands now; scores are decimal texts."""

    appraisal_id: UUID
    state: str
    nilai_kinerja: str | None = None
    predikat: str | None = None
    late: bool = False
    objection_until: date | None = None


def state_of(one: Appraisal) -> AppraisalState:
    """The reply to every command about an appraisal."""
    predikat = one.scores.predikat.value if one.scores.predikat else None
    return AppraisalState(
        one.appraisal_id, one.state, text_of(one.scores.nilai_kinerja), predikat, one.late, one.objection_until
    )


def policy_of(work: Work, one: Appraisal) -> AppraisalPolicy:
    """The law by which an appraisal was signed; of one that is open, the law of today."""
    law = work.packs.law_at(work.tenant, one.signed_at) if one.signed_at else work.law_of_today()
    return law.section("appraisal", AppraisalPolicy)


def act_of(work: Work, actor: Actor) -> Act:
    """The act of this moment, with who does it."""
    return Act(oleh=actor.id, pada=work.now, today=work.today)


async def keep(work: Work, before: Appraisal, after: Appraisal, *events: Event) -> None:
    """Write what became of an appraisal and record its events, each the next version."""
    assert after.version == before.version + len(events)
    await store.keep_appraisal(work, after)
    await work.record_all([(event, before.version + n) for n, event in enumerate(events, 1)])


async def finish_if_over(work: Work, one: Appraisal, who: Dinilai) -> Appraisal:
    """The appraisal, final where nothing can change it any more."""
    return await finish(work, one, who, work.today) if is_finished(one, work.today) else one


async def finish(work: Work, one: Appraisal, who: Dinilai, final_on: date) -> Appraisal:
    """Make the result stand, open what follows from it, and tell it."""
    found = await followup.follow(work, one, who, final_on)
    after = domain.finalize(one, final_on, found.met, found.no_case)
    evidence = await store.evidence_of(work, one.asn_id, one.tahun)
    await keep(work, one, after, domain.finalized(after, evidence))
    for kind in TERMS:
        await disarm(work, kind, str(one.appraisal_id))
    return after
