"""One's own plans by period (KON P17): what one means to do, beside the SKP."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.data_catatan import Butir
from gateway.pages.visit import Visit

_FIELDS = {"periode": "periode", "mulai": "mulai", "butir_id": "butir", "uraian": "uraian", "jumlah": "jumlah"}


class Plan(msgspec.Struct):
    """A plan; `induk`: the one that it is a part of."""

    rencana_id: UUID
    periode: str
    mulai: date
    butir_id: UUID
    uraian: str
    jumlah: int
    induk: UUID | None


async def show(visit: Visit) -> Outcome:
    """Those of this year, and the form for one more."""
    return await _page(visit, {}, "")


async def keep(visit: Visit) -> Outcome:
    """Plan a period, or change what is planned for it: one plan a period and kinerja."""
    form = Form(visit.typed)
    said = {
        "periode": form.text("periode", "Pilih untuk berapa lama.", 20),
        "mulai": form.day("mulai", "Pilih hari pertamanya."), "butir_id": form.id("butir", "Pilih kinerjanya."),
        "uraian": form.text("uraian", "Tulis apa yang akan dikerjakan.", 2000),
        "jumlah": form.number("jumlah", "Tulis berapa banyak."),
    }  # fmt: skip
    told = None if form.salah else await visit.send("activity", "/plans", said)
    return await settled(form, told, "/rencana?ok=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance = await glance_of(visit)
    today = glance.hari_ini
    plans, items = await together(
        visit.read("activity", "/plans", list[Plan], tahun=today.year),
        visit.read("activity", "/butir", list[Butir], tanggal=today),
    )
    pemda = visit.regencies.get(visit.tenant)
    data = {
        "rencana": plans, "butir": items, "nama": {one.butir_id: one.uraian for one in items}, "s": glance,
        "periode": pemda.rencana if pemda else (), "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
        "nilai": {"mulai": today.isoformat()} | visit.typed,
    }  # fmt: skip
    return Shown("pegawai/rencana.html", data, 422 if salah or tolak else 200)
