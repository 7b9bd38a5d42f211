"""The penilai of its last day closes a segment, and so accepts what its owner measured (KON P25(2), P26)."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.skp import store
from services.skp.commands.step import move, policy_of
from services.skp.domain import course, facts, segmen


class ConfirmSegmen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The capaian that one has seen; over another, nothing is closed."""

    capaian: Decimal


class Segmen(Struct, frozen=True):
    """A segment that is closed, with its capaian in per cent, a decimal as text."""

    skp_id: UUID
    capaian: str


async def confirm(work: Work, actor: Actor, skp_id: UUID, command: ConfirmSegmen) -> Segmen:
    """Close a segment that has ended and is measured whole; a later measurement opens it again."""
    one = await store.lock_skp(work, skp_id)
    segmen.check_closes(one.closed_penilai_id, one.closed_sebagai, actor.id, actor.peran)
    course.check_beside(one.state, "confirm")
    segmen.check_measurable(one.set_at is not None)
    so_far = await store.standing(work, one, one.isi, policy_of(work, one))
    segmen.check_complete(bool(so_far.measured), so_far.missing)
    segmen.check_seen(so_far.capaian, command.capaian, one.confirmed_at is not None)
    await store.keep_confirmed(work, skp_id, actor.id)
    await move(work, one, one.state, facts.confirmed(one, so_far.capaian, actor.id, one.closed_sebagai))
    await work.audit("skp.segment_closed", str(skp_id))
    return Segmen(skp_id, format(so_far.capaian, "f"))
