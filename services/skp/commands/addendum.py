"""A tugas tambahan that was given after the SKP had been set joins it as an addendum (KUAN P9, KON P9, reading B11)."""

from __future__ import annotations

from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.skp import AddendumProposed, AddendumRefused
from contracts.vocabulary import Alasan, Kategori
from services.skp import store
from services.skp.commands.step import check_issuer, move, policy_of
from services.skp.domain import change, complete, content, course, facts
from services.skp.domain.skp import Adendum, Skp
from services.skp.domain.target import check_target


class Addendum(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was given, by whom, and by which SK."""

    butir: content.Butir


class AddendumState(Struct, frozen=True):
    """The addendum as it stands."""

    addendum_id: UUID
    disepakati: bool


async def propose_addendum(work: Work, actor: Actor, skp_id: UUID, command: Addendum) -> AddendumState:
    """The owner brings it with its SK; it waits for the penilai, who is told."""
    one = await store.lock_skp(work, skp_id)
    course.check_owner(one.asn_id, actor.id)
    course.check_beside(one.state, "addendum")
    change.check_addendum_in_time(one.selesai, work.today)
    butir = msgspec.structs.replace(command.butir, butir_id=new_id(), kategori=Kategori.TAMBAHAN)
    policy = policy_of(work, one)
    check_target(butir.target, policy.target_aspects.value, "butir.target")
    complete.check_indicator(butir, "butir")
    content.check_sk_given(butir, work.today, "butir")
    complete.check_extra(butir, one.isi.butir, policy.tugas_tambahan_mandatory.value, "butir")
    if butir.sk:
        await check_issuer(work, one, butir.sk, policy, "butir")
    addendum = new_id()
    await store.insert_addendum(work, addendum, skp_id, butir)
    event = AddendumProposed(
        addendum_id=addendum, skp_id=skp_id, asn_id=one.asn_id, penilai_id=one.atasan_id, butir=facts.published(butir)
    )
    await work.record(event, 1)
    return AddendumState(addendum, False)


async def agree_addendum(work: Work, actor: Actor, addendum_id: UUID) -> AddendumState:
    """With the penilai's agreement it is part of the SKP, from today; no step is repeated, no Bupati asked.

    What was brought while the SKP ran and is agreed to when its year is over counts from the last day.
    """
    found, one = await _decided_by(work, actor, addendum_id)
    butir = msgspec.json.decode(found.butir, type=content.Butir)
    await store.write_content(work, one.skp_id, _joined(one.isi, butir))
    await _join_next_version(work, one.skp_id, butir)
    await store.keep_addendum_agreed(work, addendum_id)
    mulai = change.joins_on(one.mulai, one.selesai, work.today)
    await move(work, one, "set", facts.amended(one, mulai, one.selesai, butir))
    return AddendumState(addendum_id, True)


async def _join_next_version(work: Work, skp_id: UUID, butir: content.Butir) -> None:
    """A change that is being written holds it too, else it would be lost when that version is set."""
    following = await store.lock_next_version(work, skp_id)
    if following is not None:
        anew = msgspec.structs.replace(butir, butir_id=new_id())
        await store.write_content(work, following[0], _joined(following[1], anew))


def _joined(isi: content.Content, butir: content.Butir) -> content.Content:
    """A plan with one more kinerja; Refusal 422 where that is more than a plan holds."""
    whole = msgspec.structs.replace(isi, butir=(*isi.butir, butir))
    content.check_size(whole)
    return whole


class RefuseAddendum(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why the penilai does not agree."""

    alasan: Alasan


async def refuse_addendum(work: Work, actor: Actor, addendum_id: UUID, command: RefuseAddendum) -> AddendumState:
    """The penilai does not agree; the owner reads why, and may bring another."""
    _, one = await _decided_by(work, actor, addendum_id)
    await store.keep_addendum_refused(work, addendum_id, command.alasan)
    event = AddendumRefused(
        addendum_id=addendum_id, skp_id=one.skp_id, asn_id=one.asn_id, oleh=actor.id, alasan=command.alasan
    )
    await work.record(event, 2)
    return AddendumState(addendum_id, False)


async def _decided_by(work: Work, actor: Actor, addendum_id: UUID) -> tuple[Adendum, Skp]:
    """An addendum that is still open, and its SKP, both locked, for the penilai."""
    found = await store.lock_addendum(work, addendum_id)
    one = await store.lock_skp(work, found.skp_id)
    course.may_set(one.atasan_id, actor.id, actor.peran, vacant=one.is_vacant)
    change.check_addendum_open(found.agreed_at is not None, found.refused_at is not None)
    course.check_beside(one.state, "addendum")
    return found, one
