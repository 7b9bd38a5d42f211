"""Exports of a month of the whole Pemda: asked for with a purpose, watched while they are made, fetched."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.pengelola.data_pelepasan import KINDS
from gateway.pages.visit import Visit

FORMS = {"xlsx": "XLSX, untuk dibaca", "csv": "CSV, untuk program"}
_FIELDS = {name: name for name in ("jenis", "periode", "bentuk", "tujuan")}


class Export(msgspec.Struct):
    """A file that is being made, is there, or was deleted."""

    ekspor_id: UUID
    jenis: str
    periode: str
    bentuk: str
    tujuan: str
    persen: int
    baris: int
    ukuran: int
    keadaan: str
    pada: datetime
    sampai: datetime | None

    @property
    def besar(self) -> str:
        """As people say it: KB, or MB with a decimal."""
        return (
            f"{self.ukuran / 1e6:.1f} MB".replace(".", ",") if self.ukuran >= 1e6 else f"{-(-self.ukuran // 1000)} KB"
        )


async def show(visit: Visit) -> Outcome:
    """One's own, the newest first."""
    return await _page(visit, {}, "")


async def ask(visit: Visit) -> Outcome:
    """Ask for one; it is made beside what people wait for."""
    form, typed = Form(visit.typed), visit.typed
    said = {
        "jenis": typed.get("jenis", "")[:40], "periode": typed.get("periode", "")[:7],
        "bentuk": typed.get("bentuk", "")[:10], "tujuan": form.text("tujuan", "Tulis untuk apa.", 200),
    }  # fmt: skip
    for name, why in (("jenis", "Pilih datanya."), ("bentuk", "Pilih bentuknya.")):
        if not said[name]:
            form.wrong(name, why)
    told = None if form.salah else await visit.send("reporting", "/exports", said)
    return await settled(form, told, "/ekspor?ok=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, glance = await together(visit.read("reporting", "/exports", list[Export]), glance_of(visit))
    months = [f"{glance.hari_ini:%Y-%m}"]
    while len(months) < 24:
        months.append(neighbour(months[-1], -1))
    data = {
        "ekspor": found, "s": glance, "jenis": KINDS, "bentuk": FORMS, "bulan": months, "salah": salah, "tolak": tolak,
        "ok": visit.query.get("ok", ""), "dibuat": sum(one.keadaan == "dibuat" for one in found),
    }  # fmt: skip
    return Shown("pengelola/ekspor.html", data, 422 if salah or tolak else 200)
