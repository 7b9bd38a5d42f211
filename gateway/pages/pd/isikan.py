"""Help with the keyboard: the administrator of the PD writes an entry for somebody, who confirms it (KUAN P16(b))."""

from __future__ import annotations

from functools import partial
from typing import Any

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pd.data_isikan import pending_of, whose
from gateway.pages.visit import Visit

_FIELDS = {
    "tanggal": "tanggal", "butir_id": "butir", "kategori": "butir", "uraian": "uraian", "output": "hasil",
    "kuantitas": "jumlah", "mulai": "mulai", "selesai": "selesai", "alasan": "alasan", "asn_id": "nip",
}  # fmt: skip


async def show(visit: Visit) -> Outcome:
    """First for whom and for which day; then the entry itself."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Write it; the owner is told, and it counts once it is confirmed."""
    form = Form(visit.typed)
    owner, butir = await whose(visit)
    chosen = next((one for one in butir if str(one.butir_id) == visit.typed.get("butir", "")), None)
    if owner is None:
        form.wrong("nip", "Cari dahulu pegawainya.")
    if chosen is None:
        form.wrong("butir", "Pilih kinerja dari SKP yang berlaku pada hari itu.")
    isi: dict[str, Any] = {
        "tanggal": form.day("tanggal", "Pilih harinya."),
        "uraian": form.text("uraian", "Tulis satu kalimat: apa yang dikerjakan, untuk apa.", 2000),
        "output": form.text("hasil", "Tulis hasilnya: apa yang jadi.", 500),
        "kuantitas": form.number("jumlah", "Tulis berapa banyak."),
        "mulai": form.hour("mulai", "Tulis jam mulai."), "selesai": form.hour("selesai", "Tulis jam selesai."),
        "benar": True,
    }  # fmt: skip
    alasan = form.text("alasan", "Tulis mengapa pegawainya tidak mengisi sendiri.", 2000)
    told = None
    if not form.salah and owner is not None and chosen is not None:
        isi |= {"butir_id": chosen.butir_id, "kategori": chosen.kategori}
        command = {"asn_id": owner.asn_id, "alasan": alasan, "isi": isi}
        told = await visit.send("activity", "/assisted", command)
    return await settled(form, told, "/pd/isikan?selesai=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    (owner, butir), glance = await together(whose(visit), glance_of(visit))
    asked = visit.typed or visit.query
    pending = await pending_of(visit, owner, asked.get("tanggal", ""))
    data = {
        "s": glance, "o": owner, "butir": butir, "salah": salah, "tolak": tolak, "dicari": bool(asked.get("nip")),
        "nip": asked.get("nip", ""), "tanggal": asked.get("tanggal") or glance.hari_ini.isoformat(),
        "selesai": visit.query.get("selesai", ""), "catatan": pending,
    }  # fmt: skip
    return Shown("pd/isikan.html", data, 422 if salah or tolak else 200)
