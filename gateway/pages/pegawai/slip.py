"""One's own TPP of a month, line by line, each with its arithmetic and its pasal."""

from __future__ import annotations

from datetime import date, timedelta

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Go, Outcome, Shown, Trouble
from gateway.pages.pegawai.data_slip import Slip, Version, WhatIf
from gateway.pages.visit import Visit

SUPPOSED = ("tambah", "disetujui", "target")


async def latest(visit: Visit) -> Outcome:
    """`/tpp`: the month before this one, the last that can be counted."""
    glance = await glance_of(visit)
    return Go(f"/tpp/{glance.hari_ini.replace(day=1) - timedelta(days=1):%Y-%m}")


async def show(visit: Visit) -> Outcome:
    """No figure is shown where there is none yet: that is not nought."""
    periode = visit.given["bulan"]
    asked = {name: text for name in SUPPOSED if (text := visit.query.get(name, "").strip()) and text.isdigit()}
    slip, glance, bila = await together(
        _slip(visit, periode), glance_of(visit),
        spare(visit.read("tpp", "/slips/what-if", WhatIf, periode=periode, **asked)),
    )  # fmt: skip
    first = date.fromisoformat(f"{periode}-01")
    versions: list[Version] = []
    if slip is not None and slip.versi > 1:
        versions = await spare(visit.read("tpp", f"/slips/{slip.slip_id}/versions", list[Version])) or []
    data = {
        "slip": slip, "s": glance, "periode": periode, "sebelum": f"{first - timedelta(days=1):%Y-%m}",
        "sesudah": f"{first + timedelta(days=32):%Y-%m}", "bila": bila, "andai": asked,
        "versi": versions,
    }  # fmt: skip
    return Shown("pegawai/slip.html", data)


async def _slip(visit: Visit, periode: str) -> Slip | None:
    try:
        found: Slip = await visit.read("tpp", "/slips/mine", Slip, periode=periode)
    except Trouble as trouble:
        if trouble.status == 404:
            return None
        raise
    return found
