"""The receipt of an entry: what was sent, to whom, and until when it is decided."""

from __future__ import annotations

import re

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.data_catatan import Entry
from gateway.pages.visit import Visit

_TRACE = re.compile(r"[0-9a-f]{12,32}")


async def show(visit: Visit) -> Outcome:
    """What was sent, to whom, and until when it is decided."""
    entry, me, glance = await together(
        visit.read("activity", f"/activities/{visit.given['id']}", Entry),
        me_of(visit),
        glance_of(visit),
    )
    resi = visit.query.get("resi", "")
    data = {"catatan": entry, "s": glance, "penilai": me.penilai, "nomor": resi if _TRACE.fullmatch(resi) else ""}
    return Shown("pegawai/tanda-terima.html", data)
