"""Who comes first for the talent pool and for competence, by two years in a row (KON P42)."""

from __future__ import annotations

import msgspec

from gateway.pages.chrome import glance_of
from gateway.pages.form import year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit

LISTS = {
    "talent_pool": "Prioritas talent pool", "kompetensi": "Prioritas pengembangan kompetensi",
    "nyaris": "Nyaris: satu tahun di tiap daftar",
}  # fmt: skip


class Priority(msgspec.Struct):
    """Somebody on a list."""

    nama: str
    opd: str
    unit: str
    sebelumnya: str
    sekarang: str
    daftar: str


async def show(visit: Visit) -> Outcome:
    """Of the year that has ended, or the one asked for, and the one before it."""
    glance = await glance_of(visit)
    year = year_of(visit.query.get("tahun", ""), glance.hari_ini.year - 1)
    found = await visit.read("appraisal", "/priorities", list[Priority], tahun=year)
    lists = [(name, [one for one in found if one.daftar == code]) for code, name in LISTS.items()]
    return Shown("pimpinan/prioritas.html", {"daftar": lists, "tahun": year, "s": glance})
