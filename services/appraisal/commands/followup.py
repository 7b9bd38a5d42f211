"""Tindak lanjut: opened by the system when a result is final; reviewed, tested and decided by people (KON P45-47)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm, disarm
from chassis.ids import new_id
from contracts.vocabulary import Uraian
from kernel.kalender import end_of
from services.appraisal import store
from services.appraisal.domain import kasus as domain
from services.appraisal.domain.appraisal import Appraisal, Dinilai
from services.appraisal.domain.followup import Outcome
from services.appraisal.policy import AppraisalPolicy


async def follow(work: Work, one: Appraisal, who: Dinilai, final_on: date) -> domain.Found:
    """What a final result leads to; where the law gives time to improve, a case is opened."""
    law = work.packs.law_at(work.tenant, one.signed)
    policy = law.section("appraisal", AppraisalPolicy)
    found = domain.found(one, who, policy)
    if found.jalur:
        opened = domain.opened_by(one, found.jalur, new_id(), law.head.short, policy, final_on)
        await store.open_case(work, opened)
        await work.record(domain.opened(opened), opened.version)
    return found


class Kasus(Struct, frozen=True):
    """A case as it stands; `hasil` says how it closed."""

    kasus_id: UUID
    state: str
    hasil: str = ""


class ReviewFollowUp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether the targets of the six months were met, and the evidence."""

    membaik: bool
    bukti: Uraian


async def review(work: Work, actor: Actor, kasus_id: UUID, command: ReviewFollowUp) -> Kasus:
    """By the penilai, when the six months are over (KON P46(1, 3), P47(1-2))."""
    one, who = await store.lock_case(work, kasus_id)
    by, office = domain.Step(actor.id, work.now), frozenset(actor.peran)
    return await _keep(work, domain.review(one, who, by, office, work.today, command.membaik, command.bukti))


class RecordTest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether the standard of the post was met, and the report that says so."""

    memenuhi_standar: bool
    dokumen: Uraian


async def record_test(work: Work, actor: Actor, kasus_id: UUID, command: RecordTest) -> Kasus:
    """The competency test, by BKPSDM (KON P46(3), P47(2))."""
    one, _ = await store.lock_case(work, kasus_id)
    by = domain.Step(actor.id, work.now)
    return await _keep(work, domain.test(one, by, command.memenuhi_standar, command.dokumen))


class DecideFollowUp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was decided, by whose decree; `lowongan`: the paper that shows that no post is vacant, for a dismissal."""

    hasil: Outcome
    jenis_keputusan: Literal["ppk", "pyb"]
    nomor: Annotated[str, Meta(max_length=200)]
    tanggal: date
    lowongan: Annotated[str, Meta(max_length=200)] = ""


async def decide(work: Work, actor: Actor, kasus_id: UUID, command: DecideFollowUp) -> Kasus:
    """Moved, placed lower, kept, placed for a year, dismissed after it: as the PPK decreed (KON P46(4), P47(3-5))."""
    one, _ = await store.lock_case(work, kasus_id)
    by, policy = domain.Step(actor.id, work.now), work.law_of_today().section("appraisal", AppraisalPolicy)
    decree = domain.Decree(
        jenis=command.jenis_keputusan, nomor=command.nomor, tanggal=command.tanggal, lowongan=command.lowongan
    )  # fmt: skip
    after = domain.decide(one, by, command.hasil, decree, work.today, policy.placement_months.value)
    if after.state == "placed" and after.sementara_sampai:
        await arm(work, "placement_ends", str(kasus_id), end_of(after.sementara_sampai, work.zone))
    else:
        await disarm(work, "placement_ends", str(kasus_id))
    return await _keep(work, after)


async def placement_ends(work: Work, due: Due) -> None:
    """The year of a temporary placement is over: BKPSDM is told, and nothing is decided (KON P47(4-5))."""
    one, _ = await store.lock_case(work, UUID(due.subject))
    if one.state == "placed":
        after, event = domain.ended(one, work.law_of_today().head.kepala_badan)
        await store.keep_case(work, after)
        await work.record(event, after.version)


async def _keep(work: Work, after: domain.Kasus) -> Kasus:
    await store.keep_case(work, after)
    if moved := domain.moved(after):
        await work.record(moved, after.version)
    await work.audit("followup.moved", str(after.kasus_id), {"state": after.state})
    return Kasus(after.kasus_id, after.state, after.hasil)


FIRES = {"placement_ends": placement_ends}
