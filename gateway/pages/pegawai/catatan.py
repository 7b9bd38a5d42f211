"""One entry: what it says, what it said before; and that its owner stands in for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together, trouble_of
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_catatan import OPEN, Entry
from gateway.pages.visit import Visit


class Version(msgspec.Struct):
    """What it said before."""

    isi_versi: int
    oleh: UUID
    at: datetime
    alasan: str
    isi: dict[str, Any]
    berlaku: bool = False


async def show(visit: Visit) -> Outcome:
    """For its owner and for the penilai whose it is to decide."""
    path = f"/activities/{visit.given['id']}"
    entry, versions, me, glance = await together(
        visit.read("activity", path, Entry), spare(visit.read("activity", f"{path}/history", list[Version])),
        me_of(visit), glance_of(visit),
    )  # fmt: skip
    own = entry.asn_id == me.account_id
    data = {
        "c": entry, "versi": [version for version in versions or [] if not version.berlaku], "s": glance,
        "milik": own, "terbuka": entry.state in OPEN,
        "resi": visit.query.get("terlampir", ""),
    }  # fmt: skip
    return Shown("pegawai/catatan.html", data)


async def confirm(visit: Visit) -> Outcome:
    """Stand in for what an administrator wrote, or let it go."""
    ident = visit.given["id"]
    if visit.typed.get("buang"):
        told = await visit.send("activity", f"/activities/{ident}/discard")
    else:
        told = await visit.send("activity", f"/activities/{ident}/confirm", {"benar": True})
    if not told.ok:
        raise trouble_of(told.problem)
    return Go("/beranda" if visit.typed.get("buang") else f"/aktivitas/{ident}/tanda-terima")
