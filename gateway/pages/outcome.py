"""What a screen comes to: a page to show, an address to go to, or trouble to tell."""

from __future__ import annotations

from typing import Any

import msgspec

from gateway.between import Word


class Shown(msgspec.Struct, frozen=True):
    """A template with what it says; `status` 422 or 409 when a form comes back."""

    template: str
    data: dict[str, Any] = {}
    status: int = 200


class Go(msgspec.Struct, frozen=True):
    """303 to an address of ours; `word` says what becomes of the session."""

    to: str
    word: Word | None = None


class Stay(msgspec.Struct, frozen=True):
    """A page together with a word on the session."""

    shown: Shown
    word: Word


class Resume(msgspec.Struct, frozen=True):
    """Somebody has signed in whose form came too late before: it is sent now (`path`, `body`), for `token`."""

    path: str
    body: str
    token: str
    word: Word


Outcome = Shown | Go | Stay | Resume


class Trouble(Exception):
    """The page cannot be shown, or the act was refused as a whole: a page of its own says why, and what next."""

    def __init__(self, status: int, detail: str, pasal: str = "", trace: str = "", retry: int = 0) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.pasal = pasal
        self.trace = trace
        self.retry = retry


class SignedOut(Exception):
    """The request has no session: the person has to sign in first."""
