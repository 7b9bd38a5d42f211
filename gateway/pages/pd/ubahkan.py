"""Help with the keyboard: the administrator of the PD changes a pending entry, its owner confirms it (KUAN P16(b))."""

from __future__ import annotations

from functools import partial

from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown, Trouble
from gateway.pages.pegawai.data_catatan import Entry
from gateway.pages.penilai.betulkan import FIELDS, said_in, values_of
from gateway.pages.visit import Visit

UNOPENED = "Catatan ini menunggu Anda sebagai pejabat penilai. Buka dahulu dari antrean, lalu ubah."
WHY_READ = "membantu pegawai mengubah catatannya"


async def show(visit: Visit) -> Outcome:
    """The form with what the entry says now; `pegawai` and `bulan` in the address say where it stands."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """It waits for its owner, who takes it or has the former entry back."""
    form, entry = Form(visit.typed), await _entry(visit)
    said = said_in(form, entry)
    versi = said.pop("versi")
    alasan = form.text("alasan", "Tulis mengapa pegawainya tidak mengubahnya sendiri.", 2000)
    wish = {"alasan": alasan, "versi": versi, "isi": {**said, "tanggal": entry.tanggal, "benar": True}}
    path = f"/assisted/{entry.activity_id}"
    told = None if form.salah else await visit.send("activity", path, wish, method="PUT")
    return await settled(form, told, "/pd/isikan?selesai=1", FIELDS, partial(_page, visit))


async def _entry(visit: Visit) -> Entry:
    asked = visit.typed or visit.query
    person, month = asked.get("pegawai", "")[:36], asked.get("bulan", "")[:7]
    path = f"/people/{person}/activities"
    found: list[Entry] = await visit.read("activity", path, list[Entry], periode=month, tujuan=WHY_READ)
    for entry in found:
        if str(entry.activity_id) == visit.given["id"]:
            if entry.tertutup:
                raise Trouble(409, UNOPENED)
            return entry
    raise Trouble(404, "Catatan ini tidak ada, atau bukan milik pegawai itu.")


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    entry = await _entry(visit)
    data = {
        "c": entry, "s": await glance_of(visit), "salah": salah, "tolak": tolak,
        "nilai": visit.typed or values_of(entry),
    }  # fmt: skip
    return Shown("pd/ubahkan.html", data, 422 if salah or tolak else 200)
