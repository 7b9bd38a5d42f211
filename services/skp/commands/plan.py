"""The course of an SKP in the order of the law: draft, submit, review, agree, set (and, tiered, ratify)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.masa import Sebagai
from contracts.refusal import Refusal, rule
from contracts.skp import (
    SkpAgreed,
    SkpReturned,
    SkpReviewed,
    SkpSubmitted,
)
from contracts.vocabulary import Alasan, Tahun
from services.skp import store
from services.skp.commands.step import (
    SkpState,
    carry_over,
    check_alone,
    check_issuer,
    check_parent,
    move,
    parents_pending,
    policy_of,
    with_ids,
)
from services.skp.domain import complete, content, course, discussion
from services.skp.domain.lacks import Lacks
from services.skp.domain.skp import Pegawai, Skp
from services.skp.policy import SkpPolicy

OUTSIDE_YEAR = rule("skp.plan.outside_year", 422, "Tanggal mulai harus dalam tahun SKP.", "mulai")


class DraftSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plan for a year, or for the part of it that begins at `mulai`.

    Without: its first day, or the first after an exempt status or after the SKP that a move ended (KON P14, P15(3)).
    """

    tahun: Tahun
    mulai: date | None = None
    isi: content.Content


async def draft(work: Work, actor: Actor, command: DraftSkp) -> SkpState:
    """Write a draft, for this year or the next; never blocked because the superior is late with theirs."""
    person = await store.person(work, actor.id)
    course.check_near(command.tahun, work.today)
    mulai = command.mulai or await _first_day(work, person, command.tahun)
    if mulai.year != command.tahun:
        raise Refusal(OUTSIDE_YEAR)
    policy = work.packs.resolve_plan(work.tenant, mulai).section("skp", SkpPolicy)
    course.check_exempt(person.status, policy.exempt_statuses.value)
    course.check_service(mulai, work.today, person.masa_status, policy.exempt_statuses.value)
    content.check_size(command.isi)
    content.check_ids(command.isi, ())
    content.check_targets(command.isi, policy.target_aspects.value)
    isi = with_ids(command.isi)
    skp_id, sidik = await store.insert_draft(work, actor.id, command.tahun, mulai, isi)
    waits = await parents_pending(work, await store.lock_skp(work, skp_id), isi)
    return SkpState(skp_id, "draft", sidik=sidik, parent_pending=waits)


async def _first_day(work: Work, person: Pegawai, tahun: int) -> date:
    exempt = work.packs.resolve(work.tenant, work.today).section("skp", SkpPolicy).exempt_statuses.value
    first = course.first_day(tahun, work.today, person.masa_status, exempt)
    return course.after_segment(first, await store.ended_on(work, person.asn_id, tahun))


class EditSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the draft says from now on; butir that keep their `butir_id` stay the same.

    `sidik`: of the draft one has seen, as every read and edit of it tells: over another, nothing is written.
    """

    isi: content.Content
    sidik: Annotated[str, Meta(min_length=1, max_length=64)]


async def edit(work: Work, actor: Actor, skp_id: UUID, command: EditSkp) -> SkpState:
    """The owner changes the draft."""
    one = await store.lock_skp(work, skp_id)
    course.check_owner(one.asn_id, actor.id)
    course.check_beside(one.state, "edit")
    course.check_seen(one.sidik, command.sidik)
    content.check_size(command.isi)
    content.check_ids(command.isi, {b.butir_id for b in one.isi.butir})
    content.check_targets(command.isi, policy_of(work, one).target_aspects.value)
    isi = with_ids(command.isi)
    sidik = await store.write_content(work, skp_id, isi)
    return SkpState(skp_id, "draft", sidik=sidik, parent_pending=await parents_pending(work, one, isi))


async def submit(work: Work, actor: Actor, skp_id: UUID) -> SkpState:
    """Declare the plan complete; a refusal names all that it lacks."""
    one = await store.lock_skp(work, skp_id)
    course.check_owner(one.asn_id, actor.id)
    course.check_step(one.state, "submitted")
    await check_alone(work, one)
    isi = one.isi
    await _check_all(work, one, isi)
    await store.keep_submitted(work, skp_id)
    state = await move(work, one, "submitted", SkpSubmitted(skp_id=skp_id, asn_id=one.asn_id, tahun=one.tahun))
    state = await carry_over(work, one, state)
    waits = await parents_pending(work, one, isi)
    return msgspec.structs.replace(state, peringatan=content.warnings(isi), parent_pending=waits)


async def _check_all(work: Work, one: Skp, isi: content.Content) -> None:
    """Refusal 422 with everything that a plan lacks, so that nobody has to try again for each."""
    policy, lacks = policy_of(work, one), Lacks()
    with lacks.noting():
        complete.check_complete(isi, one.post, demands_of(policy))
    of_superior = await store.butir_of(work, list(store.superiors_of(one)), one.tahun)
    for n, butir in enumerate(isi.butir):
        at = f"butir[{n}]"
        with lacks.noting():
            complete.check_split(butir, one.mulai.month, n)
        with lacks.noting():
            check_parent(butir, of_superior, n)
        with lacks.noting():
            content.check_sk_given(butir, work.today, at)
        with lacks.noting():
            if butir.sk:
                await check_issuer(work, one, butir.sk, policy, at)
    lacks.refuse()


def demands_of(policy: SkpPolicy) -> content.Demands:
    """What the law asks of a plan's content."""
    return content.Demands(
        sources=policy.sources.value,
        needed=policy.required_sources.value,
        unit_head=policy.unit_head_sources.value,
        head_indicators=policy.unit_head_indicators.value,
        extra=policy.tugas_tambahan_mandatory.value,
    )


class ReviewSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The five criteria of the indicators, confirmed, the note of the discussion, who took part (KUAN P7(2), P8(2)).

    `pembahas`: with whom of the law it was discussed, the penilai and/or the pengelola kinerja who reviews it.
    """

    kriteria: Annotated[dict[Annotated[str, Meta(max_length=50)], bool], Meta(max_length=20)]
    pembahasan: Alasan
    peserta: Alasan
    pembahas: Annotated[tuple[discussion.Peran, ...], Meta(max_length=2)] = ()


async def review(work: Work, actor: Actor, skp_id: UUID, command: ReviewSkp) -> SkpState:
    """By the pengelola kinerja of the same PD."""
    one = await store.lock_skp(work, skp_id)
    reviewer = await store.person(work, actor.id)
    course.check_reviewer(one.asn_id, actor.id, reviewer.peran, reviewer.opd == one.opd)
    course.check_step(one.state, "reviewed")
    course.check_criteria(command.kriteria, policy_of(work, one).iki_criteria.value)
    took_part = discussion.named(command.pembahas, one.atasan_id, actor.id, vacant=one.is_vacant)
    await store.keep_review(work, skp_id, actor.id, command.pembahasan, command.peserta, took_part)
    event = SkpReviewed(skp_id=skp_id, asn_id=one.asn_id, reviewer_id=actor.id, pembahas=took_part)
    return await carry_over(work, one, await move(work, one, "reviewed", event))


async def agree(work: Work, actor: Actor, skp_id: UUID) -> SkpState:
    """Owner and penilai each agree once; the second makes it agreed."""
    one = await store.lock_skp(work, skp_id)
    owner = one.asn_id == actor.id
    if not owner:
        course.may_set(one.atasan_id, actor.id, actor.peran, vacant=one.is_vacant)
    course.check_step(one.state, "agreed")
    both = (one.agreed_owner or owner) and (one.agreed_penilai or not owner)
    await store.keep_agreed(work, skp_id, owner=owner)
    if not both:
        return SkpState(skp_id, one.state)
    return await move(work, one, "agreed", SkpAgreed(skp_id=skp_id, asn_id=one.asn_id))


class ReturnSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is still to be done."""

    alasan: Alasan


async def send_back(work: Work, actor: Actor, skp_id: UUID, command: ReturnSkp) -> SkpState:
    """The reviewer or the penilai sends it back before it is set; the steps begin again."""
    one = await store.lock_skp(work, skp_id)
    as_bupati = "bupati" in actor.peran and (one.sebagai == Sebagai.BUPATI.value or one.state == "approved")
    if one.atasan_id != actor.id and not as_bupati:
        reviewer = await store.person(work, actor.id)
        course.check_reviewer(one.asn_id, actor.id, reviewer.peran, reviewer.opd == one.opd)
    course.check_beside(one.state, "return")
    await store.keep_returned(work, skp_id, command.alasan)
    event = SkpReturned(skp_id=skp_id, asn_id=one.asn_id, oleh=actor.id, alasan=command.alasan)
    return await move(work, one, "draft", event)
