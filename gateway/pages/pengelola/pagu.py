"""The budget line of each PD for the TPP of a year, beside what its lists pay and what the year comes to."""

from __future__ import annotations

from datetime import date
from functools import partial

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled, year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit

MOST = 10**15
STATES = {
    "cukup": ("cukup", "ok", "cek"), "akan_lampau": ("akan terlampaui", "tunggu", "jam"),
    "lampau": ("terlampaui", "tolak", "silang"), "tanpa_pagu": ("belum ada pagu", "", "info"),
}  # fmt: skip
_FIELDS = {name: name for name in ("opd", "rupiah", "nomor", "tanggal")}


class Line(msgspec.Struct):
    """A PD in a year."""

    opd: str
    pagu: int | None
    nomor: str
    tanggal: date | None
    final: int
    draf: int
    sisa: int | None
    perkiraan: int
    keadaan: str

    @property
    def tanda(self) -> tuple[str, str, str]:
        return STATES[self.keadaan]

    @property
    def awas(self) -> bool:
        """Whether somebody has to do something before the next list is final."""
        return self.keadaan in ("lampau", "akan_lampau")


async def show(visit: Visit) -> Outcome:
    """All PD of one year."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Set the line of a PD by its DPA."""
    form, year = Form(visit.typed), year_of(visit.typed.get("tahun", ""), 0)
    said = {
        "tahun": year, "opd": form.text("opd", "Tulis kode perangkat daerahnya.", 40),
        "rupiah": form.amount("rupiah", MOST, 0), "nomor": form.text("nomor", "Tulis nomor DPA-nya.", 100),
        "tanggal": form.day("tanggal", "Tulis tanggal DPA-nya."),
    }  # fmt: skip
    if said["rupiah"] is None:
        form.wrong("rupiah", "Tulis pagunya dalam rupiah.")
    told = None if form.salah else await visit.send("tpp", "/budgets", said)
    return await settled(form, told, f"/tpp/pagu?ok=1&tahun={year}", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance, me = await together(glance_of(visit), me_of(visit))
    year = year_of(visit.typed.get("tahun", "") or visit.query.get("tahun", ""), glance.hari_ini.year)
    found = await visit.read("tpp", "/budgets", list[Line], tahun=year)
    data = {
        "pagu": found, "s": glance, "tahun": year, "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
        "mencatat": "pengelola_tpp" in me.peran,
    }  # fmt: skip
    return Shown("pengelola/pagu.html", data, 422 if salah or tolak else 200)
