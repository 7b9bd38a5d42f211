"""The data of a PD as workbooks: the plans of a year, the entries of a month; each download says why (KUAN P21(2))."""

from __future__ import annotations

from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """Two forms that fetch; the service checks who asks, and keeps who took what."""
    glance = await glance_of(visit)
    months = [f"{glance.hari_ini:%Y-%m}"]
    for _ in range(12):
        months.append(neighbour(months[-1], -1))
    years = [glance.hari_ini.year - n for n in range(3)]
    return Shown("pd/unduh.html", {"bulan_bulan": months, "tahun_tahun": years, "s": glance})
