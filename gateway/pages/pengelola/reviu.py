"""The review of plans by the pengelola kinerja: what waits."""

from __future__ import annotations

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.data_skp import Plan
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """Those of the PD that were submitted; one's own is another's to review."""
    glance = await glance_of(visit)
    year = glance.hari_ini.year
    now, before = await together(
        visit.read("skp", "/waiting", list[Plan], tahun=year),
        visit.read("skp", "/waiting", list[Plan], tahun=year - 1),
    )
    found = [plan for plan in [*now, *before] if plan.state == "submitted"]
    done = {"reviewed": "direviu; pemilik dan penilainya diminta menyepakati", "returned": "dikembalikan"}
    data = {"skp": found, "s": glance, "selesai": done.get(visit.query.get("selesai", ""), "")}
    return Shown("pengelola/reviu.html", data)
