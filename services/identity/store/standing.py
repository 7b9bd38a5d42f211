"""How accounts stand today: all theirs, only the archive, or shut (docs/decisions/0017)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from chassis.auth import Archive
from chassis.db import Work
from contracts.refusal import Refusal
from services.identity.domain.standing import Left, left, shut
from services.identity.policy import IdentityPolicy
from services.identity.store.terms import spells_of


async def standings(work: Work, accounts: Collection[UUID], day: date | None = None) -> dict[UUID, Left]:
    """What is left of the accounts of people who are in service no more on a day (today)."""
    day = day or work.today
    after = work.law_of_today().section("identity", IdentityPolicy).account_after.value
    held = await spells_of(work, accounts)
    found = {one: left(spells, after, day) for one, spells in held.items()}
    return {one: gone for one, gone in found.items() if gone is not None}


def archive_of(gone: Left) -> Archive:
    """What the tokens of such an account say."""
    return Archive(gone.status, gone.until.isoformat() if gone.until else "")


async def shut_today(work: Work, account: UUID) -> Left | None:
    """By which status of its holder an account opens no more; None: it opens."""
    gone = (await standings(work, [account])).get(account)
    return gone if gone is not None and gone.is_shut(work.today) else None


async def why_shut(work: Work, account: UUID) -> Refusal | None:
    """Why an account opens no more, by the status of its holder; None: it opens."""
    if (gone := await shut_today(work, account)) is None:
        return None
    return shut(gone, work.law_of_today().section("identity", IdentityPolicy).account_after.pasal)
