"""Who has no plan of any period in a year (KON P9)."""

from __future__ import annotations

from uuid import UUID

import msgspec

from gateway.pages.chrome import glance_of
from gateway.pages.form import year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit


class Planless(msgspec.Struct):
    """Somebody without a plan."""

    asn_id: UUID
    nama: str


async def show(visit: Visit) -> Outcome:
    """Of this year, or the one asked for."""
    glance = await glance_of(visit)
    year = year_of(visit.query.get("tahun", ""), glance.hari_ini.year)
    found: list[Planless] = await visit.read("activity", "/plans/missing", list[Planless], tahun=year)
    return Shown("pengelola/belum-rencana.html", {"orang": found, "s": glance, "tahun": year})
