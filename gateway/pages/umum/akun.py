"""One's own account: who is signed in, where, and what can be changed about it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit


class _Session(msgspec.Struct):
    sesi_id: UUID
    opened_at: datetime
    expires_at: datetime
    ini: bool


async def show(visit: Visit) -> Outcome:
    """Who is signed in, where, and what can be changed about it."""
    me, sessions, glance = await together(
        me_of(visit),
        visit.read("identity", "/sessions", list[_Session]),
        glance_of(visit),
    )
    return Shown("umum/akun.html", {"saya": me, "sesi": sessions, "s": glance})


async def end_session(visit: Visit) -> Outcome:
    """End one of the other sessions."""
    told = await visit.send("identity", f"/sessions/{visit.given['id']}/revoke")
    if not told.ok and told.status != 404:
        raise trouble_of(told.problem)
    return Go("/akun")
