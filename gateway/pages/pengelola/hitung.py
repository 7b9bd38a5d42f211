"""The TPP of a month: the run that stands, what would change if it were run again, and the act that runs it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import with_pasal
from gateway.pages.outcome import Go, Outcome, Shown, Trouble
from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.visit import Visit


class Run(msgspec.Struct):
    """A run that has ended."""

    slips: int
    total: int
    dasar: str
    contoh: bool
    run_at: datetime
    versi: int
    berubah: int


class State(msgspec.Struct):
    """What a run came to."""

    slips: int
    changed: int


async def latest(visit: Visit) -> Outcome:
    """`/tpp/hitung`: of the month that has ended."""
    glance = await glance_of(visit)
    return Go(f"/tpp/hitung/{neighbour(f'{glance.hari_ini:%Y-%m}', -1)}")


async def show(visit: Visit) -> Outcome:
    """The run of one month, if there is one."""
    return await _page(visit, "")


async def run(visit: Visit) -> Outcome:
    """Compute it, for the first time or again: slips that change get a next version."""
    told = await visit.send("tpp", "/runs", {"periode": visit.given["bulan"]})
    if told.ok:
        state: State = told.as_(State)
        return Go(f"/tpp/hitung/{visit.given['bulan']}?terbit={state.changed}")
    return await _page(visit, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _page(visit: Visit, tolak: str) -> Shown:
    month = visit.given["bulan"]
    found, glance = await together(_run_of(visit, month), glance_of(visit))
    data = {
        "h": found, "s": glance, "periode": month, "sebelum": neighbour(month, -1), "sesudah": neighbour(month, 1),
        "akan": f"{glance.hari_ini:%Y-%m}" <= month, "tolak": tolak, "terbit": visit.query.get("terbit", ""),
    }  # fmt: skip
    return Shown("pengelola/hitung.html", data, 422 if tolak else 200)


async def _run_of(visit: Visit, month: str) -> Run | None:
    try:
        found: Run = await visit.read("tpp", "/runs", Run, periode=month)
    except Trouble as trouble:
        if trouble.status == 404:
            return None
        raise
    return found
