"""Catatan: what the penilai or the pengelola kinerja says of a plan that waits, without sending it back."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.skp import SkpCommented
from contracts.vocabulary import Alasan
from services.skp import store
from services.skp.commands.step import move
from services.skp.domain import course


class CommentSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said."""

    catatan: Alasan


class Commented(Struct, frozen=True):
    """The note that was made, and the SKP that it is about."""

    catatan_id: UUID
    skp_id: UUID


async def comment(work: Work, actor: Actor, skp_id: UUID, command: CommentSkp) -> Commented:
    """By the penilai, or the pengelola kinerja of the PD; the plan stays where it is, its owner is told."""
    one = await store.lock_skp(work, skp_id)
    if not store.is_penilai(one, actor):
        reviewer = await store.person(work, actor.id)
        course.check_commenter(one.asn_id, actor.id, reviewer.peran, reviewer.opd == one.opd)
    course.check_beside(one.state, "comment")
    made = Commented(new_id(), skp_id)
    await store.keep_comment(work, made.catatan_id, skp_id, actor.id, command.catatan)
    event = SkpCommented(skp_id=skp_id, asn_id=one.asn_id, oleh=actor.id, catatan=command.catatan)
    await move(work, one, one.state, event)
    return made
