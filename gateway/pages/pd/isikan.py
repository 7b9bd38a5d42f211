"""Help with the keyboard: the administrator of the PD writes an entry for somebody, who confirms it (KUAN P16(b))."""

from __future__ import annotations

from functools import partial
from typing import Any

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, day_of, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pd.ubahkan import WHY_READ
from gateway.pages.pegawai.data_catatan import OPEN, Butir, Entry
from gateway.pages.pengelola.data_pegawai import Row, by_nip
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
    owner, butir = await _whose(visit)
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


async def _whose(visit: Visit) -> tuple[Row | None, list[Butir]]:
    """The person that is named, of the own PD, and what they may report on that day; None where nobody is found."""
    asked = visit.typed or visit.query
    nip, day = asked.get("nip", "").replace(" ", "")[:64], day_of(asked.get("tanggal", ""))
    if not nip or day is None:
        return None, []
    if (found := await by_nip(visit, nip)) is None:
        return None, []
    butir: list[Butir] = await visit.read("activity", f"/people/{found.asn_id}/butir", list[Butir], tanggal=day)
    return found, butir


async def _pending(visit: Visit, owner: Row | None, day: str) -> list[Entry]:
    """What the person has entered on that day and is still to be decided."""
    if owner is None:
        return []
    path = f"/people/{owner.asn_id}/activities"
    found = await spare(visit.read("activity", path, list[Entry], periode=day[:7], tujuan=WHY_READ))
    return [one for one in found or [] if one.tanggal.isoformat() == day and one.state in OPEN]


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    (owner, butir), glance = await together(_whose(visit), glance_of(visit))
    asked = visit.typed or visit.query
    pending = await _pending(visit, owner, asked.get("tanggal", ""))
    data = {
        "s": glance, "o": owner, "butir": butir, "salah": salah, "tolak": tolak, "dicari": bool(asked.get("nip")),
        "nip": asked.get("nip", ""), "tanggal": asked.get("tanggal") or glance.hari_ini.isoformat(),
        "selesai": visit.query.get("selesai", ""), "catatan": pending,
    }  # fmt: skip
    return Shown("pd/isikan.html", data, 422 if salah or tolak else 200)
