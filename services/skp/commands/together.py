"""Agreeing to, setting and ratifying many SKPs at once: all or none, each by the rules of the single command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal
from services.skp.commands import plan, setting
from services.skp.commands.step import SkpState
from services.skp.domain.together import of_many


class ManySkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The SKPs that a step is taken with, at most 200; one that is named twice counts once."""

    ids: Annotated[tuple[UUID, ...], Meta(min_length=1, max_length=200)]


class ManyStates(Struct, frozen=True):
    """Each of them as it stands now, in the order that they were named in."""

    skp: tuple[SkpState, ...]


async def agree_many(work: Work, actor: Actor, command: ManySkp) -> ManyStates:
    """Agree to all of them (KUAN P5(4), KON P6(4))."""

    async def one(skp_id: UUID) -> SkpState:
        return await plan.agree(work, actor, skp_id)

    return await _all_or_none(command, one)


async def set_many(work: Work, actor: Actor, command: ManySkp) -> ManyStates:
    """Set all of them; one that has the opinion of a credit-point team is set by itself (KON P13(4))."""

    async def one(skp_id: UUID) -> SkpState:
        return await setting.establish(work, actor, skp_id, setting.SetSkp())

    return await _all_or_none(command, one)


async def ratify_many(work: Work, actor: Actor, command: ManySkp) -> ManyStates:
    """Ratify all of them, as Bupati (KON P10(3))."""

    async def one(skp_id: UUID) -> SkpState:
        return await setting.ratify(work, actor, skp_id)

    return await _all_or_none(command, one)


async def _all_or_none(command: ManySkp, step: Callable[[UUID], Awaitable[SkpState]]) -> ManyStates:
    """The step of each; a refusal of any takes back all, and names each that is in the way."""
    done: dict[UUID, SkpState] = {}
    against: dict[UUID, Refusal] = {}
    for skp_id in sorted(set(command.ids)):  # one order for everybody, so that nobody waits for another in a ring
        try:
            done[skp_id] = await step(skp_id)
        except Refusal as refusal:
            against[skp_id] = refusal
    if against:
        raise of_many(command.ids, against)
    return ManyStates(tuple(done[skp_id] for skp_id in dict.fromkeys(command.ids)))
