"""Who has no set SKP of the year, or a late one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.data_skp import STATES
from gateway.pages.visit import Visit


class Without(msgspec.Struct):
    """Somebody without a set SKP, or with a late one."""

    asn_id: UUID
    nama: str
    opd: str
    state: str
    late: bool
    karena_gangguan: bool
    paling_lambat: date

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, ("belum ada SKP", "tolak", "tanda"))


async def show(visit: Visit) -> Outcome:
    """Who has no set SKP of the year."""
    glance = await glance_of(visit)
    year = glance.hari_ini.year
    found: list[Without] = await visit.read("skp", "/late", list[Without], tahun=year)
    return Shown("pengelola/belum-skp.html", {"orang": found, "s": glance, "tahun": year})
