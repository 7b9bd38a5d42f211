"""What people do with the paper: deliver, receive, return, hand over, set in the place of a signature (KON P38-39)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import arm, disarm
from kernel.kalender import end_of
from services.appraisal import store
from services.appraisal.commands.finish import AppraisalState, act_of, finish_if_over, keep, policy_of, state_of
from services.appraisal.commands.judgement import SignAppraisal, lay_down, start_delivery
from services.appraisal.domain import clocks, judgement, paper
from services.appraisal.domain.appraisal import Appraisal, Dinilai, SerahTerima

Text = Annotated[str, Meta(pattern=r"\S", max_length=200)]


class HandOver(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The record of a handover, and the name of who witnessed it."""

    berita_acara: Text
    saksi: Text


async def deliver(work: Work, actor: Actor, appraisal_id: UUID) -> AppraisalState:
    """The penilai releases a paper that they kept back when they signed (KON P38(2))."""
    one, who = await store.lock_appraisal(work, appraisal_id)
    judgement.check_penilai(who.atasan_id, actor.id, actor.peran, vacant=who.kosong)
    policy = policy_of(work, one)
    judgement.check_state(one.state, "signed")
    after, event = paper.deliver(one, act_of(work, actor), policy, work.day_of(one.signed))
    await keep(work, one, after, event)
    await start_delivery(work, after, policy)
    return state_of(after)


async def acknowledge(work: Work, actor: Actor, appraisal_id: UUID) -> AppraisalState:
    """The appraised says that they have the paper; they need not sign (KON P38(3), P48(1); B25)."""
    one, _ = await store.lock_appraisal(work, appraisal_id)
    paper.check_appraised(one, actor.id)
    after, event = paper.acknowledge(one, act_of(work, actor), policy_of(work, one), "tanda_terima")
    await keep(work, one, after, event)
    await _start_return(work, after)
    return state_of(after)


async def receive(work: Work, actor: Actor, appraisal_id: UUID) -> AppraisalState:
    """The appraised signs and returns the paper; with the signature they also receive it (KON P38(3))."""
    one, who = await store.lock_appraisal(work, appraisal_id)
    paper.check_appraised(one, actor.id)
    act, policy = act_of(work, actor), policy_of(work, one)
    before = one
    if one.state == "delivered":
        one, received = paper.acknowledge(one, act, policy, "tanda_tangan")
        after, event = paper.give_back(one, act, policy, work.today)
        await keep(work, before, after, received, event)
        await _start_return(work, after)
    else:
        after, event = paper.give_back(one, act, policy, _received_on(work, one))
        await keep(work, before, after, event)
    await disarm(work, "return_due", str(appraisal_id))
    await disarm(work, "substitute_due", str(appraisal_id))
    return state_of(await finish_if_over(work, after, who))


async def hand_over(work: Work, actor: Actor, appraisal_id: UUID, command: HandOver) -> AppraisalState:
    """The pengelola kinerja of the PD hands it over with a witness, where it was not taken (B39)."""
    one, who = await store.lock_appraisal(work, appraisal_id)
    held, opd = await store.roles_and_opd(work, actor)
    paper.check_helper(who, opd, held, actor.id)
    record = SerahTerima(berita_acara=command.berita_acara, saksi=command.saksi, oleh=actor.id)
    after, event = paper.hand_over(one, act_of(work, actor), policy_of(work, one), record)
    await keep(work, one, after, event)
    await _start_return(work, after)
    await work.audit("appraisal.handed_over", str(one.asn_id), {"penilaian": str(appraisal_id)})
    return state_of(after)


async def set_unsigned(work: Work, actor: Actor, appraisal_id: UUID, command: SignAppraisal) -> AppraisalState:
    """The superior lays down and signs what the penilai has not signed in their term (KON P39; B26, B27)."""
    one, who = await store.lock_appraisal(work, appraisal_id)
    above = await _superior(work, actor, one, who)
    judgement.check_state(one.state, "opened")
    policy = policy_of(work, one)
    paper.check_substitute(one, above, work.today, clocks.signing_lapses(one.tahun, policy))
    after = await lay_down(work, actor, one, who, command, substitute=True)
    await work.audit("appraisal.substituted", str(one.asn_id), {"penilaian": str(appraisal_id)})
    return state_of(after)


async def set_unreturned(work: Work, actor: Actor, appraisal_id: UUID) -> AppraisalState:
    """The superior signs what the appraised has not returned in their term (KON P39; B7)."""
    one, who = await store.lock_appraisal(work, appraisal_id)
    above = await _superior(work, actor, one, who)
    judgement.check_state(one.state, "received")
    act, policy = act_of(work, actor), policy_of(work, one)
    received = _received_on(work, one)
    paper.check_substitute(one, above, work.today, clocks.last_day(received, policy.return_days.value))
    after, event = paper.give_back(one, act, policy, received, substitute=True)
    await keep(work, one, after, event)
    await disarm(work, "substitute_due", str(appraisal_id))
    await work.audit("appraisal.substituted", str(one.asn_id), {"penilaian": str(appraisal_id)})
    return state_of(await finish_if_over(work, after, who))


async def _superior(work: Work, actor: Actor, one: Appraisal, who: Dinilai) -> paper.Kepada:
    """Who sets the paper instead of the penilai; Refusal 403 for anybody else. Above the Bupati nobody is (B27)."""
    above = await store.superior_of_penilai(work, one, who)
    if not above.beyond:
        paper.check_superior(above, actor.id, actor.peran)
    return above


async def _start_return(work: Work, one: Appraisal) -> None:
    """The terms of the return and of an objection begin with the receipt."""
    policy, key = policy_of(work, one), str(one.appraisal_id)
    await disarm(work, "receive_due", key)
    assert one.objection_until is not None
    await arm(work, "objection_lapse", key, end_of(one.objection_until, work.zone))
    due = clocks.last_day(work.today, policy.return_days.value)
    await arm(work, "return_due", key, end_of(due, work.zone))


def _received_on(work: Work, one: Appraisal) -> date:
    """The Pemda's day of the receipt; Refusal 409 where the paper was not received."""
    judgement.check_state(one.state, "received")
    assert one.received_at is not None
    return work.day_of(one.received_at)
