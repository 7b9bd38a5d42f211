"""The settable clock over HTTP: for the demo and for tests, never in production."""

from __future__ import annotations

from datetime import date, datetime, timezone

import msgspec

from chassis.auth import Actor
from chassis.clock import clock_for, set_clock
from gateway.answer import Receive, Rejected, Scope, Send, give_json
from gateway.body import Body
from gateway.guard import too_large
from gateway.settings import GatewaySettings
from kernel.kalender import BEYOND, is_beyond

ROLE = "operator"


class SetTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Let it be this time for every service; null follows the machine again."""

    at: datetime | None


class Now(msgspec.Struct, frozen=True):
    """The time the rules see, and whether it can be set here."""

    now: datetime
    settable: bool


class ClockDesk:
    """Answers GET and PUT /api/clock."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._file = settings.clock_file if settings.profile != "production" else None

    async def tell(self, send: Send) -> None:
        now = clock_for(self._file).at(datetime.now(timezone.utc))
        await give_json(send, Now(now=now, settable=self._file is not None), [(b"cache-control", b"no-store")])

    async def set(self, scope: Scope, receive: Receive, send: Send, actor: Actor) -> None:
        """Rejected 403 without the role or where the clock is the database's, 422 for anything but a time."""
        if self._file is None:
            raise Rejected(403, "Jam sistem tidak dapat diatur pada pemasangan ini.")
        if ROLE not in actor.peran:
            raise Rejected(403, "Hanya operator yang dapat mengatur jam.")
        try:
            wanted = msgspec.json.decode(await whole(scope, receive), type=SetTime)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise Rejected(422, 'Kirim {"at": waktu ISO 8601 dengan zona, atau null}.') from None
        if wanted.at is not None and wanted.at.tzinfo is None:
            raise Rejected(422, "Sebut zona waktunya, misalnya 2026-01-05T07:30:00+07:00.")
        if wanted.at is not None and is_beyond(date(wanted.at.year, wanted.at.month, wanted.at.day)):
            raise Rejected(422, BEYOND)
        set_clock(self._file, wanted.at)
        await self.tell(send)


async def whole(scope: Scope, receive: Receive) -> bytes:
    """A small body at once; Rejected 413 past 64 KiB."""
    body = Body(scope, receive)
    whole = await body.gather(65536)
    if body.more or len(whole) > 65536:
        raise too_large()
    return whole
