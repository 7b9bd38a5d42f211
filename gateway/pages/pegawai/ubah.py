"""An entry written again as it should be, while it waits or was rejected."""

from __future__ import annotations

from uuid import uuid4

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_catatan import Butir, Entry
from gateway.pages.visit import Visit
from gateway.pages.words import jam

_FIELDS = {
    "uraian": "uraian", "output": "hasil", "kuantitas": "jumlah", "mulai": "mulai", "selesai": "selesai",
    "bukti": "tautan", "butir_id": "butir", "kategori": "butir",
}  # fmt: skip


async def show(visit: Visit) -> Outcome:
    """The form with what it says now."""
    entry: Entry = await visit.read("activity", f"/activities/{visit.given['id']}", Entry)
    return await _page(visit, entry, _values(entry), {}, "")


async def change(visit: Visit) -> Outcome:
    """Send it again as it should be; the version that was seen goes along."""
    ident = visit.given["id"]
    form = Form(visit.typed)
    entry: Entry = await visit.read("activity", f"/activities/{ident}", Entry)
    butir = await _butir(visit, entry)
    chosen = next((one for one in butir if str(one.butir_id) == visit.typed.get("butir")), None)
    if chosen is None:
        form.wrong("butir", "Pilih kinerja yang dikerjakan.")
    isi = {
        "tanggal": entry.tanggal, "kategori": chosen.kategori if chosen else "", "benar": True,
        "butir_id": chosen.butir_id if chosen else None, "versi": form.number("versi", "Muat ulang halaman ini."),
        "uraian": form.text("uraian", "Tulis satu kalimat: apa yang dikerjakan.", 2000),
        "kuantitas": form.number("jumlah", "Tulis berapa banyak."),
        "output": form.text("hasil", "Tulis hasilnya.", 500), "mulai": form.hour("mulai", "Tulis jam mulai."),
        "selesai": form.hour("selesai", "Tulis jam selesai."), "bukti": visit.typed.get("tautan", "").strip() or None,
    }  # fmt: skip
    if form.salah:
        return await _page(visit, entry, visit.typed, form.salah, "")
    told = await visit.send("activity", f"/activities/{ident}", isi, method="PUT")
    if told.ok:
        return Go(f"/aktivitas/{ident}/tanda-terima")
    rest = form.blame(told.problem, _FIELDS)
    return await _page(visit, entry, visit.typed | {"_kunci": str(uuid4())}, form.salah, rest)


async def _butir(visit: Visit, entry: Entry) -> list[Butir]:
    found: list[Butir] = await visit.read("activity", "/butir", list[Butir], tanggal=entry.tanggal)
    return found


async def _page(visit: Visit, entry: Entry, values: dict[str, str], salah: dict[str, str], tolak: str) -> Shown:
    butir, glance = await together(_butir(visit, entry), glance_of(visit))
    data = {
        "c": entry, "nilai": values, "salah": salah, "tolak": tolak, "butir": butir, "s": glance,
        "kunci": values.get("_kunci", visit.key),
    }  # fmt: skip
    return Shown("pegawai/ubah.html", data, 422 if salah or tolak else 200)


def _values(entry: Entry) -> dict[str, str]:
    return {
        "uraian": entry.uraian, "hasil": entry.output, "jumlah": str(entry.kuantitas), "mulai": jam(entry.mulai),
        "selesai": jam(entry.selesai), "tautan": entry.bukti or "", "versi": str(entry.isi_versi),
        "butir": str(entry.butir_id),
    }  # fmt: skip
