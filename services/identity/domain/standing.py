"""How an account stands when its holder is in service no more: open for the own archive for a while, or shut. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from msgspec import Struct

from contracts.masa import MasaStatus
from contracts.refusal import Refusal, rule
from kernel.kalender import ONE_DAY, months_after
from kernel.penilai import status_on
from services.identity.policy import AfterService

SHUT = rule(
    "identity.account.status_shut", 403, "Akun ini ditutup: pemiliknya berstatus {state} sejak {since}.", source="value"
)
ARCHIVE_SHUT = rule(
    "identity.account.archive_shut", 403,
    "Akun ini ditutup: pemiliknya berstatus {state} sejak {since}, arsipnya terbuka sampai {until}.", source="value",
)  # fmt: skip


class Left(Struct, frozen=True):
    """A status that leaves little of an account: since when, and the last day on which it opens (None: no end)."""

    status: str
    since: date
    until: date | None

    def is_shut(self, day: date) -> bool:
        """Whether nothing of the account is left on a day."""
        return self.until is not None and self.until < day


def left(held: Collection[MasaStatus], after: Mapping[str, AfterService], day: date) -> Left | None:
    """What the status of a day leaves of the account; None: its holder is in service, and the account is whole."""
    status = status_on(held, day)
    if status is None or status.value not in after:
        return None
    since = max(one.mulai for one in held if one.status is status and one.mulai <= day)
    months = after[status.value].bulan
    return Left(status.value, since, None if months is None else months_after(since, months) - ONE_DAY)


def shut(gone: Left, pasal: str) -> Refusal:
    """Why the account does not open after a right password."""
    since = gone.since.isoformat()
    if gone.until is None or gone.until < gone.since:
        return Refusal(SHUT, pasal, state=gone.status, since=since)
    return Refusal(ARCHIVE_SHUT, pasal, state=gone.status, since=since, until=gone.until.isoformat())
