"""What a penilai decides: the entry as it is from then on, and the event of it; or a refusal. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from msgspec import Struct

from contracts.event import Event
from contracts.masa import MasaPenilai
from services.activity.domain import entry, facts
from services.activity.domain.activity import Activity, By, Content

NO_REASON_TO_REOPEN = entry.no_reason("reopen")
NO_REASON_TO_CORRECT = entry.no_reason("correct")


class Decision(Struct, frozen=True):
    """What becomes of an entry, by whom and why, and its events; the first has the next version."""

    state: Literal["approved", "rejected"]
    by: By
    events: tuple[Event, ...]
    alasan: str | None = None

    @property
    def cara(self) -> str | None:
        """By whom it counts as approved."""
        return "penilai" if self.state == "approved" else None


class Acting(Protocol):
    """Who asks: an account with its roles."""

    @property
    def id(self) -> UUID: ...
    @property
    def peran(self) -> Collection[str]: ...


def decider_of(one: Activity, terms: Iterable[MasaPenilai | None], who: Acting, act: str) -> By:
    """As what somebody decides on an entry; Refusal where it is not theirs, or its state does not take the command."""
    terms = tuple(terms)
    entry.check_decider(terms, who.id, who.peran)
    entry.check_allowed(one.state, one.counts_as, act)
    return By(who.id, entry.capacity(terms, who.id, who.peran))


def approve(one: Activity, by: By, now: datetime) -> Decision:
    """Verified and approved as it stands (KUAN P17(b), P23(5))."""
    return Decision("approved", by, (facts.approved(one, one, now, by),))


def withhold(one: Activity, by: By, dasar: str, alasan: str, grounds: Collection[str], pasal: str) -> Decision:
    """On a ground that the law knows, with a written reason (KUAN P23(8))."""
    entry.check_reason(dasar, alasan, grounds, pasal)
    return Decision("rejected", by, (facts.rejected(one, by, alasan),), alasan.strip())


def correct(one: Activity, by: By, said: Content, alasan: str, now: datetime) -> Decision:
    """Corrected and approved in one act (KUAN P17(c), reading A25)."""
    entry.check_said(alasan, NO_REASON_TO_CORRECT)
    return Decision("approved", by, (facts.corrected(one, said, by, alasan), facts.approved(one, said, now, by)))


def check_reopen(one: Activity, dasar: str, alasan: str, grounds: Collection[str], pasal: str) -> None:
    """An approval of the penilai is taken back with a reason, the system's also on a ground (readings A2, A26)."""
    if entry.state_of(one.state, one.counts_as) == "auto":
        entry.check_reason(dasar, alasan, grounds, pasal)
    entry.check_said(alasan, NO_REASON_TO_REOPEN)
