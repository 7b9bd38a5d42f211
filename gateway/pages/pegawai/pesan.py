"""Messages to a person and to the roles held, newest first."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit


class Message(msgspec.Struct):
    """A message."""

    pesan_id: UUID
    jenis: str
    isi: str
    at: datetime
    dibaca: bool
    nama: str | None = None


async def show(visit: Visit) -> Outcome:
    """All of them."""
    found, glance = await together(visit.read("activity", "/messages", list[Message]), glance_of(visit))
    return Shown("pegawai/pesan.html", {"pesan": found, "s": glance, "baru": sum(not one.dibaca for one in found)})


async def mark(visit: Visit) -> Outcome:
    """One, or all that are shown, as read."""
    for ident in visit.many("id")[:100]:
        told = await visit.send("activity", f"/messages/{ident}/read", key=f"{visit.key}-{ident}")
        if not told.ok:
            raise trouble_of(told.problem)
    return Go("/pesan")
