"""The working calendar of a year: days off, and days that are worked after all, each by decree."""

from __future__ import annotations

from datetime import date
from functools import partial

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.visit import Visit

_FIELDS = {"tanggal": "tanggal", "nama": "nama", "sk": "sk"}


class Day(msgspec.Struct):
    """A day off, or (`libur` false) one that is worked after all."""

    tanggal: date
    libur: bool
    nama: str


async def this_year(visit: Visit) -> Outcome:
    """`/kalender`: of today's year."""
    glance = await glance_of(visit)
    return Go(f"/kalender/{glance.hari_ini.year}")


async def show(visit: Visit) -> Outcome:
    """Of one year, in its order."""
    return await _page(visit, {}, "")


async def keep(visit: Visit) -> Outcome:
    """Set a day."""
    form = Form(visit.typed)
    said = {
        "tanggal": form.day("tanggal", "Pilih harinya."), "libur": visit.typed.get("libur", "ya") == "ya",
        "nama": form.text("nama", "Tulis nama harinya.", 200), "sk": form.text("sk", "Tulis nomor SK-nya.", 200),
    }  # fmt: skip
    told = None if form.salah else await visit.send("identity", "/calendar", said)
    return await settled(form, told, f"/kalender/{visit.given['tahun']}?simpan=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    days, me, glance = await together(
        visit.read("identity", "/calendar", list[Day], tahun=visit.given["tahun"]),
        me_of(visit), glance_of(visit),
    )  # fmt: skip
    months: dict[str, list[Day]] = {}
    for day in sorted(days, key=lambda one: one.tanggal):
        months.setdefault(f"{day.tanggal:%Y-%m}", []).append(day)
    data = {
        "bulan": months, "s": glance, "tahun": int(visit.given["tahun"]), "salah": salah, "tolak": tolak,
        "mengubah": "pengelola_kepegawaian" in me.peran, "simpan": visit.query.get("simpan", ""),
        "banyak": sum(day.libur for day in days),
    }  # fmt: skip
    return Shown("pengelola/kalender.html", data, 422 if salah or tolak else 200)
