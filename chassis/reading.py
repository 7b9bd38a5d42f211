"""Keeps who read data about whom, and why, so that people find it in their own trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar.params import QueryParameter
from msgspec import Struct

from chassis.audit import shard_of
from chassis.auth import Actor
from chassis.db import Work

Purpose = Annotated[str, QueryParameter(min_length=3, max_length=200, pattern=r"\S")]
MayPurpose = Annotated[str | None, QueryParameter(min_length=3, max_length=200, pattern=r"\S")]
EVERYBODY = "*"  # the subject of a reading about everybody


class Belongs(Struct, frozen=True):
    """Readings about a group (`subject` of their lines) are about a person from the first to the last day in it."""

    subject: str
    mulai: date | None = None
    selesai: date | None = None


async def keep_reading(work: Work, actor: Actor, act: str, people: Iterable[UUID], tujuan: str, **detail: Any) -> None:
    """A line of the trail for each other person of whom something was shown, with the purpose."""
    for one in others(people, actor):
        await work.audit(act, str(one), {"tujuan": tujuan, **detail})


def others(people: Iterable[UUID], actor: Actor) -> list[UUID]:
    """Everybody but the reader, in the order of the chains, so that two readers never wait for each other."""
    return sorted(set(people) - {actor.id}, key=lambda who: (shard_of(str(who)), who))


async def keep_group_readings(work: Work, act: str, groups: Iterable[str] | None, tujuan: str, **detail: Any) -> None:
    """One line for everybody of each group, or (None) for everybody at all; who belongs to it that day finds it."""
    for group in sorted({EVERYBODY} if groups is None else set(groups), key=lambda one: (shard_of(one), one)):
        await work.audit(act, group, {"tujuan": tujuan, **detail})
