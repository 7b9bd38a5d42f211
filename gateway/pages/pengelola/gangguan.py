"""The outage ledger from inside: recorded by the operator, confirmed by the pengelola e-kinerja (X8)."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from gateway.pages.ask import together, trouble_of
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.umum.data_gangguan import DOWN, Outage
from gateway.pages.visit import Visit

_FIELDS = {"mulai": "jam_mulai", "selesai": "jam_selesai", "layanan": "layanan", "sebab": "sebab"}


class Recorded(Outage):
    """One that may still wait for its confirmation."""

    gangguan_id: UUID
    dikonfirmasi: bool


async def show(visit: Visit) -> Outcome:
    """What waits first."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Record one that is over, or confirm one: from then on it moves deadlines."""
    if ident := visit.typed.get("gangguan", ""):
        confirmed = await visit.send("activity", f"/outages/{ident}/confirm")
        if not confirmed.ok:
            raise trouble_of(confirmed.problem)
        return Go("/operasi/gangguan?ok=1")
    form, glance = Form(visit.typed), await glance_of(visit)
    zone = glance.sekarang.tzinfo
    moments: dict[str, Any] = {}
    for name, word in (("mulai", "mulai"), ("selesai", "berakhir")):
        day = form.day(f"hari_{name}", f"Pilih hari gangguan {word}.")
        hour = form.hour(f"jam_{name}", f"Tulis jam gangguan {word}.")
        if day and hour:
            moments[name] = datetime.combine(day, hour, zone).isoformat()
    down = [one for one in visit.many("layanan") if one in DOWN]
    if not down:
        form.wrong("layanan", "Pilih layanan yang terganggu.")
    said = {**moments, "layanan": down, "sebab": form.text("sebab", "Tulis sebabnya, tanpa nama orang.", 500)}
    told = None if form.salah else await visit.send("activity", "/outages", said)
    return await settled(form, told, "/operasi/gangguan?ok=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, me, glance = await together(
        visit.read("activity", "/outages", list[Recorded]), me_of(visit), glance_of(visit)
    )
    data = {
        "gangguan": sorted(found, key=lambda one: one.dikonfirmasi), "saya": me, "s": glance, "layanan": DOWN,
        "dipilih": set(visit.many("layanan")), "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
        "menunggu": sum(not one.dikonfirmasi for one in found),
    }  # fmt: skip
    return Shown("pengelola/gangguan.html", data, 422 if salah or tolak else 200)
