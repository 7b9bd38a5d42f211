"""Somebody's slip for who answers for it: pengelola TPP, head of the staffing office, inspektorat; each says why."""

from __future__ import annotations

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.data_slip import Slip, Version
from gateway.pages.visit import Visit


class Whose(Slip, kw_only=True):
    """A slip with whose it is."""

    nama: str
    jabatan: str
    opd: str


async def show(visit: Visit) -> Outcome:
    """First why it is read: the person whose it is finds that among who read their data."""
    why, ident = visit.query.get("tujuan", "").strip()[:200], visit.given["id"]
    if not why:
        return Shown("pengelola/slip-tujuan.html", {"ident": ident})
    slip, versions, glance = await together(
        visit.read("tpp", f"/slips/{ident}", Whose, tujuan=why),
        visit.read("tpp", f"/slips/{ident}/versions", list[Version], tujuan=why), glance_of(visit),
    )  # fmt: skip
    return Shown("pengelola/slip.html", {"slip": slip, "versi": versions, "s": glance})
