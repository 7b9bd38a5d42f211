"""One entry: what it says, what it said before, its evidence; and what its owner may do with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import msgspec

from gateway.pages.ask import spare, together, trouble_of
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data import Butir, Entry
from gateway.pages.visit import Visit
from gateway.pages.words import jam

_FIELDS = {
    "uraian": "uraian", "output": "hasil", "kuantitas": "jumlah", "mulai": "mulai", "selesai": "selesai",
    "bukti": "tautan", "butir_id": "butir", "kategori": "butir",
}  # fmt: skip
OPEN = frozenset({"submitted", "rejected", "escalated"})


class Version(msgspec.Struct):
    """What it said before."""

    isi_versi: int
    oleh: UUID
    at: datetime
    alasan: str
    isi: dict[str, Any]
    berlaku: bool = False


async def show(visit: Visit) -> Outcome:
    """For its owner and for the penilai whose it is to decide."""
    path = f"/activities/{visit.given['id']}"
    entry, versions, me, glance = await together(
        visit.read("activity", path, Entry), spare(visit.read("activity", f"{path}/history", list[Version])),
        me_of(visit), glance_of(visit),
    )  # fmt: skip
    own = entry.asn_id == me.account_id
    data = {
        "c": entry, "versi": [version for version in versions or [] if not version.berlaku], "s": glance,
        "milik": own, "terbuka": entry.state in OPEN,
        "resi": visit.query.get("terlampir", ""),
    }  # fmt: skip
    return Shown("pegawai/catatan.html", data)


async def confirm(visit: Visit) -> Outcome:
    """Stand in for what an administrator wrote, or let it go."""
    ident = visit.given["id"]
    if visit.typed.get("buang"):
        told = await visit.send("activity", f"/activities/{ident}/discard")
    else:
        told = await visit.send("activity", f"/activities/{ident}/confirm", {"benar": True})
    if not told.ok:
        raise trouble_of(told.problem)
    return Go("/beranda" if visit.typed.get("buang") else f"/aktivitas/{ident}/tanda-terima")


async def edit(visit: Visit) -> Outcome:
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


async def attach(visit: Visit) -> Outcome:
    """One file of evidence; its name and its bytes, and nothing else of the form, go on."""
    ident = visit.given["id"]
    file = visit.file("berkas")
    if file is None or not file.content:
        return Go(f"/aktivitas/{ident}?terlampir=kosong#bukti")
    told = await visit.upload("activity", f"/activities/{ident}/evidence", file)
    if told.ok:
        return Go(f"/aktivitas/{ident}?terlampir={quote(file.name[:100])}#bukti")
    raise trouble_of(told.problem)


async def detach(visit: Visit) -> Outcome:
    """Take a file away again."""
    ident = visit.given["id"]
    lampiran = Form(visit.typed).id("lampiran", "")
    told = await visit.send("activity", f"/activities/{ident}/evidence/{lampiran}", method="DELETE")
    if not told.ok and told.status != 404:
        raise trouble_of(told.problem)
    return Go(f"/aktivitas/{ident}#bukti")
