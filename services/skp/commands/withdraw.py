"""What an owner does with a plan that they no longer want as it is: take it back before the review, or discard it."""

from __future__ import annotations

from uuid import UUID

from chassis.auth import Actor
from chassis.db import Work
from contracts.skp import SkpDiscarded, SkpWithdrawn
from services.skp import store
from services.skp.commands.change import check_proposer
from services.skp.commands.step import SkpState, move
from services.skp.domain import course


async def withdraw(work: Work, actor: Actor, skp_id: UUID) -> SkpState:
    """Submitted too early: a draft again, while nobody has reviewed it (KUAN P5(3-4), P18(a); KON P6(2-3))."""
    one = await store.lock_skp(work, skp_id)
    course.check_owner(one.asn_id, actor.id)
    course.check_beside(one.state, "withdraw")
    return await move(work, one, "draft", SkpWithdrawn(skp_id=skp_id, asn_id=one.asn_id))


async def discard(work: Work, actor: Actor, skp_id: UUID) -> SkpState:
    """A draft that comes to nothing: it stays readable, and leaves room for another.

    Its owner discards the draft of a year, who may open a change the draft of one (KON P19(1), KUAN P23(2)).
    """
    one = await store.lock_skp(work, skp_id)
    if one.perubahan_dari:
        await check_proposer(work, actor, one)
    else:
        course.check_owner(one.asn_id, actor.id)
    course.check_beside(one.state, "discard")
    await store.keep_discarded(work, skp_id, DISCARDED)
    event = SkpDiscarded(skp_id=skp_id, asn_id=one.asn_id, tahun=one.tahun, perubahan_dari=one.perubahan_dari)
    return await move(work, one, "closed", event)


DISCARDED = "dibuang"
