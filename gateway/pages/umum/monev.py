"""The public page of a published month (KUAN P29): totals, small figures hidden, the same for everybody."""

from __future__ import annotations

from datetime import datetime

import msgspec

from gateway.pages.outcome import Outcome, Shown, Trouble
from gateway.pages.umum.data_publik import fresh, keep
from gateway.pages.visit import Visit


class Row(msgspec.Struct):
    """A PD, or all; None is hidden."""

    nama: str
    asn: int
    sel: tuple[int | None, ...]


class Monev(msgspec.Struct):
    """What was published of a month."""

    periode: str
    paling_sedikit: int
    pd: list[Row]
    semua: Row | None
    median_jam: str | None
    otomatis: str | None
    bertumpuk: str | None


class Published(msgspec.Struct):
    """A published month with the others that there are."""

    terbit_pada: datetime
    isi: Monev
    bulan: list[str]

    def di(self, step: int) -> str:
        """The published month before (-1) or after (1) this one, empty where there is none."""
        at = self.bulan.index(self.isi.periode) + step
        return self.bulan[at] if 0 <= at < len(self.bulan) else ""


async def show(visit: Visit) -> Outcome:
    """Of one Pemda (`?pemda=`), of the first one without; the month of the address, or the latest."""
    pemda = visit.regencies.get(visit.query.get("pemda", "")) or next(iter(visit.regencies.values()))
    month = visit.given.get("bulan", "")
    found = fresh("monev", f"{pemda.tenant} {month}")
    if found is None:
        found = await _read(visit, pemda.tenant, month)
        if found is not None:
            keep("monev", f"{pemda.tenant} {month}", found)
    data = {"m": found, "ini": pemda, "semua": list(visit.regencies.values())}
    return Shown("publik/monev.html", data, 200 if found or not month else 404)


async def _read(visit: Visit, tenant: str, month: str) -> Published | None:
    try:
        found: Published = await visit.read("reporting", "/monev", Published, tenant=tenant, periode=month)
    except Trouble as trouble:
        if trouble.status == 404:
            return None
        raise
    return found
