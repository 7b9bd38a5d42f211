"""Entries that an administrator wrote for the person: taken as one's own, many at once (KUAN P16(b), P23(1))."""

from __future__ import annotations

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.pegawai.data_catatan import Entry
from gateway.pages.visit import Visit

MOST = 200


async def show(visit: Visit) -> Outcome:
    """Those of this month and the one before that wait for their owner."""
    return await _page(visit, "")


async def confirm(visit: Visit) -> Outcome:
    """Stand in for those that are ticked: all or none."""
    ids = visit.many("id")[:MOST]
    if not ids:
        return await _page(visit, "Pilih dahulu catatan yang Anda benarkan.")
    told = await visit.send("activity", "/assisted/confirm", {"ids": ids, "benar": True})
    if told.ok:
        return Go(f"/aktivitas/diisikan?dibenarkan={len(ids)}")
    return await _page(visit, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _page(visit: Visit, tolak: str) -> Shown:
    glance = await glance_of(visit)
    month = f"{glance.hari_ini:%Y-%m}"
    now, before = await together(
        *(visit.read("activity", "/activities", list[Entry], periode=one) for one in (month, neighbour(month, -1)))
    )
    found = sorted((one for one in [*before, *now] if one.state == "assisted"), key=lambda e: (e.tanggal, e.mulai))
    data = {
        "catatan": found, "s": glance, "tolak": tolak, "terpilih": set(visit.many("id")),
        "dibenarkan": visit.query.get("dibenarkan", ""),
    }  # fmt: skip
    return Shown("pegawai/diisikan.html", data, 422 if tolak else 200)
