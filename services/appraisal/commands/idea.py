"""A new idea: recommended by the direct superior, set or refused by the head of the unit (KON P31(6), B19)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.vocabulary import Alasan
from services.appraisal import store
from services.appraisal.domain import ide as domain
from services.appraisal.domain.ide import Ide
from services.appraisal.policy import AppraisalPolicy


class RecommendIdea(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is new, what it benefits, and the document that shows it."""

    uraian: Alasan
    manfaat: Alasan
    dokumen: Annotated[str, Meta(pattern=r"\S", max_length=200)]


class DecideIdea(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether it is set; where not, why."""

    diterima: bool
    alasan: Annotated[str, Meta(max_length=2000)] = ""


class IdeaState(Struct, frozen=True):
    """The idea as it stands: recommended, accepted or refused."""

    appraisal_id: UUID
    state: str


async def recommend(work: Work, actor: Actor, appraisal_id: UUID, command: RecommendIdea) -> IdeaState:
    """By the direct superior, while the appraisal is open."""
    one, who = await store.lock_appraisal(work, appraisal_id)
    said = Ide(
        ide_id=new_id(), appraisal_id=appraisal_id, asn_id=one.asn_id, tahun=one.tahun, uraian=command.uraian,
        manfaat=command.manfaat, dokumen=command.dokumen, recommended_by=actor.id, recommended_at=work.now,
    )  # fmt: skip
    before = await store.lock_idea(work, appraisal_id)
    after, event = domain.recommend(before, one, who, actor.peran, said)
    domain.check_open(one, has_ideas=_has_ideas(work))
    await store.keep_idea(work, after)
    await work.record(event, after.version)
    await work.audit("idea.recommended", str(one.asn_id))
    return IdeaState(appraisal_id, after.state)


async def decide(work: Work, actor: Actor, appraisal_id: UUID, command: DecideIdea) -> IdeaState:
    """By the head of the unit, while the appraisal is open and after the recommendation."""
    one, _ = await store.lock_appraisal(work, appraisal_id)
    domain.check_head(await store.line_above(work, one.asn_id), actor.id, actor.peran)
    domain.check_open(one, has_ideas=_has_ideas(work))
    before = await store.lock_idea(work, appraisal_id)
    after, event = domain.decide(before, actor.id, work.now, command.diterima, command.alasan)
    await store.keep_idea(work, after)
    await work.record(event, after.version)
    await work.audit("idea.decided", str(one.asn_id), {"diterima": command.diterima})
    return IdeaState(appraisal_id, after.state)


def _has_ideas(work: Work) -> bool:
    """Whether the law of today knows a predikat that needs a new idea."""
    policy = work.law_of_today().section("appraisal", AppraisalPolicy)
    return any(band.idea for band in policy.predicates.value)
