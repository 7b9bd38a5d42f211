"""Who did not measure in a masa that is over."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit


class Unmeasured(msgspec.Struct):
    """Somebody who did not measure in a masa that is over."""

    asn_id: UUID
    nama: str
    opd: str
    masa: str
    selesai: date


async def show(visit: Visit) -> Outcome:
    """Who did not measure in a masa that is over: of the year before in January, else of this one."""
    glance = await glance_of(visit)
    year = glance.hari_ini.year - (glance.hari_ini.month == 1)
    found: list[Unmeasured] = await visit.read("skp", "/unmeasured", list[Unmeasured], tahun=year)
    return Shown("pengelola/belum-diukur.html", {"orang": found, "s": glance, "tahun": year})
